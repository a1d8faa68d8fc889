import type { Context } from 'hono';
import { HOST, invalid, readOnly, refused, represent } from '../../basisregisters/answer.ts';
import { pagingOf, queryOf, wrongNumbers } from '../../basisregisters/query.ts';
import adres from '../../data/feed-schemas/adres.json' with { type: 'json' };
import { defineSystem } from '../../system.ts';
import { AddressFeed } from './events.ts';

const BATCH = ['application/cloudevents-batch+json'];
const JSON_ONLY = ['application/json'];
const SCHEMA = '/schemas/adres/2026-01-21/adres.json';
/** Events on a page. */
const PAGE = 100;
const REGISTERS = ['gemeenten', 'postinfo', 'straatnamen', 'adressen', 'gebouwen', 'gebouweenheden', 'percelen'];

/** The v3 change feed of the address register: pages of CloudEvents that a local copy is kept by. */
export default defineSystem({
  host: HOST,
  path: '/v3/feeds',
  title: 'Wijzigingen van adressen',
  standard: 'Basisregisters Vlaanderen v3, CloudEvents 1.0',
  examples: () => [
    {
      title: 'De eerste bladzijde',
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
    const root = `${origin(HOST)}/v3/feeds`;
    const feed = new AddressFeed(town, { source: `${root}/wijzigingen/adressen`, schema: `${root}${SCHEMA}` });

    /** The key of the register's API is the token of the service, which must have declared `adressen`. */
    const denied = (c: Context): Response | undefined => {
      const key = c.req.header('x-api-key');
      const bearer = key === undefined ? c.req.header('authorization') : `Bearer ${key}`;
      const caller = client({ req: { header: () => bearer } });
      if (caller === undefined) return refused(c, 401);
      return caller.registers.includes('adressen') ? undefined : refused(c, 403);
    };

    app.get('/wijzigingen/adressen', (c) => {
      const no = denied(c);
      if (no !== undefined) return no;
      const query = queryOf(c);
      const wrong = wrongNumbers(query, ['pagina']);
      const page = Number(query('pagina') ?? 1);
      if (page < 1) wrong.push({ field: 'pagina', reason: 'De eerste pagina is 1.' });
      if (wrong.length > 0) return invalid(c, wrong);
      const events = feed.page((page - 1) * PAGE, PAGE);
      return represent(c, BATCH, JSON.stringify(events), { 'x-page-complete': String(events.length === PAGE) });
    });

    app.get('/wijzigingen/adressen/:objectId', (c) => {
      const no = denied(c);
      if (no !== undefined) return no;
      const paging = pagingOf(c, queryOf(c));
      if (paging instanceof Response) return paging;
      const events = feed.of(c.req.param('objectId')).slice(paging.offset, paging.offset + paging.limit);
      return represent(c, BATCH, JSON.stringify(events));
    });

    app.get('/posities', (c) => {
      const no = denied(c);
      if (no !== undefined) return no;
      const query = queryOf(c);
      const wrong = wrongNumbers(query, ['wijzigingFeedId']);
      const register = query('register')?.toLowerCase();
      if (register !== undefined && !REGISTERS.includes(register))
        wrong.push({ field: 'register', reason: `De waarde '${query('register')}' is ongeldig.` });
      if (wrong.length > 0) return invalid(c, wrong);
      const position = Number(query('wijzigingFeedId') ?? 0);
      const known = register === 'adressen' && position > 0 && feed.page(position - 1, 1).length === 1;
      const page = known ? Math.ceil(position / PAGE) : null;
      return represent(
        c,
        JSON_ONLY,
        JSON.stringify({ feed: null, wijzigingenFeedPagina: page, wijzigingenFeedId: known ? position : null }),
      );
    });

    app.get(SCHEMA, (c) => c.json(adres, 200, { 'cache-control': 'max-age=86400' }));
    readOnly(app);
  },
});
