import type { Town } from '../../../town/types.ts';
import type { Dataset } from '../dataset.ts';

export function streets(town: Town): Dataset {
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
