import type { Context } from 'hono';

/** Path below /context → document, read when it is first asked for; the paths are those of docs.basisregisters.vlaanderen.be. */
const CONTEXTS: Readonly<Record<string, () => Promise<{ default: object }>>> = {
  'perceel/2023-02-28/perceel_lijst.jsonld': () =>
    import('./data/context/perceel_2023-02-28_perceel_lijst.json', { with: { type: 'json' } }),
  'perceel/2023-02-28/perceel_detail.jsonld': () =>
    import('./data/context/perceel_2023-02-28_perceel_detail.json', { with: { type: 'json' } }),
  'gebouw/2023-02-28/gebouweenheid_lijst.jsonld': () =>
    import('./data/context/gebouw_2023-02-28_gebouweenheid_lijst.json', { with: { type: 'json' } }),
  'gebouw/2023-02-28/gebouweenheid_detail.jsonld': () =>
    import('./data/context/gebouw_2023-02-28_gebouweenheid_detail.json', { with: { type: 'json' } }),
  'gebouw/2023-10-16/gebouw_detail.jsonld': () =>
    import('./data/context/gebouw_2023-10-16_gebouw_detail.json', { with: { type: 'json' } }),
  'gebouw/2023-02-28/gebouw_lijst.jsonld': () =>
    import('./data/context/gebouw_2023-02-28_gebouw_lijst.json', { with: { type: 'json' } }),
  'adresmatch/2023-03-13/adresmatch.jsonld': () =>
    import('./data/context/adresmatch_2023-03-13_adresmatch.json', { with: { type: 'json' } }),
  'adres/2023-02-28/adres_detail.jsonld': () =>
    import('./data/context/adres_2023-02-28_adres_detail.json', { with: { type: 'json' } }),
  'adres/2023-02-28/adres_lijst.jsonld': () =>
    import('./data/context/adres_2023-02-28_adres_lijst.json', { with: { type: 'json' } }),
  'gemeente/2023-02-28/gemeente_detail.jsonld': () =>
    import('./data/context/gemeente_2023-02-28_gemeente_detail.json', { with: { type: 'json' } }),
  'gemeente/2023-02-28/gemeente_lijst.jsonld': () =>
    import('./data/context/gemeente_2023-02-28_gemeente_lijst.json', { with: { type: 'json' } }),
  'ipdc-lpdc/2024-01-11/ipdc-lpdc-im.jsonld': () =>
    import('./data/context/ipdc-lpdc_2024-01-11_ipdc-lpdc-im.json', { with: { type: 'json' } }),
  'ipdc-lpdc/2024-01-11/ldes.jsonld': () =>
    import('./data/context/ipdc-lpdc_2024-01-11_ldes.json', { with: { type: 'json' } }),
  'opendata/2026-01-01/catalogus.jsonld': () =>
    import('./data/context/opendata_2026-01-01_catalogus.json', { with: { type: 'json' } }),
  'postinfo/2023-02-28/postinfo_lijst.jsonld': () =>
    import('./data/context/postinfo_2023-02-28_postinfo_lijst.json', { with: { type: 'json' } }),
  'postinfo/2023-10-16/postinfo_detail.jsonld': () =>
    import('./data/context/postinfo_2023-10-16_postinfo_detail.json', { with: { type: 'json' } }),
  'straatnaam/2023-02-28/straatnaam_detail.jsonld': () =>
    import('./data/context/straatnaam_2023-02-28_straatnaam_detail.json', { with: { type: 'json' } }),
  'straatnaam/2023-02-28/straatnaam_lijst.jsonld': () =>
    import('./data/context/straatnaam_2023-02-28_straatnaam_lijst.json', { with: { type: 'json' } }),
};

/**
 * Answers with the JSON-LD context of a path below /context. Every host whose documents name a context serves it itself: a
 * service that may call that host alone can still read them.
 */
export async function contextAnswer(c: Context, path: string): Promise<Response> {
  const found = Object.hasOwn(CONTEXTS, path) ? CONTEXTS[path] : undefined;
  return found === undefined
    ? c.notFound()
    : c.body(JSON.stringify((await found()).default), 200, {
        'content-type': 'application/ld+json',
        'cache-control': 'max-age=86400',
        'access-control-allow-origin': '*',
      });
}
