import type { Data } from '@proeftuin/contract/evidence';
import type { GatewayConfig } from '@proeftuin/contract/gateway';
import { LAB } from '@proeftuin/contract/plan';
import type { Spool } from '@proeftuin/contract/spool';
import type { Asked } from './asked.ts';
import type { Caller } from './caller.ts';
import { messageOf, Tap } from './capture.ts';
import { firstOf, type Headers, STEP_HEADER, stepOf } from './headers.ts';
import { masksOf } from './mask.ts';

export type Failure = NonNullable<Data<'exchange'>['failure']>;

/** One exchange as it went by; times from `performance.now()`. */
export interface Seen {
  readonly to: string;
  readonly status: number;
  readonly failure?: Failure;
  readonly started: number;
  /** First byte of the answer; 0 when none came. */
  readonly first: number;
  readonly up: Tap;
  readonly down: Tap;
  readonly answer: Headers;
}

const TRACE = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-/;
const MAX_URL = 8192;

/** Writes exchanges into the spool, masked. `on` is false while the cost of recording is measured. */
export class Recorder {
  on = true;
  readonly #spool: Spool;
  readonly #cap: number;
  readonly #masks: ReturnType<typeof masksOf>;

  constructor(config: GatewayConfig, spool: Spool) {
    this.#spool = spool;
    this.#cap = config.caps.body;
    this.#masks = masksOf(config.maskKey);
  }

  tap(): Tap {
    return new Tap(this.on ? this.#cap : 0);
  }

  exchange(from: Caller, method: string, http: string, asked: Asked, seen: Seen): void {
    if (!this.on) return;
    const headers = asked.headers.filter(([name]) => name !== STEP_HEADER);
    const step = from.step ?? (from.workload === LAB.play ? stepOf(asked.headers) : undefined);
    const trace = TRACE.exec(firstOf(headers, 'traceparent') ?? '')?.[1];
    const url = `${from.tls ? 'https' : 'http'}://${asked.authority || '(none)'}${asked.path}`;
    const message = (list: Headers, tap: Tap) => messageOf(list, tap, this.#cap, this.#masks, this.#spool);
    this.#spool.add(
      'exchange',
      {
        from: from.workload,
        to: seen.to,
        url: this.#masks.url(url).slice(0, MAX_URL),
        method,
        status: seen.status,
        ...(seen.failure === undefined ? {} : { failure: seen.failure }),
        http,
        firstByte: seen.first === 0 ? 0 : seen.first - seen.started,
        duration: performance.now() - seen.started,
        request: message(headers, seen.up),
        response: message(seen.answer, seen.down),
        ...(trace === undefined ? {} : { trace }),
      },
      step?.slice(0, 200),
    );
  }

  /** What could not be read as a request at all. */
  unreadable(from: Caller, failure: 'malformed' | 'too-large', status: number): void {
    const now = performance.now();
    const asked = { headers: [], authority: '(malformed)', host: '', path: '/', body: false };
    const none = { up: new Tap(0), down: new Tap(0), answer: [] };
    this.exchange(from, '?', '?', asked, { to: '', status, failure, started: now, first: now, ...none });
  }

  /** A connection through the gateway that is no single exchange. */
  connection(data: Data<'connection'>): void {
    if (this.on) this.#spool.add('connection', data);
  }
}
