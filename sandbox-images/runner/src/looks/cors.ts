import { pathsOf } from '../http/probe.ts';
import { defineLook } from '../look.ts';

const ORIGINS = ['https://elders.example', 'null'];

/** Does the service let pages of strangers read it? */
export default defineLook({
  id: 'cors',
  cast: [],
  async run({ ask, intent }) {
    const attempts = [];
    for (const path of pathsOf(intent)) {
      for (const origin of ORIGINS) {
        const { method, url, status, headers } = await ask(path, { headers: { origin } });
        const allowOrigin = (headers.get('access-control-allow-origin') ?? '').slice(0, 300);
        attempts.push({
          method,
          url,
          status,
          origin,
          allowOrigin,
          allowCredentials: headers.get('access-control-allow-credentials') === 'true',
        });
      }
    }
    return { attempts };
  },
});
