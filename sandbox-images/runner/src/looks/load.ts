import { constants, gzipSync } from 'node:zlib';
import type { LookData } from '@proeftuin/contract/looks';
import type { Answer, Asker } from '../http/ask.ts';
import { defineLook } from '../look.ts';

type Attempt = LookData<'load'>['attempts'][number];

const MIB = 1024 * 1024;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
/** Requests of a burst, and slow clients at once. */
const BURST = 200;
const SLOW = 20;
/** Milliseconds between two bytes of a slow client, and until it gives up: later than who waits behind it. */
const DRIP = 200;
const LONG = 60_000;

/** Bodies that are too large, too deep or a bomb; slow clients; a burst. After each: does a plain request still get its answer? */
export default defineLook({
  id: 'load',
  async run({ ask, intent }) {
    const path = intent?.path ?? '/';
    const attempts: Attempt[] = [];
    const after = async (what: Attempt['what'], asked: Promise<Answer>, extra = { sent: 1, served: 1 }) => {
      const begun = performance.now();
      const { method, url, status } = await asked;
      const duration = performance.now() - begun;
      attempts.push({
        what,
        method,
        url: url.slice(0, 2000),
        status,
        duration,
        answered: await answers(ask),
        ...extra,
      });
    };
    const post = (headers: Record<string, string>, body: string | Uint8Array) =>
      ask(path, { method: 'POST', headers, body });
    await after('large-body', post(FORM, `a=${'a'.repeat(32 * MIB)}`));
    await after('deep-json', post(JSON_TYPE, '['.repeat(100_000) + ']'.repeat(100_000)));
    const bomb = gzipSync(Buffer.alloc(64 * MIB), { level: constants.Z_BEST_SPEED });
    await after('bomb', post({ ...JSON_TYPE, 'content-encoding': 'gzip' }, bomb));
    attempts.push(await slowly(ask, path), await burst(ask));
    return { attempts };
  },
});

const answers = async (ask: Asker): Promise<boolean> => (await ask('/')).status > 0;

/** Many forms that come a byte at a time; meanwhile somebody asks for a page. */
async function slowly(ask: Asker, path: string): Promise<Attempt> {
  const done = new AbortController();
  const forms = Array.from({ length: SLOW }, () =>
    ask(path, { method: 'POST', headers: FORM, body: drips(done.signal), patience: LONG, signal: done.signal }),
  );
  await new Promise((resolve) => setTimeout(resolve, 2 * DRIP));
  const begun = performance.now();
  const { method, url, status } = await ask('/');
  const duration = performance.now() - begun;
  done.abort();
  await Promise.all(forms);
  return { what: 'slow-client', method, url, status, duration, answered: status > 0, sent: SLOW, served: 1 };
}

/** A body without end, a byte at a time. */
const drips = (signal: AbortSignal): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, DRIP));
      if (signal.aborted) controller.close();
      else controller.enqueue(new TextEncoder().encode('a'));
    },
  });

async function burst(ask: Asker): Promise<Attempt> {
  const begun = performance.now();
  const all = await Promise.all(Array.from({ length: BURST }, () => ask('/')));
  const duration = performance.now() - begun;
  const served = all.filter(({ status }) => status > 0 && status < 500);
  const { method, url, status } = all.find((one) => !served.includes(one)) ?? all[0] ?? (await ask('/'));
  return {
    what: 'burst',
    method,
    url,
    status,
    duration,
    answered: await answers(ask),
    sent: BURST,
    served: served.length,
  };
}
