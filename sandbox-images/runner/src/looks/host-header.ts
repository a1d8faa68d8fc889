import { pathsOf } from '../http/probe.ts';
import { defineLook } from '../look.ts';

const FORGED = 'vals.example';

/** Hosts that a client makes up: do they come back in links, forms or redirects? */
export default defineLook({
  id: 'host-header',
  cast: [],
  async run({ ask, intent }) {
    const attempts = [];
    for (const path of pathsOf(intent)) {
      for (const header of ['x-forwarded-host', 'x-host', 'x-original-host', 'forwarded']) {
        const value = header === 'forwarded' ? `host=${FORGED}` : FORGED;
        const { method, url, status, headers, text } = await ask(path, { headers: { [header]: value } });
        attempts.push({
          method,
          url,
          status,
          header,
          used: `${headers.get('location') ?? ''} ${text}`.includes(FORGED),
        });
      }
    }
    return { attempts };
  },
});
