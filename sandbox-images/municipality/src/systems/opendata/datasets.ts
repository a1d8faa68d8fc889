import { catalogueOf } from '../../catalogue/versions.ts';
import { Councils } from '../../council/sittings.ts';
import type { DecisionKind } from '../../data/decisions.ts';
import { addressed } from '../../data/products.ts';
import { once } from '../../once.ts';
import { dateOf } from '../../town/days.ts';
import { toWgs84 } from '../../town/geo.ts';
import type { Counts, Town } from '../../town/types.ts';
import { safeCount } from './safe.ts';

type Cell = string | number | null;
export type Row = readonly Cell[];

/** A table of open data: derived row by row, so that any part of it can be had by itself. */
export interface Dataset {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly keywords: readonly string[];
  /** Code of the themes of data.gov.be. */
  readonly theme: string;
  readonly columns: readonly string[];
  count(): number;
  /** Rows from one position up to another. */
  rows(from: number, to: number): Iterable<Row>;
}

/** Something that is there as a whole, as rows. */
const listed = <T>(all: () => readonly T[], row: (one: T) => Row): Pick<Dataset, 'count' | 'rows'> => ({
  count: () => all().length,
  *rows(from, to) {
    for (const one of all().slice(from, to)) yield row(one);
  },
});

const COUNTED = ['inwoners', 'huishoudens', 'inwoners_0_17', 'inwoners_18_64', 'inwoners_65_plus'] as const;
const counted = (c: Counts): Cell[] =>
  [c.residents, c.households, c.minors, c.adults, c.seniors].map((n) => safeCount(n));
const NOTE = 'Aantallen onder 10 staan er niet in, de andere zijn afgerond op 5.';

function addresses(town: Town): Dataset {
  const degrees = (value: number): number => Math.round(value * 1e6) / 1e6;
  return {
    id: 'adressen',
    title: 'Adressen',
    about: 'Alle adressen van de gemeente met hun ligging (Lambert 72 en WGS84). Zonder wie er woont.',
    keywords: ['adres', 'huisnummer', 'locatie'],
    theme: 'REGI',
    columns: [
      'id',
      'straatnaam',
      'huisnummer',
      'busnummer',
      'postcode',
      'gemeente',
      'niscode',
      'status',
      'x',
      'y',
      'lat',
      'lon',
    ],
    count: () => town.addresses.count,
    *rows(from, to) {
      for (let i = from; i < Math.min(to, town.addresses.count); i++) {
        const a = town.addresses.byIndex(i);
        const { lat, lon } = toWgs84([a.x, a.y]);
        yield [
          a.id,
          a.street,
          a.houseNumber,
          a.box,
          a.postalCode,
          a.municipality,
          a.nis,
          a.status,
          a.x,
          a.y,
          degrees(lat),
          degrees(lon),
        ];
      }
    },
  };
}

function streets(town: Town): Dataset {
  return {
    id: 'straten',
    title: 'Straatnamen',
    about: 'Alle straatnamen van de gemeente.',
    keywords: ['straat', 'straatnaam'],
    theme: 'REGI',
    columns: ['id', 'straatnaam', 'homoniemtoevoeging', 'postcode', 'niscode', 'status', 'versie'],
    count: () => town.streets.count,
    *rows(from, to) {
      for (let i = from; i < Math.min(to, town.streets.count); i++) {
        const s = town.streets.byIndex(i);
        yield [s.id, s.name, s.homonym, s.postalCode, s.nis, s.status, s.version];
      }
    },
  };
}

function byStreet(town: Town): Dataset {
  return {
    id: 'inwoners-per-straat',
    title: 'Inwoners per straat',
    about: `Hoeveel mensen en huishoudens er in elke straat wonen, naar leeftijd. ${NOTE}`,
    keywords: ['inwoners', 'bevolking', 'statistiek'],
    theme: 'SOCI',
    columns: ['peildatum', 'straat_id', 'straatnaam', 'postcode', 'niscode', ...COUNTED],
    count: () => town.streets.count,
    *rows(from, to) {
      for (let i = from; i < Math.min(to, town.streets.count); i++) {
        const s = town.streets.byIndex(i);
        yield [town.date, s.id, s.name, s.postalCode, s.nis, ...counted(town.statistics.ofStreet(i))];
      }
    },
  };
}

