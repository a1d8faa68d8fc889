import * as z from 'zod';
import type { Usage } from '../engine.ts';
import { exec } from './channel.ts';
import { namespaceOf } from './names.ts';
import { INIT_FOLDER } from './objects/volumes.ts';
import { type Pod, stateOf, workloadOf } from './pods.ts';
import type { Tools } from './tools.ts';

const sampleSchema = z.object({ cpu: z.number(), memory: z.number(), limit: z.number(), pids: z.number() });
type Sample = z.infer<typeof sampleSchema>;
/** Milliseconds: between samples, and until a first one must be there. */
const EVERY = '1000';
const FIRST = 10_000;

interface Meter {
  readonly stop: AbortController;
  latest?: Sample;
  /** When there is a sample, or none will come. */
  readonly first: Promise<void>;
}

/** What containers use, from their own control groups: one exec a container, which goes on saying it. */
export class Meters {
  readonly #meters = new Map<string, Meter>();

  /** What each running container of a sandbox uses now. */
  async read(tools: Tools, id: string): Promise<Usage[]> {
    const items = await tools.pods.look(tools.api, id);
    const running = items.flatMap((pod) =>
      pod.spec.containers.filter(({ name }) => stateOf(pod, name).running).map(({ name }) => ({ pod, name })),
    );
    const usage: Usage[] = [];
    for (const { pod, name, meter } of running.map((one) => ({
      ...one,
      meter: this.#of(tools, id, one.pod, one.name),
    }))) {
      await meter.first;
      // One that ends meanwhile has no numbers.
      if (meter.latest === undefined) continue;
      const { pids, ...rest } = meter.latest;
      usage.push({ workload: workloadOf(pod), container: name, ...rest, pids: Math.max(0, pids) });
    }
    return usage;
  }

  #of(tools: Tools, id: string, pod: Pod, container: string): Meter {
    const key = `${id}/${pod.metadata.uid}/${container}`;
    const known = this.#meters.get(key);
    if (known !== undefined) return known;
    const stop = new AbortController();
    const { promise: first, resolve } = Promise.withResolvers<void>();
    const meter: Meter = { stop, first };
    this.#meters.set(key, meter);
    let rest = '';
    const heard = (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      const sample = sampleSchema.safeParse(parsed(lines.at(-1)));
      if (sample.success) meter.latest = sample.data;
      if (sample.success) resolve();
    };
    const at = { namespace: namespaceOf(id), pod: pod.metadata.name, container };
    const late = setTimeout(resolve, FIRST);
    void exec(tools.api.access, at, [`${INIT_FOLDER}/init`, 'usage', EVERY], stop.signal, heard)
      // It ended, or was never there: the next reading asks anew.
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(late);
        this.#meters.delete(key);
        resolve();
      });
    return meter;
  }

  /** Ends what is read of a sandbox, or of all. */
  forget(id?: string): void {
    for (const [key, { stop }] of this.#meters) if (id === undefined || key.startsWith(`${id}/`)) stop.abort();
  }
}

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}
