import { toLambert2008, toWgs84 } from '../../town/places/geo.ts';
import type { Building, BuildingUnit, Parcel } from '../../town/places/property.ts';
import type { Address } from '../../town/types.ts';
import { col, group, itself, type Made, tableOf } from '../table.ts';

const OBJECT_ID = 'objectId, above any that the real register gave out';
const version = { unit: 'ISO 8601' } as const;
const metres = { unit: 'metre, Lambert 72 (EPSG:31370)' } as const;

/** One building with all that is its own. */
interface Property {
  readonly building: Building;
  readonly parcel: Parcel;
  readonly street: number;
  readonly addresses: readonly Address[];
  readonly units: readonly BuildingUnit[];
  /** WGS84 and Lambert 2008 of its middle. */
  readonly lat: number;
  readonly lon: number;
  readonly x2008: number;
  readonly y2008: number;
}

function* properties({ buildings, parcels, addresses, units, people }: Made): Generator<Property> {
  const { first, count } = people.parts.town.buildings;
  for (let i = 0; i < count; i++) {
    const own = Array.from({ length: (first[i + 1] ?? 0) - (first[i] ?? 0) }, (_, n) =>
      addresses.byIndex((first[i] ?? 0) + n),
    );
    const [at] = own;
    const point = [at?.x ?? 0, at?.y ?? 0] as const;
    const place = toWgs84(point);
    const [x2008, y2008] = toLambert2008(place);
    yield {
      building: buildings.byIndex(i),
      parcel: parcels.byIndex(i),
      street: Number(at?.streetId ?? 0),
      addresses: own,
      units: units.of(i, own),
      lat: Math.round(place.lat * 1e7) / 1e7,
      lon: Math.round(place.lon * 1e7) / 1e7,
      x2008: Math.round(x2008 * 100) / 100,
      y2008: Math.round(y2008 * 100) / 100,
    };
  }
}

const parcels = tableOf<Property, Parcel>({
  name: 'parcels',
  meaning: 'Parcels: one below each building',
  kind: 'Perceel',
  key: ['id'],
  iri: (id) => `https://data.vlaanderen.be/id/perceel/${id}`,
  rows: ({ parcel }) => [parcel],
  columns: [
    col('id', 'text', 'objectId', 'rule', (p) => p.id, 'CaPaKey in the notation of the register', {
      source: 'Form of the land registry; its division is the NIS code of the municipality',
    }),
    col('capakey', 'text', 'capakey', 'rule', (p) => p.capakey, 'CaPaKey in the notation of the land registry'),
    col('status', 'text', 'perceelStatus', 'assumption', (p) => p.status, 'Status', {
      codes: { gerealiseerd: 'realised', gehistoreerd: 'historic' },
    }),
    col('version', 'text', 'versieId', 'assumption', (p) => p.version, 'Moment of its last version', version),
  ],
});

const buildings = tableOf<Property, Property>({
  name: 'buildings',
  meaning: 'Buildings: one for each house number',
  kind: 'Gebouw',
  key: ['id'],
  iri: (id) => `https://data.vlaanderen.be/id/gebouw/${id}`,
  rows: itself,
  columns: [
    col('id', 'integer', 'objectId', 'rule', ({ building }) => Number(building.id), OBJECT_ID),
    col('parcel', 'text', 'ligtOp', 'rule', ({ parcel }) => parcel.id, 'Parcel below it', { references: 'parcels.id' }),
    col('street', 'integer', 'straat', 'assumption', (p) => p.street, 'Street on which it has its number', {
      references: 'streets.id',
    }),
    col('status', 'text', 'gebouwStatus', 'rule', ({ building }) => building.status, 'Status, after its dwellings', {
      codes: {
        gepland: 'planned',
        inAanbouw: 'being built',
        gerealiseerd: 'there',
        gehistoreerd: 'gone',
        nietGerealiseerd: 'never built',
      },
    }),
    col('method', 'text', 'geometrieMethode', 'rule', ({ building }) => building.method, 'How it was measured', {
      codes: { ingeschetst: 'a sketch', ingemetenGRB: 'measured' },
    }),
    col(
      'outline',
      'text',
      'wkt',
      'assumption',
      ({ building }) => `POLYGON ((${building.outline.map(([x, y]) => `${x} ${y}`).join(', ')}))`,
      'Ground plan, a rectangle, WKT',
      metres,
    ),
    col(
      'version',
      'text',
      'versieId',
      'assumption',
      ({ building }) => building.version,
      'Moment of its last version',
      version,
    ),
  ],
});

