import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { readOnly, refuse, send, typeFor, unknown, whole } from '../../catalogue/answer.ts';
import { type Thing, toJsonLd, toTurtle } from '../../catalogue/linked.ts';
import { contextAnswer } from '../../contexts.ts';
import { defineSystem } from '../../system.ts';
import { catalogue, describe, shared, type Where } from './catalogue.ts';
import type { Dataset } from './dataset.ts';
import { datasetsOf } from './datasets.ts';
import { FORMATS, type FormatName, streamOf } from './download.ts';

const HOST = 'opendata';
/** Rows of one download; who wants more takes the next part. */
const MOST = 500_000;

const LINKED = ['application/ld+json', 'text/turtle', 'application/json'] as const;

const isFormat = (name: string): name is FormatName => Object.hasOwn(FORMATS, name);

export default defineSystem({
  host: HOST,
  title: 'Open data',
  standard: 'DCAT-AP Vlaanderen, CSV, JSON, LDES',
  examples: () => [
    { title: 'De catalogus', path: '/catalogus', headers: { accept: 'text/turtle' } },
    { title: 'Inwoners per statistische sector', path: '/downloads/inwoners-per-sector.csv' },
    { title: 'Het gebeurtenissenlog van een proces', path: '/downloads/gebeurtenissen-inname.csv' },
    { title: 'De eerste honderd adressen', path: '/downloads/adressen.json?limit=100' },
  ],
  routes(app, { town, config, origin }) {
    const base = origin(HOST);
    const context = `${base}/context/opendata/2026-01-01/catalogus.jsonld`;
    const datasets = datasetsOf(town, origin);
    const where: Where = {
      town,
      base,
      products: `${origin('producten')}/doc/instancesnapshot`,
      domain: config.base.replace(/:\d+$/, ''),
    };
    const everything = (): Thing[] => catalogue(where, datasets);
    const datasetOf = (id: string): Dataset | undefined => datasets.find((d) => d.id === id);

    /** A graph in the type that was asked, or in the one that the address says. */
    const graph = (
      c: Context,
      things: readonly Thing[],
      types: readonly (typeof LINKED)[number][] = LINKED,
    ): Response => {
      const type = typeFor(c, types);
      if (type instanceof Response) return type;
      return send(c, type === 'text/turtle' ? toTurtle(things) : JSON.stringify(toJsonLd(things, context)), type);
    };

    app.use(readOnly);
    app.get('/context/:resource/:date/:file', (c) => {
      const { resource, date, file } = c.req.param();
      return contextAnswer(c, `${resource}/${date}/${file}`);
    });
    app.get('/', (c) => graph(c, everything()));
    app.get('/catalogus', (c) => graph(c, everything()));
    app.get('/catalogus.jsonld', (c) => graph(c, everything(), ['application/ld+json']));
    app.get('/catalogus.ttl', (c) => graph(c, everything(), ['text/turtle']));
    app.get('/datasets/:id', (c) => {
      const dataset = datasetOf(c.req.param('id'));
      return dataset === undefined
        ? unknown(c, 'Onbestaande dataset.')
        : graph(c, [...describe(where, dataset), ...shared(where)]);
    });

    /** Rows `offset` … `offset + limit`, streamed. */
    app.get('/downloads/:file', (c) => {
      const [, id = '', format = ''] = /^([a-z-]+)\.([a-z]+)$/.exec(c.req.param('file')) ?? [];
      const dataset = datasetOf(id);
      if (dataset === undefined || !isFormat(format)) return unknown(c, 'Onbestaand bestand.');
      const { type } = FORMATS[format];
      const accepted = typeFor(c, [type]);
      if (accepted instanceof Response) return accepted;
      const offset = whole(c, 'offset', { fallback: 0, least: 0, most: 999_999_999 });
      if (offset instanceof Response) return offset;
      const limit = whole(c, 'limit', { fallback: MOST, least: 1, most: MOST });
      if (limit instanceof Response) return limit;
      const count = dataset.count();
      if (offset > 0 && offset >= count)
        return refuse(c, 404, 'voorbij-het-einde', 'Voorbij het einde', `Er zijn ${count} rijen.`);
      const end = Math.min(count, offset + limit);
      // What it says follows from the town, the address, and for some from what happened.
      const made = [town.profile, town.seed, town.date, town.people.count, town.addresses.count];
      const of = [...made, id, format, offset, end, dataset.version?.() ?? ''];
      const etag = `W/"${createHash('sha256').update(of.join('\n')).digest('base64url').slice(0, 27)}"`;
      const headers: Record<string, string> = {
        etag,
        'cache-control': 'no-cache',
        'access-control-allow-origin': '*',
        ...(end < count
          ? { link: `<${base}/downloads/${id}.${format}?offset=${end}&limit=${limit}>; rel="next"` }
          : {}),
      };
      if ((c.req.header('if-none-match') ?? '').split(',').some((tag) => tag.trim() === etag))
        return c.body(null, 304, headers);
      headers['content-type'] = `${type}; charset=utf-8`;
      headers['content-disposition'] = `attachment; filename="${id}.${format}"`;
      return c.req.method === 'HEAD'
        ? c.body(null, 200, headers)
        : c.body(streamOf(dataset, format, offset, end), 200, headers);
    });
  },
});
