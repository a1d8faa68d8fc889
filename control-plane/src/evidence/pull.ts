import { type Evidence, parseRecord, type Source } from '@proeftuin/contract/evidence';
import { hashOf } from '@proeftuin/contract/spool';
import * as z from 'zod';
import type { Store } from '../store/store.ts';
import type { Hub } from './hub.ts';

const pageSchema = z.object({ records: z.array(z.unknown()), next: z.number() });
const ZERO = '0'.repeat(64);
const BATCH = 400;

/** What has been pulled of one source. */
interface Cursor {
  seq: number;
  head: string;
}

/**
 * Pulls the evidence of a sandbox's sources through its hub into the store: checks the chain, fetches blobs, and
 * acknowledges only what is stored. A break in the chain is thrown: evidence that cannot be trusted is no evidence.
 */
export class Puller {
  readonly #hub: Hub;
  readonly #store: Store;
  readonly #trial: string;
  readonly #cursors = new Map<Source, Cursor>();
  readonly #blobs = new Set<string>();

  constructor(hub: Hub, store: Store, trial: string) {
    this.#hub = hub;
    this.#store = store;
    this.#trial = trial;
  }

  /** Pulls until the source has nothing more now. Returns the records that came. */
  async pull(source: Source): Promise<Evidence[]> {
    const cursor = this.#cursors.get(source) ?? { seq: 0, head: ZERO };
    this.#cursors.set(source, cursor);
    const came: Evidence[] = [];
    for (;;) {
      const answer = await this.#hub.call('GET', `/${source}/pull?after=${cursor.seq}&max=${BATCH}`);
      if (answer.status !== 200) throw new Error(`${source} answers a pull with ${answer.status}`);
      const records = pageSchema.parse(answer.json()).records.map(parseRecord);
      if (records.length === 0) return came;
      for (const record of records) this.#check(source, cursor, record);
      for (const sha of records.flatMap(blobsIn)) await this.#fetch(source, sha);
      await this.#store.addEvidence(this.#trial, records);
      await this.#hub.call('POST', `/${source}/ack?seq=${cursor.seq}`);
      came.push(...records);
    }
  }

  #check(source: Source, cursor: Cursor, record: Evidence): void {
    const continues = record.seq === cursor.seq + 1;
    const skipped = !continues && record.seq > cursor.seq;
    if (record.source !== source || !(continues || skipped))
      throw new Error(`${record.id} does not follow in ${source}`);
    if (continues && record.prev !== cursor.head) throw new Error(`the chain of ${source} breaks at ${record.id}`);
    cursor.seq = record.seq;
    cursor.head = hashOf(record);
  }

  async #fetch(source: Source, sha: string): Promise<void> {
    if (this.#blobs.has(sha)) return;
    const answer = await this.#hub.call('GET', `/${source}/blob/${sha}`);
    if (answer.status !== 200) return;
    await this.#store.addBlob(this.#trial, answer.bytes);
    this.#blobs.add(sha);
  }

  get heads(): { source: Source; seq: number; hash: string }[] {
    return [...this.#cursors].map(([source, c]) => ({ source, seq: c.seq, hash: c.head }));
  }
}

/** The blobs that a record names. */
function blobsIn(record: Evidence): string[] {
  const named =
    record.kind === 'exchange'
      ? [record.data.request.body, record.data.response.body]
      : record.kind === 'page'
        ? [record.data.aria, record.data.screenshot, record.data.text, record.data.html]
        : record.kind === 'look'
          ? shasIn(record.data.data)
          : [];
  return named.filter((sha) => sha !== undefined);
}

/** Looks keep pictures as `{ sha: … }` or in fields that end in `Blob`. */
function shasIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(shasIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && /(^sha$|Blob$|^screenshot$)/.test(key) && /^[0-9a-f]{64}$/.test(inner)
      ? [inner]
      : shasIn(inner),
  );
}
