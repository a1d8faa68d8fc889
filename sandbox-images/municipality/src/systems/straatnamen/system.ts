import { document, HOST, identifier, listed, named, notFound, pagingOf } from '../../basisregisters/answer.ts';
import { is } from '../../basisregisters/places.ts';
import { nextOf } from '../../linked-data.ts';
import { defineSystem } from '../../system.ts';
import type { Municipality, Street } from '../../town/types.ts';

const toItem = (s: Street, base: string): object => ({
  '@type': 'Straatnaam',
  identificator: identifier('straatnaam', s.id, s.version),
  detail: `${base}/straatnamen/${s.id}`,
  straatnaam: named(s.name),
  ...(s.homonym === '' ? {} : { homoniemToevoeging: named(s.homonym) }),
  straatnaamStatus: s.status,
});

const toDetail = (s: Street, place: Municipality, base: string, context: string): object => ({
  '@context': context,
  '@type': 'Straatnaam',
  identificator: identifier('straatnaam', s.id, s.version),
  gemeente: { objectId: s.nis, detail: `${base}/gemeenten/${s.nis}`, gemeentenaam: named(place.name) },
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
  routes(app, { town, origin }) {
    const base = `${origin(HOST)}/v2`;
    const context = `${origin(HOST)}/context/straatnaam/2023-02-28`;
    const placeOf = (s: Street): Municipality | undefined => town.municipalities.find(({ nis }) => nis === s.nis);

    app.get('/', (c) => {
      const paging = pagingOf(c);
      if (paging instanceof Response) return paging;
      const q = c.req.query();
      const nis = q.nisCode ?? q.niscode;
      const places = new Set(
        town.municipalities.filter((m) => is(m.name, q.gemeentenaam) && is(m.nis, nis)).map((m) => m.nis),
      );
      const found: Street[] = [];
      for (let i = 0; i < town.streets.count && found.length <= paging.offset + paging.limit; i++) {
        const street = town.streets.byIndex(i);
        if (places.has(street.nis) && is(street.name, q.straatnaam) && is(street.status, q.status)) found.push(street);
      }
      const page = found.slice(paging.offset, paging.offset + paging.limit);
      const next = found.length > paging.offset + paging.limit ? nextOf(c, `${base}/straatnamen`, paging) : undefined;
      return listed(
        c,
        `${context}/straatnaam_lijst.jsonld`,
        'straatnamen',
        page.map((s) => toItem(s, base)),
        next,
      );
    });

    app.get('/:objectId', (c) => {
      const street = town.streets.byId(c.req.param('objectId'));
      const place = street === undefined ? undefined : placeOf(street);
      if (street === undefined || place === undefined) return notFound(c, 'streetname', 'Onbestaande straatnaam.');
      return document(c, toDetail(street, place, base, `${context}/straatnaam_detail.jsonld`));
    });
  },
});
