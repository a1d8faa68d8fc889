import { pathsOf } from '../http/probe.ts';
import { defineLook } from '../look.ts';

/** Methods that a page has no use for. fetch() itself refuses TRACE: a server that serves it shows by OPTIONS. */
export default defineLook({
  id: 'methods',
  async run({ ask, intent }) {
    const attempts = [];
    for (const path of pathsOf(intent)) {
      const before = await ask(path);
      for (const method of ['PUT', 'DELETE', 'PATCH']) {
        const { url, status } = await ask(path, { method, body: method === 'DELETE' ? '' : 'proef7tuin' });
        const after = await ask(path);
        attempts.push({ method, url, status, effect: status > 0 && status < 300 && after.status !== before.status });
      }
    }
    return { attempts };
  },
});
