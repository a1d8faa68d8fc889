import { defineLook } from '../look.ts';

/** Health by convention. */
export default defineLook({
  id: 'health',
  cast: [],
  async run({ ask }) {
    const attempts = [];
    for (const path of ['/health', '/healthz', '/status']) {
      const { method, url, status, firstByte } = await ask(path);
      attempts.push({ method, url, status, firstByte });
    }
    return { attempts };
  },
});
