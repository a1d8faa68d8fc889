import type { Duplex } from 'node:stream';
import type { SandboxPlan, Stage, Supplies } from '@proeftuin/contract/plan';
import type Docker from 'dockerode';
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
  Usage,
} from '../engine.ts';
import { UnderWay } from '../under-way.ts';
import { apply } from './apply.ts';
import { engineError } from './call.ts';
import { controlOf } from './control.ts';
import { factsOf } from './facts.ts';
import { SandboxFiles } from './files.ts';
import { ensureImage } from './images.ts';
import { listOf } from './list.ts';
import { listeningOf } from './listening.ts';
import { readLog } from './logs.ts';
import { LABEL, nameOf } from './names.ts';
import { observe } from './observe.ts';
import { parallel } from './parallel.ts';
import { remove } from './remove.ts';
import { restart } from './restart.ts';
import { runToEnd } from './run.ts';
import type { Tools } from './tools.ts';
import { usageOf } from './usage.ts';
import { watch } from './watch.ts';
import { WritableRoots } from './writable-root.ts';

/** Sandboxes on Podman or Docker Engine, over the API that both speak: no bridge, no firewall rule, a sluis per workload. */
export class ContainerEngine implements Engine {
  readonly kind: 'podman' | 'docker';
  readonly #tools: Tools;
  readonly #docker: Docker;
  readonly #roots: WritableRoots;
  /** Applies under way, by sandbox: a removal ends them first. */
  readonly #underWay = new UnderWay();

  constructor(parts: { docker: Docker; kind: 'podman' | 'docker'; home: string }) {
    this.kind = parts.kind;
    this.#docker = parts.docker;
    const { docker, kind, home } = parts;
    this.#tools = { docker, kind, files: new SandboxFiles(home), troubles: new Map(), ends: new Map() };
    this.#roots = new WritableRoots(this.#tools);
  }

  facts(): Promise<EngineFacts> {
    return attempt('asking its facts', factsOf(this.#docker, this.kind));
  }

  async images(sources: readonly ImageSource[], signal: AbortSignal): Promise<Record<string, ImageFacts>> {
    const facts: Record<string, ImageFacts> = {};
    for (const source of sources)
      facts[source.name] = await attempt(
        `image ${source.name}`,
        ensureImage(this.#docker, this.kind, source, signal),
        signal,
      );
    return facts;
  }

  async apply(plan: SandboxPlan, supplies: Supplies, upTo: Stage, signal: AbortSignal): Promise<Seen> {
    const work = this.#underWay.run(plan.id, signal, (each) =>
      apply(this.#tools, this.#roots, plan, supplies, upTo, each),
    );
    await attempt(`bringing up ${plan.id}`, work, signal);
    return await this.observe(plan.id);
  }

  observe(id: string): Promise<Seen> {
    return attempt(`looking at ${id}`, observe(this.#tools, id));
  }

  watch(id: string, signal: AbortSignal): AsyncIterable<Lifecycle> {
    return watch(this.#tools, id, signal);
  }

  control(id: string, signal: AbortSignal): Promise<Duplex> {
    return attempt(`the channel into ${id}`, controlOf(this.#docker, id, signal), signal);
  }

  logs(id: string, workload: string, container: string, cursor: string): Promise<LogPage> {
    const name = nameOf.container(id, workload, container);
    return attempt(`the log of ${workload}/${container}`, readLog(this.#docker, name, cursor));
  }

  usage(id: string): Promise<Usage[]> {
    return attempt(`the usage of ${id}`, usageOf(this.#docker, id));
  }

  async restart(id: string, workload: string, signal: AbortSignal): Promise<{ exit: number; stopTook: number }> {
    const names = await this.#of(id, workload, 'always');
    return await attempt(`restarting ${workload}`, restart(this.#docker, names, signal), signal);
  }

  async pause(id: string, workload: string): Promise<void> {
    const names = await this.#of(id, workload, 'always', 'running');
    await attempt(
      `pausing ${workload}`,
      parallel(names, 4, (name) => this.#docker.getContainer(name).pause()),
    );
  }

  async resume(id: string, workload: string): Promise<void> {
    const names = await this.#of(id, workload, 'always', 'paused');
    await attempt(
      `resuming ${workload}`,
      parallel(names, 4, (name) => this.#docker.getContainer(name).unpause()),
    );
  }

  async run(id: string, workload: string, signal: AbortSignal): Promise<Exit> {
    const [name] = await this.#of(id, workload, 'once');
    if (name === undefined)
      throw engineError(`running ${workload}`, Object.assign(new Error('apply its stage first'), { statusCode: 404 }));
    return await attempt(`running ${workload}`, runToEnd(this.#docker, name, signal), signal);
  }

  listening(id: string, workload: string): Promise<{ address: string; port: number }[]> {
    return attempt(`the sockets of ${workload}`, listeningOf(this.#docker, nameOf.sluis(id, workload)));
  }

  async remove(id: string): Promise<Leftovers> {
    this.#roots.forget(id);
    await this.#underWay.end(id);
    return await attempt(`removing ${id}`, remove(this.#tools, id));
  }

  list(owner: string): Promise<Held[]> {
    return attempt('listing sandboxes', listOf(this.#docker, this.#tools.files, owner));
  }

  async close(): Promise<void> {
    // Connections are per call, and the Podman service ends by itself when idle.
    this.#roots.forget();
  }

  /** Names of a workload's containers, in the order of their names. */
  async #of(id: string, workload: string, run: 'always' | 'once', state?: string): Promise<string[]> {
    const label = [`${LABEL.sandbox}=${id}`, `${LABEL.workload}=${workload}`, `${LABEL.run}=${run}`];
    const filters = { label, ...(state === undefined ? {} : { status: [state] }) };
    const list = await attempt('listing containers', this.#docker.listContainers({ all: true, filters }));
    return list
      .filter((info) => info.Labels[LABEL.container] !== 'sluis')
      .map((info) => (info.Names[0] ?? '').replace(/^\//, ''))
      .sort();
  }
}

/** Has each failure be a LabError; an abort of ours stays what it is. */
async function attempt<T>(doing: string, call: Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    signal?.throwIfAborted();
    throw engineError(doing, cause);
  }
}
