import { type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { pause } from '../../pause.ts';
import type { Access } from './access.ts';
import { MANAGER } from './names.ts';

/** An object as it is sent: own JSON, since the library's models lose fields that they rename (`from` of a policy). */
export interface Sent {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

interface Call {
  readonly method?: 'GET' | 'PATCH' | 'DELETE' | 'POST';
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  readonly type?: string;
  readonly signal?: AbortSignal | undefined;
}

const statusSchema = z.object({ message: z.string().default(''), reason: z.string().default('') });

/** What the API server answered instead of what was asked. */
export class ApiError extends Error {
  readonly status: number;
  readonly reason: string;
  /** Milliseconds that it asks to wait before the same is asked again. */
  readonly wait: number;
  constructor(status: number, reason: string, message: string, wait = 0) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.reason = reason;
    this.wait = wait;
  }

  /** Too busy, not there for a moment, or begun just now: one that has not read its roles yet refuses what they allow. */
  get passes(): boolean {
    return AGAIN.has(this.status) || (this.status === 403 && /RBAC: .* not found/.test(this.message));
  }

  /** From an answer that is none: its status, and `Retry-After` where it says one in seconds. */
  static of({ statusCode = 0, headers }: IncomingMessage, reason: string, message: string): ApiError {
    const seconds = Number(headers['retry-after']);
    return new ApiError(statusCode, reason, message, Number.isFinite(seconds) ? Math.min(seconds * 1000, TRIES) : 0);
  }
}

/** Does a call of which each repetition is safe, until it succeeds, is refused for good, or 20 s are over. */
export async function patiently<T>(
  call: () => Promise<T>,
  signal: AbortSignal | undefined,
  passes: (error: unknown) => boolean = (error) => !(error instanceof ApiError) || error.passes,
): Promise<T> {
  const until = Date.now() + TRIES;
  for (let wait = 100; ; wait = Math.min(wait * 2, 2000)) {
    let asked = 0;
    try {
      return await call();
    } catch (error) {
      signal?.throwIfAborted();
      asked = error instanceof ApiError ? error.wait : 0;
      if (!passes(error) || Date.now() + Math.max(wait, asked) > until) throw error;
    }
    await pause(Math.max(wait, asked), signal);
  }
}

/** Milliseconds: of one call, and of all its tries. */
const CALL = 30_000;
const TRIES = 20_000;
const SILENT = 150_000;
const AGAIN = new Set([429, 502, 503, 504]);
/** Milliseconds until each API server knows of a right that was given. */
const GRANTING = 10_000;

/** Speaks with one API server, over kept connections. Every call that is made is safe to repeat, and is. */
export class Api {
  readonly access: Access;
  /** Milliseconds by which its clock was ahead of this machine's at its last answer; it tells whole seconds. */
  ahead = 0;
  /** Namespaces in which a right was given, and when. */
  readonly #granted = new Map<string, number>();

  constructor(access: Access) {
    this.access = access;
  }

  /** The answer as JSON. Throws ApiError, or the error of the connection. */
  async json(path: string, call: Call = {}): Promise<unknown> {
    return JSON.parse(await this.text(path, call));
  }

  async text(path: string, call: Call = {}): Promise<string> {
    const once = async () => {
      const limit = AbortSignal.any([AbortSignal.timeout(CALL), ...(call.signal === undefined ? [] : [call.signal])]);
      return await text(await this.#open(path, call, limit));
    };
    const passes = (error: unknown) => !(error instanceof ApiError) || error.passes || this.#isComing(error, path);
    return await patiently(once, call.signal, passes);
  }

  /** A right was given in a namespace just now: a refusal in it may be of before. */
  granted(namespace: string): void {
    for (const [path, at] of this.#granted) if (at < Date.now() - GRANTING) this.#granted.delete(path);
    this.#granted.set(namespace, Date.now());
  }

  #isComing({ status }: ApiError, path: string): boolean {
    if (status !== 403) return false;
    const namespace = /\/namespaces\/([^/]+)\//.exec(path)?.[1] ?? '';
    return (this.#granted.get(`/api/v1/namespaces/${namespace}`) ?? 0) > Date.now() - GRANTING;
  }

  /** Undefined when it is not there. */
  async get(path: string, signal?: AbortSignal): Promise<unknown> {
    return await unlessGone(this.json(path, { signal }));
  }

  /** Server-side apply: makes it be as said, whatever was there. */
  async apply(path: string, object: Sent, signal?: AbortSignal): Promise<unknown> {
    return await this.json(path, {
      method: 'PATCH',
      query: { fieldManager: MANAGER, force: true, fieldValidation: 'Strict' },
      body: object,
      type: 'application/apply-patch+yaml',
      signal,
    });
  }

  /** Lines of a long answer, as they come. */
  async *lines(path: string, query: Call['query'], signal: AbortSignal): AsyncIterable<string> {
    const { watching } = this.access;
    const answer = await this.#open(path, { ...(query === undefined ? {} : { query }) }, signal, watching);
    // A watch is told at least its version each minute; the connection of one that is silent is gone.
    const silent = setTimeout(() => answer.destroy(new Error('the watch fell silent')), SILENT);
    // Not by readline, which waits for ever when its input is destroyed.
    let rest = '';
    try {
      for await (const chunk of answer.setEncoding('utf8')) {
        silent.refresh();
        const whole = (rest + String(chunk)).split('\n');
        rest = whole.pop() ?? '';
        yield* whole;
      }
    } finally {
      clearTimeout(silent);
    }
  }

  async #open(
    path: string,
    { method = 'GET', query, body, type }: Call,
    signal: AbortSignal,
    agent = this.access.agent,
  ) {
    const { server, headers } = this.access;
    const url = new URL(server.pathname.replace(/\/$/, '') + path, server);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value));
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const sent = bytes && { 'content-type': type ?? 'application/json', 'content-length': bytes.length };
    const options = { method, agent, signal, headers: { accept: 'application/json', ...(await headers()), ...sent } };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = (url.protocol === 'http:' ? plain : secure)(url, options, resolve);
      asked.on('error', reject);
      asked.end(bytes);
    });
    this.ahead = (Date.parse(answer.headers.date ?? '') || Date.now()) - Date.now();
    const { statusCode = 0 } = answer;
    if (statusCode < 300) return answer;
    const said = await text(answer);
    const status = statusSchema.safeParse(parsed(said));
    const { message, reason } = status.success ? status.data : { message: said.slice(0, 300), reason: '' };
    throw ApiError.of(answer, reason, message || `status ${statusCode}`);
  }

  close(): void {
    this.access.agent.destroy();
    this.access.watching.destroy();
  }
}

function parsed(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return undefined;
  }
}

export async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}