type Placed = Address & Pick<Property, 'lat' | 'lon' | 'x2008' | 'y2008'> & { readonly buildingId: string };

const addresses = tableOf<Property, Placed>({
  name: 'addresses',
  meaning: 'Addresses: house numbers and boxes',
  kind: 'Adres',
  key: ['id'],
  iri: (id) => `https://data.vlaanderen.be/id/adres/${id}`,
  rows: ({ addresses: own, building, lat, lon, x2008, y2008 }) =>
    own.map((a) => ({ ...a, lat, lon, x2008, y2008, buildingId: building.id })),
  columns: [
    col('id', 'integer', 'objectId', 'rule', (a) => Number(a.id), OBJECT_ID),
    col('street', 'integer', 'straat', 'assumption', (a) => Number(a.streetId), 'Street', { references: 'streets.id' }),
    col('building', 'integer', 'gebouw', 'rule', (a) => Number(a.buildingId), 'Building', {
      references: 'buildings.id',
    }),
    col('house_number', 'text', 'huisnummer', 'assumption', (a) => a.houseNumber, 'House number with its letter'),
    col('box', 'text', 'busnummer', 'assumption', (a) => (a.box === '' ? null : a.box), 'Box', { nullable: true }),
    col(
      'parent',
      'integer',
      'huisnummerObject',
      'rule',
      (a) => (a.parentId === null ? null : Number(a.parentId)),
      'House number that a box belongs to',
      { nullable: true, references: 'addresses.id' },
    ),
    col('postal_code', 'text', 'postcode', 'assumption', (a) => a.postalCode, 'Postal code'),
    col('municipality', 'text', 'gemeente', 'rule', (a) => a.nis, 'Municipality', { references: 'municipalities.nis' }),
    col('status', 'text', 'adresStatus', 'assumption', (a) => a.status, 'Status', {
      codes: { voorgesteld: 'proposed', inGebruik: 'in use', gehistoreerd: 'historic', afgekeurd: 'rejected' },
    }),
    col('official', 'boolean', 'officieelToegekend', 'assumption', (a) => a.official, 'Given by the municipality'),
    col('x', 'real', 'x', 'assumption', (a) => a.x, 'East, on a street plan that is made', metres),
    col('y', 'real', 'y', 'assumption', (a) => a.y, 'North, on a street plan that is made', metres),
    col('x2008', 'real', 'x2008', 'rule', (a) => a.x2008, 'East', { unit: 'metre, Lambert 2008 (EPSG:3812)' }),
    col('y2008', 'real', 'y2008', 'rule', (a) => a.y2008, 'North', { unit: 'metre, Lambert 2008 (EPSG:3812)' }),
    col('lat', 'real', 'lat', 'rule', (a) => a.lat, 'Latitude', { unit: 'degree, WGS84' }),
    col('lon', 'real', 'long', 'rule', (a) => a.lon, 'Longitude', { unit: 'degree, WGS84' }),
    col('version', 'text', 'versieId', 'assumption', (a) => a.version, 'Moment of its last version', version),
  ],
});

const units = tableOf<Property, BuildingUnit>({
  name: 'units',
  meaning: 'Units of buildings: one for each address',
  kind: 'Gebouweenheid',
  key: ['id'],
  iri: (id) => `https://data.vlaanderen.be/id/gebouweenheid/${id}`,
  rows: (p) => p.units,
  columns: [
    col('id', 'integer', 'objectId', 'rule', (u) => Number(u.id), OBJECT_ID),
    col('building', 'integer', 'gebouw', 'rule', (u) => Number(u.buildingId), 'Building', {
      references: 'buildings.id',
    }),
    col('address', 'integer', 'adres', 'rule', (u) => Number(u.address.id), 'Address', { references: 'addresses.id' }),
    col('status', 'text', 'gebouweenheidStatus', 'rule', (u) => u.status, 'Status, after its address', {
      codes: {
        gepland: 'planned',
        gerealiseerd: 'there',
        gehistoreerd: 'gone',
        nietGerealiseerd: 'never built',
      },
    }),
    col('use', 'text', 'functie', 'rule', (u) => u.use, 'What it is used for', {
      codes: { nietGekend: 'not known', gemeenschappelijkDeel: 'what the flats of a block have in common' },
    }),
    col('version', 'text', 'versieId', 'assumption', (u) => u.version, 'Moment of its last version', version),
  ],
});

export default [group(properties, parcels, buildings, addresses, units)];
