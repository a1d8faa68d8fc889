import { Buffer } from 'node:buffer';
import { STEP_HEADER } from '../people/stamp.ts';

export interface Answer {
  readonly method: string;
  readonly url: string;
  /** 0: no answer. */
  readonly status: number;
  readonly headers: Headers;
  /** At most 256 KiB. Who reads one that was longer leaves its address in the asker's `cut`. */
  readonly text: string;
  /** Milliseconds until the first byte. */
  readonly firstByte: number;
}

export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A stream is sent as it comes. */
  readonly body?: string | Uint8Array | ReadableStream<Uint8Array>;
  readonly patience?: number;
  /** Ends the question; its answer has status 0 then. */
  readonly signal?: AbortSignal;
}

/** Asks the service; never throws, follows no redirect. */
export type Asker = (path: string, question?: Question) => Promise<Answer>;

const CAP = 256 * 1024;
const PATIENCE = 8_000;
/** Questions in a row without an answer after which it waits less, and how long then (milliseconds). */
const SILENT = 3;
const SHORT = 2_000;

/**
 * An asker for one origin whose exchanges belong to `step`. `heard` is shared by the askers of a play: a service that
 * does not answer any more is waited for less, until it answers again. `cut` gets the addresses of answers that were read
 * though they went on behind the cap.
 */
export const askerFor =
  (origin: string, step: string, heard: { silent: number }, cut = new Set<string>()): Asker =>
  async (path, question = {}) => {
    const { method = 'GET', headers = {}, body, signal } = question;
    const patience = question.patience ?? (heard.silent < SILENT ? PATIENCE : SHORT);
    const url = path.startsWith('http') ? path : origin + path;
    const begun = performance.now();
    try {
      const answer = await fetch(url, {
        method,
        headers: { 'user-agent': 'Proeftuin/1', ...headers, [STEP_HEADER]: step },
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(patience), ...(signal === undefined ? [] : [signal])]),
        ...(body === undefined ? {} : { body, duplex: 'half' }),
      });
      const firstByte = performance.now() - begun;
      const read = await readCapped(answer);
      heard.silent = 0;
      return {
        method,
        url,
        status: answer.status,
        headers: answer.headers,
        get text() {
          if (!read.whole) cut.add(url);
          return read.text;
        },
        firstByte,
      };
    } catch {
      if (signal?.aborted !== true) heard.silent += 1;
      return { method, url, status: 0, headers: new Headers(), text: '', firstByte: performance.now() - begun };
    }
  };

async function readCapped(answer: Response): Promise<{ text: string; whole: boolean }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    parts.push(part);
    size += part.byteLength;
    if (size > CAP) break;
  }
  return { text: Buffer.concat(parts).subarray(0, CAP).toString('utf8'), whole: size <= CAP };
}
