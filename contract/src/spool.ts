import { hash } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod';
import { type Data, type Evidence, KINDS, type Kind, type Source } from './evidence.ts';

/** Version of hello, pull, ack, levers and play. A mismatch is exit 3 with the mend. */
export const PROTOCOL = 1;

const ZERO = '0'.repeat(64);
const sha256 = (bytes: string | Uint8Array) => hash('sha256', bytes, 'hex');

/** Hash of a record for the chain: over its canonical JSON as sent. */
export const hashOf = (record: Evidence): string => sha256(JSON.stringify(record));

interface SpoolOptions {
  readonly source: Source;
  /** Bytes of records and blobs held before the oldest records are dropped, told as one `gap`. */
  readonly cap: number;
  /** Wall and lab time, ISO 8601. */
  readonly now: () => { wall: string; lab: string };
}

/**
 * Evidence of one source, held until the control plane acknowledges it. Numbers and chains the records; past its cap it
 * drops the oldest unacknowledged ones and says so in a `gap`, never silently.
 */
export class Spool {
  readonly source: Source;
  readonly #cap: number;
  readonly #now: SpoolOptions['now'];
  /** Records as they are sent: text costs the collector nothing while it is held. */
  #records: { readonly seq: number; readonly text: string }[] = [];
  #blobs = new Map<string, { bytes: Uint8Array; last: number }>();
  /** Blobs that no record names yet. */
  #fresh = new Set<string>();
  #seq = 0;
  #head = ZERO;
  #held = 0;
  #lost = 0;

  constructor(options: SpoolOptions) {
    this.source = options.source;
    this.#cap = options.cap;
    this.#now = options.now;
  }

  /** Adds a record and returns its id. */
  add<K extends Kind>(kind: K, data: Data<K>, step?: string): string {
    if (this.#held > this.#cap) this.#drop();
    if (this.#lost > 0 && kind !== 'gap') {
      const lost = this.#lost;
      this.#lost = 0;
      this.add('gap', { lost, why: `the spool of ${this.source} was full` });
    }
    this.#seq += 1;
    const record = {
      id: `${this.source}/${this.#seq}`,
      v: 1,
      source: this.source,
      seq: this.#seq,
      at: this.#now(),
      ...(step === undefined ? {} : { step }),
      prev: this.#head,
      kind,
      data: KINDS[kind].parse(data),
    } as Evidence;
    const text = JSON.stringify(record);
    this.#head = sha256(text);
    this.#records.push({ seq: this.#seq, text });
    this.#held += text.length;
    if (kind !== 'gap') this.#named();
    return record.id;
  }

  /** Keeps bytes until the record that follows is acknowledged; returns their SHA-256. */
  blob(bytes: Uint8Array | string): string {
    const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    const sha = sha256(data);
    const known = this.#blobs.get(sha);
    if (known === undefined) this.#held += data.byteLength;
    // Named again, it goes to the end: blobs stay in the order in which they may be forgotten.
    else this.#blobs.delete(sha);
    this.#blobs.set(sha, { bytes: known?.bytes ?? data, last: Number.POSITIVE_INFINITY });
    this.#fresh.add(sha);
    return sha;
  }

  get head(): { seq: number; hash: string; held: number } {
    return { seq: this.#seq, hash: this.#head, held: this.#held };
  }

  /** Past half of its cap: time to hand it the records alone, so that a flood of large bodies costs bodies and no record. */
  get crowded(): boolean {
    return this.#held > this.#cap / 2;
  }

  pull(after: number, max: number): { records: Evidence[]; next: number } {
    const records = this.#records
      .filter(({ seq }) => seq > after)
      .slice(0, max)
      .map(({ text }) => JSON.parse(text) as Evidence);
    return { records, next: records.at(-1)?.seq ?? after };
  }

  bytesOf(sha: string): Uint8Array | undefined {
    return this.#blobs.get(sha)?.bytes;
  }

  ack(seq: number): void {
    const kept = this.#records.filter((r) => r.seq > seq);
    for (const gone of this.#records) if (gone.seq <= seq) this.#held -= gone.text.length;
    this.#records = kept;
    this.#forget(seq);
  }

  #named(): void {
    for (const sha of this.#fresh) {
      const blob = this.#blobs.get(sha);
      if (blob !== undefined) blob.last = this.#seq;
    }
    this.#fresh.clear();
  }

  #drop(): void {
    let gone = 0;
    while (this.#held > this.#cap / 2 && gone < this.#records.length) {
      this.#held -= this.#records[gone]?.text.length ?? 0;
      gone += 1;
      this.#forget((this.#records[gone]?.seq ?? this.#seq + 1) - 1);
    }
    this.#records.splice(0, gone);
    this.#lost += gone;
  }

  /** Lets go of the blobs that no record after this one names. */
  #forget(seq: number): void {
    for (const [sha, blob] of this.#blobs) {
      if (blob.last > seq) return;
      this.#held -= blob.bytes.byteLength;
      this.#blobs.delete(sha);
    }
  }
}

const pullQuery = z.object({ after: z.coerce.number().int().min(0), max: z.coerce.number().int().min(1).max(2000) });

/**
 * The evidence protocol of one source: `GET /hello`, `GET /pull?after&max`, `POST /ack?seq`, `GET /blob/:sha`. Every lab
 * part mounts it on its lab side; the gateway's hub passes on those of the others under `/<source>/`.
 */
export function evidenceRoutes(spool: Spool, facts: () => Record<string, unknown> = () => ({})): Hono {
  const app = new Hono();
  app.get('/hello', (c) => c.json({ protocol: PROTOCOL, source: spool.source, head: spool.head, ...facts() }));
  app.get('/pull', (c) => {
    const query = pullQuery.safeParse(c.req.query());
    return query.success ? c.json(spool.pull(query.data.after, query.data.max)) : c.json({ error: 'after, max' }, 400);
  });
  app.post('/ack', (c) => {
    const seq = Number(c.req.query('seq'));
    if (!Number.isInteger(seq)) return c.json({ error: 'seq' }, 400);
    spool.ack(seq);
    return c.body(null, 204);
  });
  app.get('/blob/:sha', (c) => {
    const bytes = spool.bytesOf(c.req.param('sha'));
    return bytes === undefined ? c.notFound() : c.body(new Uint8Array(bytes));
  });
  return app;
}
