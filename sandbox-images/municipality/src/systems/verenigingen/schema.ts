import * as z from 'zod';

/** What a right answer is: fields and types of the public API of the Verenigingsregister (V and seven digits for a code). */
const vCode = z.string().regex(/^V\d{7}$/);
const ref = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`));
const concept = (prefix: string) =>
  z.strictObject({
    '@id': ref(prefix),
    '@type': z.literal('skos:Concept'),
    code: z.string().min(1),
    naam: z.string().min(1),
  });

const common = {
  '@type': z.enum(['regorg:RegisteredOrganization', 'fei:FeitelijkeVerenigingen']),
  vCode,
  verenigingstype: z.strictObject({ code: z.enum(['VZW', 'FV']), naam: z.string() }),
  naam: z.string().min(1),
  korteNaam: z.string(),
  korteBeschrijving: z.string(),
  doelgroep: z.strictObject({
    '@id': ref('doel'),
    '@type': z.literal('verenigingen_ext:Doelgroep'),
    minimumleeftijd: z.int().min(0),
    maximumleeftijd: z.int().max(150),
  }),
  hoofdactiviteitenVerenigingsloket: z.array(concept('act')).min(1),
  werkingsgebieden: z.array(concept('wg')).min(1),
  sleutels: z
    .array(
      z.strictObject({
        '@id': ref('identificatoren'),
        '@type': z.literal('adms:Identifier'),
        bron: z.enum(['KBO', 'Verenigingsregister']),
        waarde: z.string(),
        codeerSysteem: z.enum(['KBO nummer', 'Vcode']),
        gestructureerdeIdentificator: z.strictObject({
          '@id': ref('ges'),
          '@type': z.literal('generiek:GestructureerdeIdentificator'),
          nummer: z.string(),
        }),
      }),
    )
    .min(1),
  relaties: z.array(z.never()),
};
const site = {
  '@id': ref('loc'),
  '@type': z.literal('org:Site'),
  locatietype: z.enum(['Maatschappelijke zetel volgens KBO', 'Correspondentie']),
  isPrimair: z.boolean(),
  adresvoorstelling: z.string().regex(/, België$/),
  naam: z.string(),
};

export const foundSchema = z.strictObject({
  '@context': z.url(),
  verenigingen: z.array(
    z.strictObject({
      ...common,
      locaties: z.array(z.strictObject({ ...site, postcode: z.string(), gemeente: z.string() })),
      links: z.strictObject({ detail: z.url() }),
    }),
  ),
  facets: z.strictObject({
    hoofdactiviteitenVerenigingsloket: z.array(
      z.strictObject({ code: z.string(), aantal: z.int().positive(), query: z.url() }),
    ),
  }),
  metadata: z.strictObject({
    pagination: z.strictObject({ totalCount: z.int(), offset: z.int(), limit: z.int() }),
  }),
});

export const detailSchema = z.strictObject({
  '@context': z.url(),
  vereniging: z.strictObject({
    ...common,
    startdatum: z.iso.date(),
    status: z.literal('Actief'),
    contactgegevens: z.array(
      z.strictObject({
        '@id': ref('cont'),
        '@type': z.literal('schema:ContactPoint'),
        contactgegeventype: z.enum(['E-mail', 'Telefoon', 'Website', 'SocialMedia']),
        waarde: z.email(),
        beschrijving: z.string(),
        isPrimair: z.boolean(),
      }),
    ),
    locaties: z.array(
      z.strictObject({
        ...site,
        adres: z.strictObject({
          '@id': ref('adressen'),
          '@type': z.literal('locn:Address'),
          straatnaam: z.string(),
          huisnummer: z.string(),
          busnummer: z.string().nullable(),
          postcode: z.string().regex(/^\d{4}$/),
          gemeente: z.string(),
          land: z.literal('België'),
        }),
        adresId: z.strictObject({ broncode: z.literal('AR'), bronwaarde: z.url() }),
      }),
    ),
    lidmaatschappen: z.array(z.never()),
  }),
  metadata: z.strictObject({ datumLaatsteAanpassing: z.iso.date() }),
});

const person = {
  '@id': ref('persoon'),
  '@type': z.literal('person:Person'),
  insz: z.string().regex(/^\d{11}$/),
  voornaam: z.string(),
  achternaam: z.string(),
};
export const representativesSchema = z.strictObject({
  '@context': z.url(),
  vCode,
  vertegenwoordigers: z.array(
    z.strictObject({ ...person, rol: z.string(), isPrimair: z.boolean(), sinds: z.iso.date() }),
  ),
});
export const membersSchema = z.strictObject({ '@context': z.url(), vCode, leden: z.array(z.strictObject(person)) });
