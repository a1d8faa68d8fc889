import { HOST } from '../../basisregisters/answer.ts';
import { contextAnswer } from '../../contexts.ts';
import { defineSystem } from '../../system.ts';

export default defineSystem({
  host: HOST,
  path: '/context',
  title: 'JSON-LD-contexten',
  standard: 'JSON-LD 1.1, de officiële contexten',
  examples: () => [{ title: 'De context van een adres', path: '/context/adres/2023-02-28/adres_detail.jsonld' }],
  routes(app) {
    app.get('/:resource/:date/:file', (c) => {
      const { resource, date, file } = c.req.param();
      return contextAnswer(c, `${resource}/${date}/${file}`);
    });
  },
});
