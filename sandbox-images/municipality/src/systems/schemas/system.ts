import { HOST } from '../../basisregisters/answer.ts';
import { defineSystem } from '../../system.ts';

/** File → document, read when it is first asked for; paths and date are those of docs.basisregisters.vlaanderen.be. */
const SCHEMAS: Readonly<Record<string, () => Promise<{ default: object }>>> = {
  'adres.json': () => import('../../data/feed-schemas/adres.json', { with: { type: 'json' } }),
  'gebouw.json': () => import('../../data/feed-schemas/gebouw.json', { with: { type: 'json' } }),
  'gebouweenheid.json': () => import('../../data/feed-schemas/gebouweenheid.json', { with: { type: 'json' } }),
  'gemeente.json': () => import('../../data/feed-schemas/gemeente.json', { with: { type: 'json' } }),
  'perceel.json': () => import('../../data/feed-schemas/perceel.json', { with: { type: 'json' } }),
  'postinfo.json': () => import('../../data/feed-schemas/postinfo.json', { with: { type: 'json' } }),
  'straatnaam.json': () => import('../../data/feed-schemas/straatnaam.json', { with: { type: 'json' } }),
};

export default defineSystem({
  host: HOST,
  path: '/schemas/feeds/wijzigingen',
  title: 'Schema’s van de wijzigingenfeeds',
  standard: 'JSON Schema 2020-12, de officiële schema’s',
  examples: () => [
    { title: 'Het schema van een adres', path: '/schemas/feeds/wijzigingen/adres/2026-01-21/adres.json' },
  ],
  routes(app) {
    app.get('/:space/2026-01-21/:file', async (c) => {
      const { space, file } = c.req.param();
      const found = file === `${space}.json` && Object.hasOwn(SCHEMAS, file) ? SCHEMAS[file] : undefined;
      return found === undefined
        ? c.notFound()
        : c.json((await found()).default, 200, { 'cache-control': 'max-age=86400' });
    });
  },
});
