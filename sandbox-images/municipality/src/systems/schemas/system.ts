import { HOST } from '../../basisregisters/answer.ts';
import adres from '../../data/feed-schemas/adres.json' with { type: 'json' };
import gebouw from '../../data/feed-schemas/gebouw.json' with { type: 'json' };
import gebouweenheid from '../../data/feed-schemas/gebouweenheid.json' with { type: 'json' };
import gemeente from '../../data/feed-schemas/gemeente.json' with { type: 'json' };
import perceel from '../../data/feed-schemas/perceel.json' with { type: 'json' };
import postinfo from '../../data/feed-schemas/postinfo.json' with { type: 'json' };
import straatnaam from '../../data/feed-schemas/straatnaam.json' with { type: 'json' };
import { defineSystem } from '../../system.ts';

/** File → document; paths and date are those of docs.basisregisters.vlaanderen.be. */
const SCHEMAS: Readonly<Record<string, object>> = {
  'adres.json': adres,
  'gebouw.json': gebouw,
  'gebouweenheid.json': gebouweenheid,
  'gemeente.json': gemeente,
  'perceel.json': perceel,
  'postinfo.json': postinfo,
  'straatnaam.json': straatnaam,
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
    app.get('/:space/2026-01-21/:file', (c) => {
      const { space, file } = c.req.param();
      const found = file === `${space}.json` && Object.hasOwn(SCHEMAS, file) ? SCHEMAS[file] : undefined;
      return found === undefined ? c.notFound() : c.json(found, 200, { 'cache-control': 'max-age=86400' });
    });
  },
});
