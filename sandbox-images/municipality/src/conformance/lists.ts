import type { Store } from 'n3';
import * as z from 'zod';
import { catalogueOf } from '../catalogue/versions.ts';
import type { Municipality } from '../open.ts';
import { listSchema } from '../systems/ondernemingen/schema.ts';
import { foundSchema } from '../systems/verenigingen/schema.ts';
import { identifierOf, NIS, named, POSTAL, parcelId } from './schemas.ts';
import { LISTED, ORGANISATION, PRODUCT } from './shapes.ts';

/** A list that is walked page by page. */
export interface List {
  readonly host: string;
  readonly path: string;
  /** What it calls its items. */
  readonly items: string;
  readonly schema: z.ZodType;
  /** What its pages are valid by as linked data. */
  readonly shapes: Store;
  /** How many there are in all. */
  total(m: Municipality): number;
  /** Base registers also count: `/totaal-aantal`. */
  readonly counts: boolean;
  /** Says by `volgende` where it goes on. */
  readonly leads: boolean;
}

const base = (
  register: string,
  type: string,
  kind: string,
  total: List['total'],
  more: z.ZodRawShape,
  { id, items = register }: { id?: z.ZodType<string>; items?: string } = {},
): List => ({
  host: 'basisregisters',
  path: `/v2/${register}`,
  items,
  schema: z.strictObject({
    '@context': z.url(),
    [items]: z.array(
      z.strictObject({ '@type': z.literal(type), identificator: identifierOf(kind, id), detail: z.url(), ...more }),
    ),
    volgende: z.url().optional(),
  }),
  shapes: LISTED,
  total,
  counts: true,
  leads: true,
});

const property = ['gepland', 'inAanbouw', 'gerealiseerd', 'gehistoreerd', 'nietGerealiseerd'] as const;
const naming = ['voorgesteld', 'inGebruik', 'gehistoreerd', 'afgekeurd'] as const;

const inLanguages = z.strictObject({
  en: z.string().optional(),
  'nl-BE-x-formal': z.string().min(1),
  'nl-BE-x-informal': z.string().min(1),
});
const productsSchema = z.strictObject({
  '@context': z.tuple([z.url(), z.strictObject({ producten: z.literal('@graph') })]),
  totaal: z.int(),
  producten: z.array(
    z.strictObject({
      '@id': z.url(),
      '@type': z.literal('Instantie'),
      productnummer: z.string(),
      naam: inLanguages,
      beschrijving: inLanguages,
      type: z.string(),
      doelgroepen: z.array(z.string()).min(1),
      themas: z.array(z.string()),
      laatstGewijzigd: z.iso.datetime(),
      detail: z.url(),
    }),
  ),
  volgende: z.url().optional(),
});
const counted = new WeakMap<Municipality, number>();
/** Products that are offered now, of all municipalities. */
function offered(m: Municipality): number {
  const known = counted.get(m) ?? catalogueOf(m.shared.town).current.filter((v) => !v.archived).length;
  counted.set(m, known);
  return known;
}

/** The lists of every register that has one, with what their items are. */
export const LISTS: readonly List[] = [
  base('adressen', 'Adres', 'adres', (m) => m.shared.town.addresses.count, {
    huisnummer: z.string().regex(/^[1-9]\d{0,3}[A-Z]?$/),
    busnummer: z.string().optional(),
    volledigAdres: named,
    adresStatus: z.enum(naming),
  }),
  base('straatnamen', 'Straatnaam', 'straatnaam', (m) => m.shared.town.streets.count, {
    straatnaam: named,
    homoniemToevoeging: named.optional(),
    straatnaamStatus: z.enum(naming),
  }),
  base(
    'gemeenten',
    'Gemeente',
    'gemeente',
    (m) => m.shared.town.municipalities.length,
    { gemeentenaam: named, gemeenteStatus: z.enum(['voorgesteld', 'inGebruik', 'gehistoreerd']) },
    { id: NIS },
  ),
  base(
    'postinfo',
    'PostInfo',
    'postinfo',
    (m) => m.shared.town.municipalities.flatMap(({ postal }) => postal).length,
    { postInfoStatus: z.enum(['gerealiseerd', 'gehistoreerd']), postnamen: z.array(named).min(1) },
    { id: POSTAL, items: 'postInfoObjecten' },
  ),
  base('gebouwen', 'Gebouw', 'gebouw', (m) => m.shared.town.buildings.count, { gebouwStatus: z.enum(property) }),
  base('gebouweenheden', 'Gebouweenheid', 'gebouweenheid', (m) => m.shared.town.units.count, {
    gebouweenheidStatus: z.enum(property),
  }),
  base(
    'percelen',
    'Perceel',
    'perceel',
    (m) => m.shared.town.parcels.count,
    { caPaKey: z.string(), perceelStatus: z.enum(['gerealiseerd', 'gehistoreerd']) },
    { id: parcelId },
  ),
  {
    host: 'ondernemingen',
    path: '/v1/ondernemingen',
    items: 'ondernemingen',
    schema: listSchema,
    shapes: ORGANISATION,
    total: (m) => m.shared.town.enterprises.count,
    counts: false,
    leads: true,
  },
  {
    host: 'verenigingen',
    path: '/v1/verenigingen/zoeken',
    items: 'verenigingen',
    schema: foundSchema,
    shapes: ORGANISATION,
    // A search goes no further than 1,000.
    total: (m) => Math.min(m.shared.town.associations.count, 1_000),
    counts: false,
    leads: false,
  },
  {
    host: 'producten',
    path: '/v1/producten',
    items: 'producten',
    schema: productsSchema,
    shapes: PRODUCT,
    total: offered,
    counts: false,
    leads: true,
  },
];
