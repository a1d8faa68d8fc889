import { LabError } from '@proeftuin/contract/errors';
import * as z from 'zod';
import { pause } from '../../pause.ts';
import { type Api, ApiError, type Sent } from './api.ts';
import { follow } from './follow.ts';
import { holds } from './holds.ts';
import { pathOf } from './place.ts';
import type { Tools } from './tools.ts';
import { isGone } from './while-there.ts';

/** One that was made anew has another `uid`, one that was changed and changed back another `generation`. */
const policySchema = z.object({
  metadata: z.object({ name: z.string(), uid: z.string().optional(), generation: z.number().optional() }),
  spec: z.unknown(),
});
type Policies = ReadonlyMap<string, z.infer<typeof policySchema>>;

interface Watched {
  readonly stop: AbortController;
  readonly sent: string;
  breach?: string | undefined;
  /** Open while the cluster refuses to show the policies, and may yet show them. */
  doubt?: PromiseWithResolvers<void> | undefined;
}

/** Milliseconds for which a refusal may be that of an API server that has not read its roles yet. */
const PATIENCE = 20_000;
const PAUSE = 500;

/**
 * Watches over the network policies of sandboxes. What the probe found holds as long as they are as the probe had them;
 * when somebody changes them, nobody can say what the service reached since.
 */
export class Guard {
  readonly #watched = new Map<string, Watched>();
  readonly #patience: number;

  /** `patience`: milliseconds for which a refusal is no breach yet. */
  constructor(patience = PATIENCE) {
    this.#patience = patience;
  }

  /** From now on; begins anew for policies that differ. Returns when it has seen them once. */
  async watch({ api }: Pick<Tools, 'api'>, id: string, sent: readonly Sent[], signal: AbortSignal): Promise<void> {
    const known = this.#watched.get(id);
    if (known?.sent === JSON.stringify(sent)) return;
    this.forget(id);
    const stop = new AbortController();
    const one: Watched = { stop, sent: JSON.stringify(sent) };
    this.#watched.set(id, one);
    const { promise: first, resolve } = Promise.withResolvers<void>();
    const work = async () => {
      let before: Policies | undefined;
      for await (const seen of this.#seen(api, id, one)) {
        one.breach ??= before === undefined ? lacking(seen, sent) : changed(before, seen, sent);
        before ??= seen;
        one.doubt?.resolve();
        one.doubt = undefined;
        resolve();
      }
    };
    void work()
      .catch((error: unknown) => {
        // The right to look goes with the namespace, too.
        one.breach ??= `the right to watch the network policies was taken away (${String(error)})`;
      })
      .finally(() => {
        one.doubt?.resolve();
        resolve();
      });
    const end = () => stop.abort();
    signal.addEventListener('abort', end, { once: true });
    await first;
    signal.removeEventListener('abort', end);
    if (signal.aborted) this.forget(id);
    signal.throwIfAborted();
  }

  /** The policies now and after each change. Throws the refusal of a cluster that goes on refusing. */
  async *#seen(api: Api, id: string, one: Watched): AsyncIterable<Policies> {
    for (let since: number | undefined; !one.stop.signal.aborted; ) {
      try {
        for await (const seen of follow(api, pathOf.policies(id), {}, policySchema, one.stop.signal)) {
          since = undefined;
          yield seen;
        }
      } catch (error) {
        since ??= performance.now();
        const lasts = performance.now() - since > this.#patience;
        if (!(error instanceof ApiError) || error.status !== 403 || lasts) throw error;
        one.doubt ??= Promise.withResolvers();
        // Who has not read its roles refuses this question too.
        if (await isGone(api, id).catch(() => false)) throw error;
      }
      await pause(PAUSE, one.stop.signal).catch(() => undefined);
    }
  }

  /** Throws engine.failed for a sandbox whose policies were changed, or that is gone with them. Waits while that is in doubt. */
  async check({ api }: Pick<Tools, 'api'>, id: string): Promise<void> {
    await this.#watched.get(id)?.doubt?.promise;
    const breach = this.#watched.get(id)?.breach;
    if (breach === undefined) return;
    // A cluster that does not say whether the namespace is there says nothing against the breach.
    const what = (await isGone(api, id).catch(() => false)) ? 'the namespace was removed' : breach;
    throw new LabError(
      'engine.failed',
      `${what} behind the lab's back: what the service did since counts for nothing`,
      {
        next: 'Look who changes things in namespaces lab-*, and run the trial again.',
      },
    );
  }

  /** Ends the watch of a sandbox, or of all. */
  forget(id?: string): void {
    for (const [watched, { stop }] of this.#watched) {
      if (id !== undefined && watched !== id) continue;
      stop.abort();
      this.#watched.delete(watched);
    }
  }
}

function lacking(seen: Policies, sent: readonly Sent[]): string | undefined {
  const [wrong] = sent.filter(({ metadata, spec }) => !holds(seen.get(metadata.name)?.spec, spec));
  return wrong && `the network policy ${wrong.metadata.name} was changed`;
}

/** Policies add up, so one more may open what is closed. One of others that goes opens nothing. */
function changed(before: Policies, now: Policies, sent: readonly Sent[]): string | undefined {
  for (const { metadata } of sent) {
    if (!now.has(metadata.name)) return `the network policy ${metadata.name} was removed`;
  }
  for (const [name, { metadata, spec }] of now) {
    const was = before.get(name);
    if (was === undefined) return `a network policy ${name} was added`;
    if (JSON.stringify(was) !== JSON.stringify({ metadata, spec })) return `the network policy ${name} was changed`;
  }
  return undefined;
}
