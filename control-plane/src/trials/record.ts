import type { Data, Kind, Source } from '@proeftuin/contract/evidence';
import { Spool } from '@proeftuin/contract/spool';
import type { Store } from '../store/store.ts';

/**
 * The control plane's own sources of one trial: what the engine showed, what the probe said, what the lab did. Numbered
 * and chained like all others, kept as soon as `flush` is called.
 */
export class Recorder {
  readonly #spools: ReadonlyMap<Source, Spool>;
  readonly #store: Store;
  readonly #trial: string;

  constructor(store: Store, trial: string, now: () => string) {
    this.#store = store;
    this.#trial = trial;
    const at = () => ({ wall: now(), lab: now() });
    const sources: Source[] = ['engine', 'probe', 'lab'];
    this.#spools = new Map(sources.map((source) => [source, new Spool({ source, cap: 512 * 1024 * 1024, now: at })]));
  }

  add<K extends Kind>(source: 'engine' | 'probe' | 'lab', kind: K, data: Data<K>): void {
    this.#spools.get(source)?.add(kind, data);
  }

  async flush(): Promise<void> {
    for (const spool of this.#spools.values()) {
      const { records, next } = spool.pull(0, Number.POSITIVE_INFINITY);
      if (records.length === 0) continue;
      await this.#store.addEvidence(this.#trial, records);
      spool.ack(next);
    }
  }

  get heads(): { source: Source; seq: number; hash: string }[] {
    return [...this.#spools.values()].map((s) => ({ source: s.source, seq: s.head.seq, hash: s.head.hash }));
  }
}
