import { excerptOf, MARKER, pathsOf } from '../http/probe.ts';
import { defineLook } from '../look.ts';

const PARAMETERS = ['q', 'zoek', 'search', 'naam', 'name', 'id', 'melding', 'message', 'error'];
const PROBE = `<i>${MARKER}</i>`;

/** A harmless piece of markup in each parameter: does it come back as markup? */
export default defineLook({
  id: 'reflected',
  cast: [],
  async run({ ask, intent }) {
    const attempts = [];
    for (const path of [...pathsOf(intent), '/zoeken', '/search', `/${encodeURIComponent(PROBE)}`]) {
      for (const parameter of PARAMETERS) {
        const { method, url, status, headers, text } = await ask(`${path}?${parameter}=${encodeURIComponent(PROBE)}`);
        const html = (headers.get('content-type') ?? '').includes('html');
        const unescaped = html && text.includes(PROBE);
        attempts.push({
          method,
          url: url.slice(0, 2000),
          status,
          parameter,
          unescaped,
          excerpt: unescaped ? excerptOf(text, PROBE) : '',
        });
      }
    }
    return { attempts };
  },
});
