import * as z from 'zod';

/** What a right answer is: the cardinalities of OSLO organisatie-basis, and the rules of the KBO's numbers. */
const nl = z.strictObject({ nl: z.string().min(1) });
const date = z.iso.date();
const labelled = (...labels: readonly string[]) =>
  z.strictObject({ '@type': z.literal('Concept'), voorkeursnaam: z.strictObject({ nl: z.enum(labels) }) });
const concept = z.strictObject({ '@type': z.literal('Concept'), code: z.string(), voorkeursnaam: nl });
const number = (form: RegExp) =>
  z.strictObject({ '@type': z.literal('Identificator'), identificator: z.string().regex(form) });

const address = z.strictObject({
  '@type': z.literal('Adresvoorstelling'),
  verwijstNaar: z.string().regex(/^https:\/\/data\.vlaanderen\.be\/id\/adres\/\d+$/),
  straatnaam: z.string().min(1),
  huisnummer: z.string().min(1),
  busnummer: z.string().min(1).optional(),
  postcode: z.string().regex(/^\d{4}$/),
  gemeentenaam: z.string().min(1),
});

export const siteSchema = z.strictObject({
  '@id': z.url(),
  '@type': z.literal('Vestiging'),
  voorkeursnaam: nl,
  registratie: number(/^[2-8]\d{9}$/),
  adres: address,
  startdatum: date,
  einddatum: date.optional(),
});

const common = {
  '@id': z.url(),
  voorkeursnaam: nl,
  registratie: number(/^[01]\d{9}$/),
  status: labelled('Actief', 'Stopgezet'),
  activiteit: concept.extend({ code: z.string().regex(/^\d{5}$/) }),
};
const legal = {
  ...common,
  '@type': z.literal('GeregistreerdeOrganisatie'),
  wettelijkeNaam: nl,
  rechtspersoonlijkheid: labelled('Rechtspersoon'),
  rechtsvorm: concept,
  heeftGeregistreerdeVestiging: z.strictObject({ '@type': z.literal('Vestiging'), adres: address }),
};
const natural = {
  ...common,
  '@type': z.literal('Organisatie'),
  rechtspersoonlijkheid: labelled('Natuurlijke persoon'),
};
const more = {
  '@context': z.url(),
  rechtstoestand: labelled(
    'Normale toestand',
    'Opening faillissement',
    'Vervroegde ontbinding - vereffening',
    'Stopzetting',
  ),
  startdatum: date,
  einddatum: date.optional(),
  heeftVestiging: z.array(siteSchema),
};

export const itemSchema = z.union([z.strictObject(legal), z.strictObject(natural)]);
export const detailSchema = z.union([
  z.strictObject({ ...legal, ...more, vereniging: z.url().optional() }),
  z.strictObject({ ...natural, ...more }),
]);
export const listSchema = z.strictObject({
  '@context': z.url(),
  ondernemingen: z.array(itemSchema),
  totaal: z.int(),
  volgende: z.url().optional(),
});
export const mandatesSchema = z.strictObject({
  '@context': z.url(),
  functies: z.array(
    z.strictObject({
      '@type': z.literal('Lidmaatschap'),
      lid: z.strictObject({
        '@type': z.literal('Persoon'),
        insz: z.string().regex(/^\d{11}$/),
        voornaam: z.string(),
        achternaam: z.string(),
      }),
      organisatie: z.strictObject({ '@id': z.url(), '@type': z.literal('Organisatie'), voorkeursnaam: nl }),
      rol: z.string().min(1),
      lidGedurende: z.strictObject({ startdatum: date, einddatum: date.optional() }),
    }),
  ),
});
