import { once } from '../../../once.ts';
import type { Counts, Town } from '../../../town/types.ts';
import { type Cell, type Dataset, listed } from '../dataset.ts';
import { safeCount } from '../safe.ts';

const COUNTED = ['inwoners', 'huishoudens', 'inwoners_0_17', 'inwoners_18_64', 'inwoners_65_plus'] as const;
const counted = (c: Counts): Cell[] =>
  [c.residents, c.households, c.minors, c.adults, c.seniors].map((n) => safeCount(n));
const NOTE = 'Aantallen onder 10 staan er niet in, de andere zijn afgerond op 5.';

export function byStreet(town: Town): Dataset {
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

export function bySector(town: Town): Dataset {
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
