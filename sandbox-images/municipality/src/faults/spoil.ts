import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '@proeftuin/contract/municipality';
import type { Context } from 'hono';
import { withField, withTwins } from './json.ts';
import { withElement, withTwinElements } from './xml.ts';

/** Faults that need the answer first, in the order in which they can be done. */
export const SPOILT = [
  'extra-field',
  'duplicate',
  'malformed',
  'truncated',
] as const satisfies readonly Fault['kind'][];
type Kind = (typeof SPOILT)[number];

const typeOf = (response: Response): string => response.headers.get('content-type') ?? '';
const isJson = (response: Response): boolean => /[/+]json\b/.test(typeOf(response));
const isXml = (response: Response): boolean => /^(?:text|application)\/(?:[\w.-]+\+)?xml\b/.test(typeOf(response));

/** Milliseconds after which the bytes before a cut are on their way: a server that sees the cut first would answer 500. */
const WRITTEN = 20;

/** A body that ends in an error after its first bytes: the connection is cut. */
export const cutAfter = (bytes: Uint8Array): ReadableStream<Uint8Array> => {
  let sent = false;
  return new ReadableStream({
    async pull(controller) {
      if (!sent) controller.enqueue(bytes);
      else {
        await wait(WRITTEN);
        controller.error(new Error('cut'));
      }
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
  kind: Kind,
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

/** A whole text with something in it that was not there; a page, which has no fields, is left as it is. */
function changed(kind: Kind, text: string, response: Response): string {
  const [json, xml] = [isJson(response), isXml(response)];
  if (kind === 'malformed') return json ? text.replace(/[}\]]\s*$/, ',') : `${text}<`;
  if (kind === 'extra-field' && json) return JSON.stringify(withField(JSON.parse(text)));
  if (kind === 'extra-field' && xml) return withElement(text);
  if (kind === 'duplicate' && json) return JSON.stringify(withTwins(JSON.parse(text)));
  if (kind === 'duplicate' && xml) return withTwinElements(text);
  return text;
}

/** Spoils an answer that is there. */
export async function spoil(kind: Kind, c: Context): Promise<void> {
  if (c.res.body === null) return;
  const { bytes, rest } = await begun(c.res.body);
  let answer: Response;
  if (rest !== undefined) answer = withBody(c.res, await spoilLarge(kind, bytes, rest));
  else if (kind === 'truncated')
    answer = withBody(c.res, cutAfter(bytes.slice(0, Math.floor(bytes.length / 2))), bytes.length);
  else answer = withBody(c.res, changed(kind, Buffer.from(bytes).toString('utf8'), c.res));
  // Hono copies the headers of the answer before it over the new one; there must be none.
  c.res = undefined;
  c.res = answer;
}
