import type { Api } from './api.ts';
import { follow } from './follow.ts';
import { pathOf } from './place.ts';
import { type Pod, podSchema, podsSchema } from './pods.ts';
import { whileThere } from './while-there.ts';

type Pods = ReadonlyMap<string, Pod>;

interface Followed {
  readonly stop: AbortController;
  pods?: Pods;
  /** Of the cluster, up to which all is known. */
  version: string;
  /** Does the cluster tell of changes now? */
  live: boolean;
  changed: PromiseWithResolvers<void>;
}

/** The pods of the sandboxes that are worked at: one watch each, by which looking at them costs no request. */
export class PodsSeen {
  readonly #followed = new Map<string, Followed>();

  /** Now and after each change, until the signal, once all up to a version is known. Throws what the watch ended by. */
  async *follow(api: Api, id: string, signal: AbortSignal, after = ''): AsyncIterable<Pods> {
    const one = this.#of(api, id);
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    while (!signal.aborted) {
      const { promise } = one.changed;
      if (one.pods !== undefined && reached(one.version, after)) yield one.pods;
      await Promise.race([promise, aborted]);
    }
  }

  /** What is there of a sandbox. */
  async look(api: Api, id: string): Promise<Pod[]> {
    const one = this.#followed.get(id);
    if (one?.live && one.pods !== undefined) return [...one.pods.values()];
    const found = await whileThere(api, id, api.json(pathOf.core(id, 'pods')), { items: [] });
    return podsSchema.parse(found).items;
  }

  /** Ends the watch of a sandbox, or of all. */
  forget(id?: string): void {
    for (const [followed, { stop }] of this.#followed) {
      if (id !== undefined && followed !== id) continue;
      stop.abort();
      this.#followed.delete(followed);
    }
  }

  #of(api: Api, id: string): Followed {
    const known = this.#followed.get(id);
    if (known !== undefined) return known;
    const one: Followed = {
      stop: new AbortController(),
      version: '',
      live: false,
      changed: Promise.withResolvers(),
    };
    this.#followed.set(id, one);
    const wake = () => {
      const { resolve } = one.changed;
      one.changed = Promise.withResolvers();
      resolve();
    };
    const hooks = {
      version(version: string) {
        one.version = version;
      },
      live(live: boolean) {
        one.live = live;
      },
    };
    const work = async () => {
      for await (const pods of follow(api, pathOf.core(id, 'pods'), {}, podSchema, one.stop.signal, hooks)) {
        one.pods = pods;
        wake();
      }
    };
    void work().catch((error: unknown) => {
      one.live = false;
      if (this.#followed.get(id) === one) this.#followed.delete(id);
      one.changed.promise.catch(() => undefined);
      one.changed.reject(error);
    });
    return one;
  }
}

/** Versions rise; one that is no number cannot be told from another. */
const reached = (version: string, after: string): boolean =>
  !/^\d+$/.test(version) || !/^\d+$/.test(after) || BigInt(version) >= BigInt(after);