function bySector(town: Town): Dataset {
  const total = (all: readonly number[]): Counts => {
    const sum = { residents: 0, households: 0, minors: 0, adults: 0, seniors: 0 };
    for (const street of all) {
      const of = town.statistics.ofStreet(street);
      for (const key of ['residents', 'households', 'minors', 'adults', 'seniors'] as const) sum[key] += of[key];
    }
    return sum;
  };
  return {
    id: 'inwoners-per-sector',
    title: 'Inwoners per statistische sector',
    about: `Hoeveel mensen en huishoudens er in elke statistische sector wonen, naar leeftijd. ${NOTE}`,
    keywords: ['inwoners', 'bevolking', 'statistische sector', 'wijk'],
    theme: 'SOCI',
    columns: ['peildatum', 'sector', 'niscode', 'straten', ...COUNTED],
    ...listed(
      once(() => [...town.statistics.sectors()].sort(([a], [b]) => (a < b ? -1 : 1))),
      ([code, all]) => [town.date, code, code.slice(0, 5), all.length, ...counted(total(all))],
    ),
  };
}

function products(town: Town, origin: (host: string) => string): Dataset {
  return {
    id: 'producten',
    title: 'Producten en diensten',
    about: 'De producten en diensten van de gemeente, zoals in de IPDC. Ook als Linked Data Event Stream.',
    keywords: ['producten', 'dienstverlening', 'IPDC', 'LDES'],
    theme: 'GOVE',
    columns: [
      'productnummer',
      'niscode',
      'naam',
      'beschrijving_u',
      'beschrijving_je',
      'type',
      'themas',
      'doelgroepen',
      'gewijzigd',
      'url',
    ],
    ...listed(
      once(() => catalogueOf(town).current.filter(({ archived }) => !archived)),
      ({ product: p, municipality: { nis }, changed }) => [
        p.number,
        nis,
        p.name,
        addressed(p.about, 'formal'),
        addressed(p.about, 'informal'),
        p.type,
        p.themes.join('|'),
        p.audiences.join('|'),
        changed,
        `${origin('producten')}/v1/producten/${nis}-${p.number}`,
      ],
    ),
  };
}

/** What was dealt with behind closed doors is listed by the council alone. */
const isOpen = (kind: DecisionKind): boolean => kind.closed !== true;

function decisions(town: Town, origin: (host: string) => string): Dataset {
  const councils = new Councils(town);
  /** The sittings, each with how many rows come before it: rows are made from the few sittings that they are in. */
  const index = once(() => {
    const sittings = town.municipalities.flatMap((m) => councils.sittings(m).filter(({ held }) => held));
    let before = 0;
    const from = sittings.map((sitting) => {
      const at = before;
      before += councils.kinds(sitting).filter(isOpen).length;
      return at;
    });
    return { sittings, from, count: before };
  });
  return {
    id: 'besluiten',
    title: 'Besluiten van de gemeenteraad',
    about: 'Wat de gemeenteraad de laatste twee jaar in openbare zitting besliste, met de stemmingen.',
    keywords: ['besluiten', 'gemeenteraad', 'LBLOD'],
    theme: 'GOVE',
    columns: ['datum', 'niscode', 'zitting', 'titel', 'gevolg', 'voor', 'tegen', 'onthouding', 'besluitenlijst'],
    count: () => index().count,
    *rows(from, to) {
      const { sittings, from: starts } = index();
      for (const [i, sitting] of sittings.entries()) {
        const start = starts[i] ?? 0;
        if (start >= to) return;
        if ((starts[i + 1] ?? Number.POSITIVE_INFINITY) <= from) continue;
        const { municipality: m } = sitting;
        for (const [n, { title, outcome, vote }] of councils
          .items(sitting)
          .filter(({ kind }) => isOpen(kind))
          .entries()) {
          if (start + n < from || start + n >= to) continue;
          yield [
            dateOf(sitting.day),
            m.nis,
            sitting.id,
            title,
            outcome,
            ...(outcome === 'Verdaagd' ? [null, null, null] : [vote.for, vote.against, vote.abstained]),
            `${origin('besluiten')}/${encodeURIComponent(m.name)}/Gemeente/zittingen/${sitting.id}/besluitenlijst`,
          ];
        }
      }
    },
  };
}

export const datasetsOf = (town: Town, origin: (host: string) => string): readonly Dataset[] => [
  addresses(town),
  streets(town),
  byStreet(town),
  bySector(town),
  products(town, origin),
  decisions(town, origin),
];
