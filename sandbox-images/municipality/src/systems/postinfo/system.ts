import { document, HOST, identifier, listed, named, notFound, pagingOf } from '../../basisregisters/answer.ts';
import { is, PLACE_VERSION, type PostalArea, postalAreas } from '../../basisregisters/places.ts';
import { nextOf } from '../../linked-data.ts';
import { defineSystem } from '../../system.ts';

const STATUS = 'gerealiseerd';

const toItem = ({ code, names }: PostalArea, base: string): object => ({
  '@type': 'PostInfo',
  identificator: identifier('postinfo', code, PLACE_VERSION),
  detail: `${base}/postinfo/${code}`,
  postInfoStatus: STATUS,
  postnamen: names.map((name) => named(name)),
});

const toDetail = ({ code, names, municipality }: PostalArea, base: string, context: string): object => ({
  '@context': context,
  '@type': 'PostInfo',
  identificator: identifier('postinfo', code, PLACE_VERSION),
  gemeente: {
    objectId: municipality.nis,
    detail: `${base}/gemeenten/${municipality.nis}`,
    gemeentenaam: named(municipality.name),
  },
  postnamen: names.map((name) => named(name)),
  postInfoStatus: STATUS,
  _links: { self: { href: `${base}/postinfo/${code}` }, adressen: { href: `${base}/adressen?postcode=${code}` } },
});

export default defineSystem({
  host: HOST,
  path: '/v2/postinfo',
  title: 'Postinfo',
  standard: 'Basisregisters Vlaanderen v2',
  examples: ({ town }) => [
    { title: 'Een postcode', path: `/v2/postinfo/${town.municipalities[0]?.postal[0]?.code ?? ''}` },
  ],
  routes(app, { town, origin }) {
    const base = `${origin(HOST)}/v2`;
    const contexts = `${origin(HOST)}/context/postinfo`;
    const areas = postalAreas(town);

    app.get('/', (c) => {
      const paging = pagingOf(c);
      if (paging instanceof Response) return paging;
      const q = c.req.query();
      const found = areas.filter(
        (a) =>
          is(a.municipality.name, q.gemeentenaam) &&
          (q.postnaam === undefined || a.names.some((name) => is(name, q.postnaam))),
      );
      const page = found.slice(paging.offset, paging.offset + paging.limit);
      const next = found.length > paging.offset + paging.limit ? nextOf(c, `${base}/postinfo`, paging) : undefined;
      return listed(
        c,
        `${contexts}/2023-02-28/postinfo_lijst.jsonld`,
        'postInfoObjecten',
        page.map((a) => toItem(a, base)),
        next,
      );
    });

    app.get('/:objectId', (c) => {
      const found = areas.find(({ code }) => code === c.req.param('objectId'));
      return found === undefined
        ? notFound(c, 'postinfo', 'Onbestaande postinfo.')
        : document(c, toDetail(found, base, `${contexts}/2023-10-16/postinfo_detail.jsonld`));
    });
  },
});
