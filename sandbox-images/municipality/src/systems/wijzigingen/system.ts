import type { Context } from 'hono';
import { HOST, invalid, readOnly, refused, represent } from '../../basisregisters/answer.ts';
import { pagingOf, queryOf, wrongNumbers } from '../../basisregisters/query.ts';
import { defineSystem } from '../../system.ts';
import { Feed } from './feed.ts';
import { FEEDS } from './feeds.ts';

const BATCH = ['application/cloudevents-batch+json'];
const JSON_ONLY = ['application/json'];
/** Events on a page. */
const PAGE = 100;

/** The v3 change feeds: pages of CloudEvents that a local copy of a register is kept by. */
export default defineSystem({
  host: HOST,
  path: '/v3/feeds',
  title: 'Wijzigingenfeeds',
  standard: 'Basisregisters Vlaanderen v3, CloudEvents 1.0',
  examples: () => [
    {
      title: 'De eerste bladzijde van de adressen',
      path: '/v3/feeds/wijzigingen/adressen?pagina=1',
      headers: { 'x-api-key': '{token}', accept: 'application/cloudevents-batch+json' },
    },
    {
      title: 'Op welke bladzijde een wijziging staat',
      path: '/v3/feeds/posities?register=Adressen&wijzigingFeedId=250',
      headers: { 'x-api-key': '{token}' },
    },
  ],
  routes(app, { town, origin, client }) {
    const base = origin(HOST);
    const feeds = new Map(
      FEEDS.map(({ names, source }) => {
        const from = `${base}/v3/feeds/wijzigingen/${names.register}`;
        const schema = `${base}/schemas/feeds/wijzigingen/${names.space}/2026-01-21/${names.space}.json`;
        return [names.register, new Feed(town, names, source(town), from, schema)];
      }),
    );

    /** The key of the registers' API is the token of the service, which must have declared the register. */
    const denied = (c: Context, register?: string): Response | undefined => {
      const key = c.req.header('x-api-key');
      const bearer = key === undefined ? c.req.header('authorization') : `Bearer ${key}`;
      const caller = client({ req: { header: () => bearer } });
      if (caller === undefined) return refused(c, 401);
      return register === undefined || caller.registers.includes(register) ? undefined : refused(c, 403);
    };

    for (const [register, feed] of feeds) {
      app.get(`/wijzigingen/${register}`, (c) => {
        const no = denied(c, register);
        if (no !== undefined) return no;
        const query = queryOf(c);
        const wrong = wrongNumbers(query, ['pagina']);
        const page = Number(query('pagina') ?? 1);
        if (page < 1) wrong.push({ field: 'pagina', reason: 'De eerste pagina is 1.' });
        if (wrong.length > 0) return invalid(c, wrong);
        const events = feed.page((page - 1) * PAGE, PAGE);
        return represent(c, BATCH, JSON.stringify(events), { 'x-page-complete': String(events.length === PAGE) });
      });

      app.get(`/wijzigingen/${register}/:objectId`, (c) => {
        const no = denied(c, register);
        if (no !== undefined) return no;
        const paging = pagingOf(c, queryOf(c));
        if (paging instanceof Response) return paging;
        const events = feed.of(c.req.param('objectId')).slice(paging.offset, paging.offset + paging.limit);
        return represent(c, BATCH, JSON.stringify(events));
      });
    }

    app.get('/posities', (c) => {
      const no = denied(c);
      if (no !== undefined) return no;
      const query = queryOf(c);
      const wrong = wrongNumbers(query, ['wijzigingFeedId']);
      const register = query('register')?.toLowerCase();
      const feed = feeds.get(register ?? '');
      if (register !== undefined && feed === undefined)
        wrong.push({ field: 'register', reason: `De waarde '${query('register')}' is ongeldig.` });
      if (wrong.length > 0) return invalid(c, wrong);
      const position = Number(query('wijzigingFeedId') ?? 0);
      const known = feed !== undefined && position > 0 && feed.page(position - 1, 1).length === 1;
      const page = known ? Math.ceil(position / PAGE) : null;
      return represent(
        c,
        JSON_ONLY,
        JSON.stringify({ feed: null, wijzigingenFeedPagina: page, wijzigingenFeedId: known ? position : null }),
      );
    });
    app.notFound(readOnly);
  },
});
