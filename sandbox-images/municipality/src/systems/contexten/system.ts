import { HOST } from '../../basisregisters/answer.ts';
import adresDetail from '../../data/context/adres_2023-02-28_adres_detail.json' with { type: 'json' };
import adresLijst from '../../data/context/adres_2023-02-28_adres_lijst.json' with { type: 'json' };
import adresmatch from '../../data/context/adresmatch_2023-03-13_adresmatch.json' with { type: 'json' };
import gebouwLijst from '../../data/context/gebouw_2023-02-28_gebouw_lijst.json' with { type: 'json' };
import eenheidDetail from '../../data/context/gebouw_2023-02-28_gebouweenheid_detail.json' with { type: 'json' };
import eenheidLijst from '../../data/context/gebouw_2023-02-28_gebouweenheid_lijst.json' with { type: 'json' };
import gebouwDetail from '../../data/context/gebouw_2023-10-16_gebouw_detail.json' with { type: 'json' };
import gemeenteDetail from '../../data/context/gemeente_2023-02-28_gemeente_detail.json' with { type: 'json' };
import gemeenteLijst from '../../data/context/gemeente_2023-02-28_gemeente_lijst.json' with { type: 'json' };
import perceelDetail from '../../data/context/perceel_2023-02-28_perceel_detail.json' with { type: 'json' };
import perceelLijst from '../../data/context/perceel_2023-02-28_perceel_lijst.json' with { type: 'json' };
import postinfoLijst from '../../data/context/postinfo_2023-02-28_postinfo_lijst.json' with { type: 'json' };
import postinfoDetail from '../../data/context/postinfo_2023-10-16_postinfo_detail.json' with { type: 'json' };
import straatnaamDetail from '../../data/context/straatnaam_2023-02-28_straatnaam_detail.json' with { type: 'json' };
import straatnaamLijst from '../../data/context/straatnaam_2023-02-28_straatnaam_lijst.json' with { type: 'json' };
import { defineSystem } from '../../system.ts';

/** Path below /context → document; the paths are those of docs.basisregisters.vlaanderen.be. */
const CONTEXTS: Readonly<Record<string, object>> = {
  'adres/2023-02-28/adres_detail.jsonld': adresDetail,
  'adres/2023-02-28/adres_lijst.jsonld': adresLijst,
  'adresmatch/2023-03-13/adresmatch.jsonld': adresmatch,
  'gebouw/2023-02-28/gebouw_lijst.jsonld': gebouwLijst,
  'gebouw/2023-10-16/gebouw_detail.jsonld': gebouwDetail,
  'gebouw/2023-02-28/gebouweenheid_detail.jsonld': eenheidDetail,
  'gebouw/2023-02-28/gebouweenheid_lijst.jsonld': eenheidLijst,
  'perceel/2023-02-28/perceel_detail.jsonld': perceelDetail,
  'perceel/2023-02-28/perceel_lijst.jsonld': perceelLijst,
  'gemeente/2023-02-28/gemeente_detail.jsonld': gemeenteDetail,
  'gemeente/2023-02-28/gemeente_lijst.jsonld': gemeenteLijst,
  'postinfo/2023-02-28/postinfo_lijst.jsonld': postinfoLijst,
  'postinfo/2023-10-16/postinfo_detail.jsonld': postinfoDetail,
  'straatnaam/2023-02-28/straatnaam_detail.jsonld': straatnaamDetail,
  'straatnaam/2023-02-28/straatnaam_lijst.jsonld': straatnaamLijst,
};

export default defineSystem({
  host: HOST,
  path: '/context',
  title: 'JSON-LD-contexten van de basisregisters',
  standard: 'JSON-LD 1.1, de officiële contexten',
  examples: () => [{ title: 'De context van een adres', path: '/context/adres/2023-02-28/adres_detail.jsonld' }],
  routes(app) {
    app.get('/:resource/:date/:file', (c) => {
      const { resource, date, file } = c.req.param();
      const found = CONTEXTS[`${resource}/${date}/${file}`];
      return found === undefined
        ? c.notFound()
        : c.body(JSON.stringify(found), 200, {
            'content-type': 'application/ld+json',
            'cache-control': 'max-age=86400',
            'access-control-allow-origin': '*',
          });
    });
  },
});
