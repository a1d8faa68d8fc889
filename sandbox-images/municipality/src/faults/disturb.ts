import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '@proeftuin/contract/municipality';
import type { Context, Next } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { problem } from '../problem.ts';
import type { Bindings } from '../system.ts';
import { asTheTownWasMade } from '../town/happened.ts';

/** How long a request without an answer hangs when `ms` does not say. */
const HANG = 60_000;
const TITLE = 'Er heeft zich een fout voorgedaan!';

const isJson = (response: Response): boolean => /[/+]json\b/.test(response.headers.get('content-type') ?? '');

/** A body that ends in an error after its first bytes: the connection is cut. */
const cutAfter = (bytes: Uint8Array): ReadableStream<Uint8Array> => {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) controller.error(new Error('cut'));
      else controller.enqueue(bytes);
      sent = true;
    },
  });
};

/** The same answer with another body. The length is told anew, save where it must lie. */
function withBody(response: Response, body: string | ReadableStream<Uint8Array>, length?: number): Response {
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  if (length !== undefined) headers.set('content-length', String(length));
  const { status } = response;
  return new Response(body, { status, headers });
}

/** Breaks one request as the faults say. */
export async function disturb(faults: readonly Fault[], c: Context<{ Bindings: Bindings }>, next: Next): Promise<void> {
  for (const { kind, ms, status, retryAfter } of faults) {
    if (kind === 'latency') await wait(ms ?? 1_000, undefined, { signal: c.req.raw.signal }).catch(() => undefined);
    if (kind === 'error') {
      const code = (status ?? 503) as ContentfulStatusCode;
      c.res = problem(
        c,
        code,
        `urn:be.vlaanderen.basisregisters.api:error:${code}`,
        TITLE,
        'De dienst is tijdelijk niet beschikbaar.',
      );
      return;
    }
    if (kind === 'rate-limit') {
      c.res = problem(
        c,
        429,
        'urn:be.vlaanderen.basisregisters.api:too-many-requests',
        TITLE,
        'U heeft te veel verzoeken verstuurd.',
      );
      c.res.headers.set('retry-after', String(retryAfter ?? 1));
      return;
    }
    if (kind === 'timeout') {
      await wait(ms ?? HANG, undefined, { signal: c.req.raw.signal }).catch(() => undefined);
      c.res = problem(c, 504, 'about:blank', TITLE, 'Geen antwoord binnen de tijd.');
      return;
    }
    if (kind === 'cut') {
      const socket = c.env?.incoming?.socket;
      c.res = new Response(cutAfter(new Uint8Array()), { status: 200 });
      socket?.destroy();
      return;
    }
  }
  await (faults.some(({ kind }) => kind === 'stale') ? asTheTownWasMade(next) : next());
  for (const { kind } of faults) await spoil(kind, c);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field that nobody announced, in the answer itself and in the items of its lists. */
function withField(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? withField(item) : item));
  if (!isObject(value)) return value;
  const inner = Object.entries(value).map(([key, item]) => [key, Array.isArray(item) ? withField(item) : item]);
  return { ...Object.fromEntries(inner), nieuwVeld: { code: 'onaangekondigd', lijst: [1, 2, 3] } };
}

/** The last item of each list comes twice. */
function withTwins(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? value : [...value, value.at(-1)];
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, Array.isArray(item) ? withTwins(item) : item]),
  );
}

/** Bytes of an answer that are spoilt; what is larger is a download, and is never held as a whole. */
const MOST = 4 * 1024 * 1024;

/** The beginning of a body, and a reader of the rest where there is more than `MOST`. */
async function begun(
  body: ReadableStream<Uint8Array>,
): Promise<{ readonly bytes: Uint8Array; readonly rest: ReadableStreamDefaultReader<Uint8Array> | undefined }> {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  for (let size = 0; size <= MOST; ) {
    const { done, value } = await reader.read();
    if (done) return { bytes: Buffer.concat(parts), rest: undefined };
    parts.push(value);
    size += value.byteLength;
  }
  return { bytes: Buffer.concat(parts), rest: reader };
}

/** A download under a fault: it breaks off where it would have to be spoilt, and is let through where a field is added. */
async function spoilLarge(
  kind: Fault['kind'],
  bytes: Uint8Array,
  rest: ReadableStreamDefaultReader<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  if (kind === 'malformed' || kind === 'truncated') {
    await rest.cancel();
    return cutAfter(bytes);
  }
  let first = true;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = first ? { done: false, value: bytes } : await rest.read();
      first = false;
      if (done || value === undefined) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => rest.cancel(reason),
  });
}

/** Faults that need the answer first. */
async function spoil(kind: Fault['kind'], c: Context): Promise<void> {
  const needsBody = kind === 'malformed' || kind === 'truncated' || kind === 'extra-field' || kind === 'duplicate';
  if (!needsBody || c.res.body === null) return;
  const { bytes, rest } = await begun(c.res.body);
  if (rest !== undefined) {
    const answer = withBody(c.res, await spoilLarge(kind, bytes, rest));
    c.res = undefined;
    c.res = answer;
    return;
  }
  const text = Buffer.from(bytes).toString('utf8');
  const json = isJson(c.res);
  let body: string | ReadableStream<Uint8Array> = text;
  let length: number | undefined;
  if (kind === 'malformed') body = json ? text.replace(/[}\]]\s*$/, ',') : `${text}<`;
  if (kind === 'truncated') {
    body = cutAfter(bytes.slice(0, Math.floor(bytes.length / 2)));
    length = bytes.length;
  }
  if (kind === 'extra-field' && json) body = JSON.stringify(withField(JSON.parse(text)));
  if (kind === 'duplicate' && json) body = JSON.stringify(withTwins(JSON.parse(text)));
  const answer = withBody(c.res, body, length);
  // Hono copies the headers of the answer before it over the new one; there must be none.
  c.res = undefined;
  c.res = answer;
}
