import type { Context } from 'hono';
import adresDetail from './data/context/adres_2023-02-28_adres_detail.json' with { type: 'json' };
import adresLijst from './data/context/adres_2023-02-28_adres_lijst.json' with { type: 'json' };
import adresmatch from './data/context/adresmatch_2023-03-13_adresmatch.json' with { type: 'json' };
import gebouwLijst from './data/context/gebouw_2023-02-28_gebouw_lijst.json' with { type: 'json' };
import eenheidDetail from './data/context/gebouw_2023-02-28_gebouweenheid_detail.json' with { type: 'json' };
import eenheidLijst from './data/context/gebouw_2023-02-28_gebouweenheid_lijst.json' with { type: 'json' };
import gebouwDetail from './data/context/gebouw_2023-10-16_gebouw_detail.json' with { type: 'json' };
import gemeenteDetail from './data/context/gemeente_2023-02-28_gemeente_detail.json' with { type: 'json' };
import gemeenteLijst from './data/context/gemeente_2023-02-28_gemeente_lijst.json' with { type: 'json' };
import ipdcLpdc from './data/context/ipdc-lpdc_2024-01-11_ipdc-lpdc-im.json' with { type: 'json' };
import ldes from './data/context/ipdc-lpdc_2024-01-11_ldes.json' with { type: 'json' };
import catalogus from './data/context/opendata_2026-01-01_catalogus.json' with { type: 'json' };
import perceelDetail from './data/context/perceel_2023-02-28_perceel_detail.json' with { type: 'json' };
import perceelLijst from './data/context/perceel_2023-02-28_perceel_lijst.json' with { type: 'json' };
import postinfoLijst from './data/context/postinfo_2023-02-28_postinfo_lijst.json' with { type: 'json' };
import postinfoDetail from './data/context/postinfo_2023-10-16_postinfo_detail.json' with { type: 'json' };
import straatnaamDetail from './data/context/straatnaam_2023-02-28_straatnaam_detail.json' with { type: 'json' };
import straatnaamLijst from './data/context/straatnaam_2023-02-28_straatnaam_lijst.json' with { type: 'json' };

/** Path below /context → document; the paths are those of docs.basisregisters.vlaanderen.be. */
const CONTEXTS: Readonly<Record<string, object>> = {
  'perceel/2023-02-28/perceel_lijst.jsonld': perceelLijst,
  'perceel/2023-02-28/perceel_detail.jsonld': perceelDetail,
  'gebouw/2023-02-28/gebouweenheid_lijst.jsonld': eenheidLijst,
  'gebouw/2023-02-28/gebouweenheid_detail.jsonld': eenheidDetail,
  'gebouw/2023-10-16/gebouw_detail.jsonld': gebouwDetail,
  'gebouw/2023-02-28/gebouw_lijst.jsonld': gebouwLijst,
  'adresmatch/2023-03-13/adresmatch.jsonld': adresmatch,
  'adres/2023-02-28/adres_detail.jsonld': adresDetail,
  'adres/2023-02-28/adres_lijst.jsonld': adresLijst,
  'gemeente/2023-02-28/gemeente_detail.jsonld': gemeenteDetail,
  'gemeente/2023-02-28/gemeente_lijst.jsonld': gemeenteLijst,
  'ipdc-lpdc/2024-01-11/ipdc-lpdc-im.jsonld': ipdcLpdc,
  'ipdc-lpdc/2024-01-11/ldes.jsonld': ldes,
  'opendata/2026-01-01/catalogus.jsonld': catalogus,
  'postinfo/2023-02-28/postinfo_lijst.jsonld': postinfoLijst,
  'postinfo/2023-10-16/postinfo_detail.jsonld': postinfoDetail,
  'straatnaam/2023-02-28/straatnaam_detail.jsonld': straatnaamDetail,
  'straatnaam/2023-02-28/straatnaam_lijst.jsonld': straatnaamLijst,
};

/**
 * Answers with the JSON-LD context of a path below /context. Every host whose documents name a context serves it itself: a
 * service that may call that host alone can still read them.
 */
export function contextAnswer(c: Context, path: string): Response | Promise<Response> {
  const found = Object.hasOwn(CONTEXTS, path) ? CONTEXTS[path] : undefined;
  return found === undefined
    ? c.notFound()
    : c.body(JSON.stringify(found), 200, {
        'content-type': 'application/ld+json',
        'cache-control': 'max-age=86400',
        'access-control-allow-origin': '*',
      });
}
