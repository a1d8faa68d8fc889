import { MARKER, pathsOf } from '../http/probe.ts';
import { defineLook } from '../look.ts';

/** Methods that a page has no use for: does one change the page, or write into it? fetch() itself refuses TRACE: a server that serves it shows by OPTIONS. */
export default defineLook({
  id: 'methods',
  cast: [],
  async run({ ask, intent }) {
    const attempts = [];
    for (const path of pathsOf(intent)) {
      const before = await ask(path);
      for (const method of ['PUT', 'DELETE', 'PATCH']) {
        const { url, status } = await ask(path, { method, body: method === 'DELETE' ? '' : MARKER });
        const after = await ask(path);
        const written = after.text.includes(MARKER) && !before.text.includes(MARKER);
        const changed = after.status !== before.status || written;
        attempts.push({ method, url, status, effect: status > 0 && status < 300 && changed });
      }
    }
    return { attempts };
  },
});
