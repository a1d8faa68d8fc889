import * as z from 'zod';

const INSZ = z.string().regex(/^\d{11}$/);
const known = z.string().min(1);

const POSTAL = z.string().regex(/^\d{4}$/);
const NIS = z.string().regex(/^\d{5}$/);

/** A resident as `personen` tells it, with every group of fields. */
export const personSchema = z.strictObject({
  insz: INSZ,
  naam: z.strictObject({ voornaam: z.string(), achternaam: z.string().min(1) }),
  /** Month and day are 00 where they are not known. */
  geboorte: z.strictObject({ datum: z.string().regex(/^(18|19|20)\d\d-(0\d|1[0-2])-([0-2]\d|3[01])$/) }),
  geslacht: z.enum(['M', 'V']),
  nationaliteit: known,
  burgerlijkeStaat: z.enum(['ongehuwd', 'gehuwd', 'gescheiden', 'weduwstaat', 'onbekend']),
  verblijfplaats: z
    .union([
      z.strictObject({ adres: z.null(), land: known, afgeschermd: z.literal(false) }),
      z.strictObject({ adres: z.null(), afgeschermd: z.literal(true) }),
      z.strictObject({
        adres: z.strictObject({
          id: z.string().regex(/^https:\/\/data\.vlaanderen\.be\/id\/adres\/\d+$/),
          straatnaam: known,
          huisnummer: known,
          busnummer: known.optional(),
          postcode: POSTAL,
          gemeentenaam: known,
          niscode: NIS,
        }),
        sinds: z.iso.date(),
        afgeschermd: z.literal(false),
      }),
    ])
    .nullable(),
  overlijden: z.strictObject({ datum: z.iso.date() }).nullable(),
  contact: z.strictObject({ taal: z.enum(['nl', 'fr', 'de', 'en']), toestemming: z.boolean() }),
  vertegenwoordiging: z.strictObject({ onderBewind: z.literal(true) }).nullable(),
  onderneming: z.strictObject({ ondernemingsnummer: z.string().regex(/^[01]\d{9}$/) }).nullable(),
});
export const householdSchema = z.strictObject({ leden: z.array(z.strictObject({ insz: INSZ })).min(1) });

/** A report of a move, as it is read back. */
export const reportSchema = z.strictObject({
  id: z.uuid(),
  service: z.string(),
  personen: z.array(z.string()),
  adres: z.string(),
  datum: z.iso.date(),
  ontvangen: z.iso.datetime(),
  /** It came before, with the same key. */
  opnieuw: z.literal(true).optional(),
});
