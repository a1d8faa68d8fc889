import { on } from 'node:events';
import { type Duplex, duplexPair } from 'node:stream';
import { LabError } from '@proeftuin/contract/errors';
import { type SandboxPlan, STAGES, type Stage, type Supplies, type Workload } from '@proeftuin/contract/plan';
import { pause } from '../../pause.ts';
import type {
  Engine,
  EngineFacts,
  Exit,
  Held,
  ImageFacts,
  ImageSource,
  Leftovers,
  Lifecycle,
  LogPage,
  Seen,
  SeenContainer,
  Usage,
} from '../engine.ts';
import type { MemoryPlace, MemorySandbox } from './place.ts';
import { Process } from './process.ts';

/** Milliseconds that each container takes to make: a removal can come between. */
const PACE = 20;
const MAX_PAGE = 1024 * 1024;

/** Sandboxes without a kernel, to test what stands on an engine: passes lifecycle.contract, isolates nothing. */
export class MemoryEngine implements Engine {
  readonly kind = 'memory';
  readonly #place: MemoryPlace;

  constructor(place: MemoryPlace) {
    this.#place = place;
  }

  async facts(): Promise<EngineFacts> {
    return { name: 'memory', version: '1', tried: false, notes: ['it isolates nothing'] };
  }

  async images(sources: readonly ImageSource[], signal: AbortSignal): Promise<Record<string, ImageFacts>> {
    signal.throwIfAborted();
    const found: Record<string, ImageFacts> = {};
    for (const source of sources) {
      const at = source.kind === 'ref' ? source.ref : source.kind === 'archive' ? source.file : source.folder;
      const facts = this.#place.images[at]?.facts;
      if (facts === undefined) throw new LabError('image.missing', `${at} of image ${source.name} is not there`);
      if (facts.arch !== 'memory') throw new LabError('image.refused', `image ${source.name} is for ${facts.arch}`);
      found[source.name] = facts;
    }
    return found;
  }

  async apply(plan: SandboxPlan, supplies: Supplies, upTo: Stage, signal: AbortSignal): Promise<Seen> {
    const { id, owner, ttl } = plan;
    let sandbox = this.#place.sandboxes.get(id);
    if (sandbox === undefined) {
      const created = new Date().toISOString();
      sandbox = { id, owner, ttl, created, workloads: new Map(), gone: new AbortController() };
      this.#place.sandboxes.set(id, sandbox);
    }
    const stop = AbortSignal.any([signal, sandbox.gone.signal]);
    for (const workload of plan.workloads.filter((w) => STAGES.indexOf(w.stage) <= STAGES.indexOf(upTo)))
      await this.#make(sandbox, workload, supplies, stop);
    return await this.observe(id);
  }

