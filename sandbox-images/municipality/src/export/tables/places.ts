import type { Municipality, Street } from '../../town/types.ts';
import { col, group, itself, type Made, numbers, tableOf } from '../table.ts';

const NIS = 'Statbel, NIS codes of municipalities since 2025';

const town = tableOf<Made, Made>({
  name: 'town',
  meaning: 'The town itself: one row. The same profile, seed, date and number of residents give the same bytes.',
  kind: 'Dataset',
  key: ['seed'],
  rows: itself,
  columns: [
    col('seed', 'text', 'seed', 'assumption', (t) => t.seed, 'What all that is drawn is drawn from'),
    col('profile', 'text', 'profiel', 'assumption', (t) => t.profile, 'Which kind of town'),
    col('date', 'text', 'datum', 'assumption', (t) => t.date, 'Day on which the town is as it is told here', {
      unit: 'YYYY-MM-DD',
    }),
    col('residents', 'integer', 'aantalInwoners', 'rule', (t) => t.people.count, 'Rows of persons', {
      unit: 'persons',
    }),
  ],
});

const municipalities = tableOf<Municipality, Municipality>({
  name: 'municipalities',
  meaning: 'Municipalities of the town',
  kind: 'Gemeente',
  key: ['nis'],
  iri: (nis) => `https://data.vlaanderen.be/id/gemeente/${nis}`,
  rows: itself,
  columns: [
    col('nis', 'text', 'niscode', 'real', (m) => m.nis, 'NIS code', { source: NIS }),
    col('name', 'text', 'gemeentenaam', 'real', (m) => m.name, 'Official name', { source: NIS }),
    col('kbo', 'text', 'ondernemingsnummer', 'real', (m) => m.kbo, 'Number in the Crossroads Bank for Enterprises'),
    col('ovo', 'text', 'ovoNummer', 'real', (m) => m.ovo, 'Number in the register of organisations (Wegwijs)'),
    col(
      'residents',
      'integer',
      'aantalInwoners',
      'assumption',
      (m) => m.residents,
      'Residents beside the edge-case catalogue',
      { unit: 'persons', source: 'Real size for a town at its default size' },
    ),
  ],
});

const postal = tableOf<Municipality, readonly [nis: string, code: string, name: string]>({
  name: 'postal_names',
  meaning: 'Postal areas of each municipality, one row for each of their names',
  kind: 'Postnaam',
  key: ['postal_code', 'name'],
  rows: (m) => m.postal.flatMap(({ code, names }) => names.map((name) => [m.nis, code, name] as const)),
  columns: [
    col('postal_code', 'text', 'postcode', 'real', ([, code]) => code, 'Postal code', { source: 'bpost' }),
    col('name', 'text', 'postnaam', 'real', ([, , name]) => name, 'Name of the place', { source: 'bpost' }),
    col('municipality', 'text', 'gemeente', 'real', ([nis]) => nis, 'Municipality', {
      references: 'municipalities.nis',
    }),
  ],
});

const line = { unit: 'metre, Lambert 72 (EPSG:31370)' } as const;

const streets = tableOf<Street & { sector: string }, Street & { sector: string }>({
  name: 'streets',
  meaning: 'Street names',
  kind: 'Straatnaam',
  key: ['id'],
  iri: (id) => `https://data.vlaanderen.be/id/straatnaam/${id}`,
  rows: itself,
  columns: [
    col(
      'id',
      'integer',
      'objectId',
      'rule',
      (s) => Number(s.id),
      'objectId, above any that the real register gave out',
    ),
    col('name', 'text', 'straatnaam', 'assumption', (s) => s.name, 'Name; some are those of many real streets', {
      indexed: true,
    }),
    col(
      'homonym',
      'text',
      'homoniemToevoeging',
      'rule',
      (s) => (s.homonym === '' ? null : s.homonym),
      'Tells it from a street of the same name that another village brought in when they merged',
      { nullable: true },
    ),
    col('municipality', 'text', 'gemeente', 'rule', (s) => s.nis, 'Municipality', {
      references: 'municipalities.nis',
    }),
    col('postal_code', 'text', 'postcode', 'assumption', (s) => s.postalCode, 'Postal code; streets are shared out'),
    col(
      'sector',
      'text',
      'sector',
      'assumption',
      (s) => s.sector,
      'Statistical sector, a code in the manner of Statbel',
    ),
    col('status', 'text', 'straatnaamStatus', 'assumption', (s) => s.status, 'Status', {
      codes: { inGebruik: 'in use' },
    }),
    col('version', 'text', 'versieId', 'assumption', (s) => s.version, 'Moment of its last version', {
      unit: 'ISO 8601',
    }),
    col('x1', 'real', 'x1', 'assumption', (s) => s.line[0][0], 'One end of its axis, east', line),
    col('y1', 'real', 'y1', 'assumption', (s) => s.line[0][1], 'The same, north', line),
    col('x2', 'real', 'x2', 'assumption', (s) => s.line[1][0], 'Other end of its axis, east', line),
    col('y2', 'real', 'y2', 'assumption', (s) => s.line[1][1], 'The same, north', line),
  ],
});

function* withSector(made: Made): Generator<Street & { sector: string }> {
  const sectorOf = new Map<number, string>();
  for (const [sector, all] of made.statistics.sectors()) for (const index of all) sectorOf.set(index, sector);
  for (const i of numbers(made.streets.count)) yield { ...made.streets.byIndex(i), sector: sectorOf.get(i) ?? '' };
}

export default [
  group((made) => [made], town),
  group((made) => made.municipalities, municipalities, postal),
  group(withSector, streets),
];
