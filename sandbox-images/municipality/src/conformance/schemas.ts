import * as z from 'zod';

/** What right answers are of the registers that have no schema of their own: fields and code lists of the published interfaces. */
export const NIS = z.string().regex(/^\d{5}$/);
export const POSTAL = z.string().regex(/^\d{4}$/);
const objectId = z.string().regex(/^\d{6,9}$/);
const spelled = z.strictObject({ spelling: z.string().min(1), taal: z.enum(['nl', 'fr', 'de', 'en']) });
export const named = z.strictObject({ geografischeNaam: spelled });
export const identifierOf = (kind: string, id: z.ZodType<string> = objectId) =>
  z
    .strictObject({
      id: z.string(),
      naamruimte: z.literal(`https://data.vlaanderen.be/id/${kind}`),
      objectId: id,
      versieId: z.iso.datetime({ offset: true }),
    })
    .refine((i) => i.id === `${i.naamruimte}/${i.objectId}`, 'id is not namespace and objectId');
const link = z.strictObject({ objectId: z.string().min(1), detail: z.url() });
const href = z.strictObject({ href: z.url() });
const geometry = (type: 'Point' | 'Polygon', inside: string) =>
  z.strictObject({
    type: z.literal(type),
    gml: z
      .string()
      .regex(new RegExp(`^<gml:${type} srsName="https://www.opengis.net/def/crs/EPSG/0/31370" .*${inside}`)),
  });
const context = { '@context': z.url() };

export const addressSchema = z.strictObject({
  ...context,
  '@type': z.literal('Adres'),
  identificator: identifierOf('adres'),
  gemeente: z.strictObject({ objectId: NIS, detail: z.url(), gemeentenaam: named }),
  postinfo: z.strictObject({ objectId: POSTAL, detail: z.url() }),
  straatnaam: z.strictObject({ objectId, detail: z.url(), straatnaam: named }),
  homoniemToevoeging: named.optional(),
  huisnummer: z.string().regex(/^[1-9]\d{0,3}[A-Z]?$/),
  huisnummerObject: link.optional(),
  busnummer: z
    .string()
    .regex(/^[0-9A-Za-z.]{1,10}$/)
    .optional(),
  volledigAdres: named,
  adresPositie: z.strictObject({
    geometrie: geometry('Point', '<gml:pos>\\d+\\.\\d\\d \\d+\\.\\d\\d</gml:pos>'),
    positieGeometrieMethode: z.enum(['aangeduidDoorBeheerder', 'afgeleidVanObject', 'geinterpoleerd']),
    positieSpecificatie: z.enum(['gebouw', 'gebouweenheid', 'perceel', 'lot', 'ingang']),
  }),
  adresStatus: z.enum(['voorgesteld', 'inGebruik', 'gehistoreerd', 'afgekeurd']),
  officieelToegekend: z.boolean(),
  _links: z.strictObject({ self: href, gebouweenheden: href, percelen: href }),
});

export const unitSchema = z.strictObject({
  ...context,
  '@type': z.literal('Gebouweenheid'),
  identificator: identifierOf('gebouweenheid'),
  gebouweenheidPositie: z.strictObject({
    geometrie: geometry('Point', '<gml:pos>'),
    positieGeometrieMethode: z.enum(['aangeduidDoorBeheerder', 'afgeleidVanObject']),
  }),
  gebouweenheidStatus: z.enum(['gepland', 'gerealiseerd', 'gehistoreerd', 'nietGerealiseerd']),
  functie: z.enum(['nietGekend', 'gemeenschappelijkDeel']),
  gebouw: link,
  adressen: z.array(link).length(1),
  afwijkingVastgesteld: z.boolean(),
});

export const buildingSchema = z.strictObject({
  ...context,
  '@type': z.literal('Gebouw'),
  identificator: identifierOf('gebouw'),
  gebouwPolygoon: z.strictObject({
    geometrie: geometry('Polygon', '<gml:posList>(\\d+\\.\\d\\d ){9}\\d+\\.\\d\\d</gml:posList>'),
    geometrieMethode: z.enum(['ingeschetst', 'ingemetenGRB']),
  }),
  gebouwStatus: z.enum(['gepland', 'inAanbouw', 'gerealiseerd', 'gehistoreerd', 'nietGerealiseerd']),
  gebouweenheden: z.array(link.extend({ status: z.string() })).min(1),
  percelen: z.array(link).length(1),
});

export const parcelId = z.string().regex(/^\d{5}[A-Z]\d{4}-00[A-Z]\d{3}$/);
export const parcelSchema = z.strictObject({
  ...context,
  '@type': z.literal('Perceel'),
  identificator: identifierOf('perceel', parcelId),
  caPaKey: z.string().regex(/^\d{5}[A-Z]\d{4}\/00[A-Z]\d{3}$/),
  perceelStatus: z.enum(['gerealiseerd', 'gehistoreerd']),
  adressen: z.array(link).min(1),
  _links: z.strictObject({ self: href, gebouwen: href }),
});

export const streetSchema = z.strictObject({
  ...context,
  '@type': z.literal('Straatnaam'),
  identificator: identifierOf('straatnaam'),
  gemeente: z.strictObject({ objectId: NIS, detail: z.url(), gemeentenaam: named }),
  straatnamen: z.array(spelled).min(1),
  homoniemToevoegingen: z.array(spelled).optional(),
  straatnaamStatus: z.enum(['voorgesteld', 'inGebruik', 'gehistoreerd', 'afgekeurd']),
  _links: z.strictObject({ self: href, adressen: href }),
});

export const municipalitySchema = z.strictObject({
  ...context,
  '@type': z.literal('Gemeente'),
  identificator: identifierOf('gemeente', NIS),
  gemeentenamen: z.array(named).min(1),
  gemeenteStatus: z.enum(['voorgesteld', 'inGebruik', 'gehistoreerd']),
  officieleTalen: z.array(z.enum(['nl', 'fr', 'de', 'en'])).min(1),
  faciliteitenTalen: z.array(z.enum(['nl', 'fr', 'de', 'en'])),
  _links: z.strictObject({ self: href, straatnamen: href, adressen: href }),
});

export const postalSchema = z.strictObject({
  ...context,
  '@type': z.literal('PostInfo'),
  identificator: identifierOf('postinfo', POSTAL),
  gemeente: z.strictObject({ objectId: NIS, detail: z.url(), gemeentenaam: named }),
  postnamen: z.array(named).min(1),
  postInfoStatus: z.enum(['gerealiseerd', 'gehistoreerd']),
  _links: z.strictObject({ self: href, adressen: href }),
});

/** RFC 7517, public halves alone. */
export const keySetSchema = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        kty: z.literal('RSA'),
        use: z.literal('sig'),
        alg: z.literal('RS256'),
        kid: z.string(),
        e: z.string(),
        n: z.string(),
      }),
    )
    .min(1),
});
