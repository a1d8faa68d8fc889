import { HOST, identifier, named } from '../../basisregisters/answer.ts';
import { is } from '../../basisregisters/places.ts';
import { serveRegister } from '../../basisregisters/register.ts';
import { defineSystem } from '../../system.ts';
import { type Narrowed, pageOf, totalOf } from '../../town/pages.ts';
import type { Street } from '../../town/types.ts';

const toItem = (s: Street, base: string): object => ({
  '@type': 'Straatnaam',
  identificator: identifier('straatnaam', s.id, s.version),
  detail: `${base}/straatnamen/${s.id}`,
  straatnaam: named(s.name),
  ...(s.homonym === '' ? {} : { homoniemToevoeging: named(s.homonym) }),
  straatnaamStatus: s.status,
});

const toDetail = (s: Street, place: string, base: string): object => ({
  '@type': 'Straatnaam',
  identificator: identifier('straatnaam', s.id, s.version),
  gemeente: { objectId: s.nis, detail: `${base}/gemeenten/${s.nis}`, gemeentenaam: named(place) },
  straatnamen: [{ spelling: s.name, taal: 'nl' }],
  ...(s.homonym === '' ? {} : { homoniemToevoegingen: [{ spelling: s.homonym, taal: 'nl' }] }),
  straatnaamStatus: s.status,
  _links: {
    self: { href: `${base}/straatnamen/${s.id}` },
    adressen: { href: `${base}/adressen?straatnaamObjectId=${s.id}` },
  },
});

export default defineSystem({
  host: HOST,
  path: '/v2/straatnamen',
  title: 'Straatnamenregister',
  standard: 'Basisregisters Vlaanderen v2',
  examples: () => [{ title: 'Alle straten, tien per bladzijde', path: '/v2/straatnamen?limit=10' }],
  routes(app, { town, origin, remembered }) {
    const base = `${origin(HOST)}/v2`;
    const context = `${origin(HOST)}/context/straatnaam/2023-02-28`;
    const names = new Map(town.municipalities.map(({ nis, name }) => [nis, name]));

    serveRegister<Street>(app, remembered, {
      url: `${base}/straatnamen`,
      items: 'straatnamen',
      contexts: { list: `${context}/straatnaam_lijst.jsonld`, detail: `${context}/straatnaam_detail.jsonld` },
      kind: 'streetname',
      unknown: 'Onbestaande straatnaam.',
      select(query) {
        const places = new Set(
          town.municipalities
            .filter((m) => is(m.name, query('gemeentenaam')) && is(m.nis, query('nisCode')))
            .map(({ nis }) => nis),
        );
        const [name, status] = [query('straatnaam'), query('status')];
        const fits = (i: number): boolean => {
          const street = town.streets.byIndex(i);
          return places.has(street.nis) && is(street.name, name) && is(street.status, status);
        };
        const narrowed: Narrowed = [[[0, town.streets.count]], fits];
        return {
          page: ({ offset, limit }) => pageOf(narrowed, (i) => town.streets.byIndex(i), offset, limit),
          total: () => totalOf(narrowed),
        };
      },
      byId: (id) => town.streets.byId(id),
      writeItem: (s) => JSON.stringify(toItem(s, base)),
      toDetail: (s) => toDetail(s, names.get(s.nis) ?? '', base),
    });
  },
});