  async #make(sandbox: MemorySandbox, workload: Workload, supplies: Supplies, signal: AbortSignal): Promise<void> {
    const processes = sandbox.workloads.get(workload.id) ?? new Map<string, Process>();
    for (const container of workload.containers) {
      await pause(PACE, signal);
      sandbox.workloads.set(workload.id, processes);
      const there = processes.get(container.id);
      const program = this.#place.program(container.image, container.command?.[0] ?? '', supplies);
      const spec = JSON.stringify([container, supplies.images[container.image]]);
      if (there?.spec === spec) continue;
      await there?.kill();
      const process = new Process(container, spec, program);
      processes.set(container.id, process);
      if (container.run === 'always' && process.seen.state !== 'failed') this.#start(sandbox.id, workload.id, process);
    }
  }

  #start(id: string, workload: string, process: Process): void {
    const tell = (what: Lifecycle['what'], more: Partial<Lifecycle> = {}) =>
      this.#tell(id, workload, process, what, more);
    process.start(() => {
      const { exit, reason } = process.seen;
      tell('exited', { ...(exit === undefined ? {} : { exit }), ...(reason === undefined ? {} : { reason }) });
    });
    tell('started');
  }

  #tell(id: string, workload: string, process: Process, what: Lifecycle['what'], more: Partial<Lifecycle> = {}): void {
    const at = new Date().toISOString();
    this.#place.events.emit(id, { at, workload, container: process.container.id, what, ...more } satisfies Lifecycle);
  }

  async observe(id: string): Promise<Seen> {
    const workloads: Record<string, Record<string, SeenContainer>> = {};
    let allRunning = this.#place.sandboxes.has(id);
    for (const [workload, container, process] of this.#all(id)) {
      workloads[workload] = { ...workloads[workload], [container]: process.seen };
      if (process.seen.state !== 'running' && process.container.run === 'always') allRunning = false;
    }
    return { workloads, allRunning };
  }

  *#all(id: string): Generator<readonly [string, string, Process]> {
    for (const [workload, processes] of this.#place.sandboxes.get(id)?.workloads ?? [])
      for (const [container, process] of processes) yield [workload, container, process];
  }

  #of(id: string, workload: string, run: 'always' | 'once'): Process[] {
    const processes = this.#place.sandboxes.get(id)?.workloads.get(workload)?.values() ?? [];
    return [...processes].filter(({ container }) => container.run === run);
  }

  async *watch(id: string, signal: AbortSignal): AsyncIterable<Lifecycle> {
    try {
      for await (const [change] of on(this.#place.events, id, { signal })) yield change;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async control(id: string, signal: AbortSignal): Promise<Duplex> {
    signal.throwIfAborted();
    if (!this.#place.sandboxes.has(id)) throw new LabError('engine.failed', `the channel into ${id}: it is not there`);
    const [mine, theirs] = duplexPair();
    signal.addEventListener('abort', () => mine.destroy(), { once: true });
    this.#place.hub(theirs);
    return mine;
  }

  async logs(id: string, workload: string, container: string, cursor: string): Promise<LogPage> {
    const log = this.#place.sandboxes.get(id)?.workloads.get(workload)?.get(container)?.log ?? [];
    const begin = Number(cursor);
    let end = begin;
    for (let size = 0; end < log.length; end += 1) {
      size += log[end]?.text.length ?? 0;
      if (size > MAX_PAGE) break;
    }
    return { lines: log.slice(begin, end), cursor: String(end), dropped: 0 };
  }

  async usage(id: string): Promise<Usage[]> {
    return [...this.#all(id)]
      .filter(([, , { running }]) => running)
      .map(
        ([
          workload,
          container,
          {
            memory,
            container: { limits },
          },
        ]) => {
          return { workload, container, cpu: 0, memory, limit: limits.memory, pids: 1 };
        },
      );
  }

  async restart(id: string, workload: string, signal: AbortSignal): Promise<{ exit: number; stopTook: number }> {
    const processes = this.#of(id, workload, 'always');
    await Promise.all(processes.map((process) => process.terminate()));
    const exit = processes.find(({ seen }) => seen.exit !== 0)?.seen.exit ?? 0;
    signal.throwIfAborted();
    for (const process of processes) this.#start(id, workload, process);
    return { exit, stopTook: 0 };
  }

  async pause(id: string, workload: string): Promise<void> {
    this.#freeze(id, workload, true);
  }

  async resume(id: string, workload: string): Promise<void> {
    this.#freeze(id, workload, false);
  }

  #freeze(id: string, workload: string, paused: boolean): void {
    for (const process of this.#of(id, workload, 'always')) {
      if (!process.running || process.paused === paused) continue;
      process.paused = paused;
      this.#tell(id, workload, process, paused ? 'paused' : 'resumed');
    }
  }

  async run(id: string, workload: string, signal: AbortSignal): Promise<Exit> {
    const [process] = this.#of(id, workload, 'once');
    if (process === undefined) throw new LabError('engine.failed', `running ${workload}: apply its stage first`);
    signal.throwIfAborted();
    const before = process.log.length;
    const stop = () => void process.kill();
    signal.addEventListener('abort', stop, { once: true });
    this.#start(id, workload, process);
    await process.ended;
    signal.removeEventListener('abort', stop);
    signal.throwIfAborted();
    const output = process.log.slice(before).map(({ text }) => text);
    return { code: process.seen.exit ?? 0, output: output.join('\n').slice(0, MAX_PAGE) };
  }

  async listening(id: string, workload: string): Promise<{ address: string; port: number }[]> {
    return [...this.#all(id)].flatMap(([of, , { ports }]) => (of === workload ? ports : []));
  }

  async remove(id: string): Promise<Leftovers> {
    const sandbox = this.#place.sandboxes.get(id);
    sandbox?.gone.abort(new Error(`${id} is being removed`));
    for (const [, , process] of this.#all(id)) await process.kill();
    this.#place.sandboxes.delete(id);
    return [];
  }

  async list(owner: string): Promise<Held[]> {
    return [...this.#place.sandboxes.values()]
      .filter((sandbox) => sandbox.owner === owner)
      .map(({ id, created, ttl }) => ({ id, ...(created && { created }), ...(ttl && { ttl }) }));
  }

  async close(): Promise<void> {
    // The place outlives its engines, as a real one does.
  }
}
