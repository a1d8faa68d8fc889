import { pageOf, pagingOf, readOnly, refuse, sendJson, unknown, whole } from '../../catalogue/answer.ts';
import { catalogueOf, type Version } from '../../catalogue/versions.ts';
import { contextAnswer } from '../../contexts.ts';
import { addressed, PRODUCTS } from '../../data/products.ts';
import { once } from '../../once.ts';
import { defineSystem } from '../../system.ts';
import { folded } from '../../town/people/naming.ts';
import { townHalls } from '../../town/places/hall.ts';
import { feedPage, pagesOf } from './feed.ts';
import { type Places, toDetail, toItem } from './records.ts';

const HOST = 'producten';

/** Characters of a search. */
const LONGEST = 100;

/** All that each product can be found by, both forms of address, without case and diacritics; by its number. */
const haystacks = once(
  () =>
    new Map(
      PRODUCTS.map((p) => [
        p.number,
        folded([p.name, p.english, addressed(p.about, 'formal'), addressed(p.about, 'informal'), ...p.words].join(' ')),
      ]),
    ),
);

/** Does an instance meet all that a query asks? */
function asked(q: Readonly<Record<string, string>>): (v: Version) => boolean {
  const words = folded(q.q ?? '').split(/\s+/);
  return ({ product: p, municipality: { nis } }) =>
    (q.productnummer === undefined || p.number === q.productnummer.replace(/^ipdc:/, '')) &&
    (q.niscode === undefined || nis === q.niscode) &&
    (q.type === undefined || p.type === q.type) &&
    (q.thema === undefined || p.themes.some((t) => t === q.thema)) &&
    (q.doelgroep === undefined || p.audiences.some((a) => a === q.doelgroep)) &&
    words.every((word) => haystacks().get(p.number)?.includes(word) === true);
}

export default defineSystem({
  host: HOST,
  title: 'Producten en diensten (IPDC)',
  standard: 'IPDC-LPDC 2024-01-11, Linked Data Event Stream',
  examples: () => [
    { title: 'De verhuizing, ipdc:1152', path: '/v1/producten/1152', headers: { accept: 'application/ld+json' } },
    { title: 'Zoeken', path: '/v1/producten?q=parkeren&doelgroep=Burger' },
    { title: 'De wijzigingen, eerste pagina', path: '/doc/instancesnapshot?pageNumber=0' },
  ],
  routes(app, { town, config, origin }) {
    const catalogue = once(() => catalogueOf(town));
    const places: Places = {
      origin: origin(HOST),
      domain: config.base.replace(/:\d+$/, ''),
      hall: townHalls(town),
    };
    const contexts = ['ipdc-lpdc-im', 'ldes'].map(
      (name) => `${places.origin}/context/ipdc-lpdc/2024-01-11/${name}.jsonld`,
    );
    const [context = ''] = contexts;
    // The published context has no word for a list.
    const listContext = [context, { producten: '@graph' }];

    app.use(readOnly);
    app.get('/context/:resource/:date/:file', (c) => {
      const { resource, date, file } = c.req.param();
      return contextAnswer(c, `${resource}/${date}/${file}`);
    });

    app.get('/v1/producten', (c) => {
      const paging = pagingOf(c);
      if (paging instanceof Response) return paging;
      const query = c.req.query();
      if ((query.q ?? '').length > LONGEST)
        return refuse(c, 400, 'ongeldig', 'Ongeldige aanvraag', `'q' mag hoogstens ${LONGEST} tekens lang zijn.`);
      const meets = asked(query);
      const found = catalogue().current.filter((v) => !v.archived && meets(v));
      const page = pageOf(c, found, paging);
      if (page instanceof Response) return page;
      return sendJson(c, {
        '@context': listContext,
        totaal: found.length,
        producten: page.items.map((v) => toItem(v, places)),
        ...(page.next === undefined ? {} : { volgende: places.origin + page.next }),
      });
    });

    /** By UUID, by `nis-number`, or by IPDC number: of the municipality of `niscode`, or of the first one. */
    app.get('/v1/producten/:id', (c) => {
      const id = c.req.param('id').replace(/^ipdc:/, '');
      const nis = c.req.query('niscode') ?? town.municipalities[0]?.nis ?? '';
      const { byId } = catalogue();
      const found = byId.get(id) ?? byId.get(`${nis}-${id}`);
      if (found === undefined) return unknown(c, 'Onbestaand product.');
      if (found.archived) {
        return refuse(
          c,
          410,
          'gearchiveerd',
          'Gearchiveerd',
          `Dit product wordt niet meer aangeboden sinds ${found.changed}.`,
        );
      }
      return sendJson(c, toDetail(found, places, context));
    });

    app.get('/doc/instancesnapshot', (c) => {
      const page = whole(c, 'pageNumber', { fallback: 0, least: 0, most: 999_999 });
      if (page instanceof Response) return page;
      const { all } = catalogue();
      const pages = pagesOf(all);
      if (page >= pages) return unknown(c, `De laatste pagina is ${pages - 1}.`);
      return sendJson(c, feedPage(all, page, places, contexts), page + 1 < pages);
    });
  },
});
