import { document, HOST, identifier, listed, named, notFound, pagingOf } from '../../basisregisters/answer.ts';
import { is, PLACE_VERSION } from '../../basisregisters/places.ts';
import { nextOf } from '../../linked-data.ts';
import { defineSystem } from '../../system.ts';
import type { Municipality } from '../../town/types.ts';

const STATUS = 'inGebruik';

const toItem = (m: Municipality, base: string): object => ({
  '@type': 'Gemeente',
  identificator: identifier('gemeente', m.nis, PLACE_VERSION),
  detail: `${base}/gemeenten/${m.nis}`,
  gemeentenaam: named(m.name),
  gemeenteStatus: STATUS,
});

const toDetail = (m: Municipality, base: string, context: string): object => ({
  '@context': context,
  '@type': 'Gemeente',
  identificator: identifier('gemeente', m.nis, PLACE_VERSION),
  gemeentenamen: [named(m.name)],
  gemeenteStatus: STATUS,
  officieleTalen: m.languages,
  faciliteitenTalen: m.facilities,
  _links: {
    self: { href: `${base}/gemeenten/${m.nis}` },
    straatnamen: { href: `${base}/straatnamen?nisCode=${m.nis}` },
    adressen: { href: `${base}/adressen?nisCode=${m.nis}` },
  },
});

export default defineSystem({
  host: HOST,
  path: '/v2/gemeenten',
  title: 'Gemeentenregister',
  standard: 'Basisregisters Vlaanderen v2',
  examples: ({ town }) => [{ title: 'De gemeente zelf', path: `/v2/gemeenten/${town.municipalities[0]?.nis ?? ''}` }],
  routes(app, { town, origin }) {
    const base = `${origin(HOST)}/v2`;
    const context = `${origin(HOST)}/context/gemeente/2023-02-28`;

    app.get('/', (c) => {
      const paging = pagingOf(c);
      if (paging instanceof Response) return paging;
      const q = c.req.query();
      const nis = q.nisCode ?? q.niscode;
      const found = town.municipalities.filter(
        (m) => is(m.name, q.gemeentenaam) && is(m.nis, nis) && is(STATUS, q.status),
      );
      const page = found.slice(paging.offset, paging.offset + paging.limit);
      const next = found.length > paging.offset + paging.limit ? nextOf(c, `${base}/gemeenten`, paging) : undefined;
      return listed(
        c,
        `${context}/gemeente_lijst.jsonld`,
        'gemeenten',
        page.map((m) => toItem(m, base)),
        next,
      );
    });

    app.get('/:objectId', (c) => {
      const found = town.municipalities.find(({ nis }) => nis === c.req.param('objectId'));
      return found === undefined
        ? notFound(c, 'municipality', 'Onbestaande gemeente.')
        : document(c, toDetail(found, base, `${context}/gemeente_detail.jsonld`));
    });
  },
});
