import type { Duplex } from 'node:stream';
import { LAB, type SandboxPlan, type Stage, type Supplies } from '@proeftuin/contract/plan';
import * as z from 'zod';
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
import { portForward } from './channel.ts';
import { HUB_PORT } from './doors.ts';
import { engineError } from './errors.ts';
import { ensureImages, type ImageMeans } from './images.ts';
import { freeze } from './inside.ts';
import { listOf } from './list.ts';
import { listeningOf } from './listening.ts';
import { readLog } from './logs.ts';
import { Meters } from './meters.ts';
import { namespaceOf } from './names.ts';
import { observe } from './observe.ts';
import { remove } from './remove.ts';
import { restart } from './restart.ts';
import { runToEnd } from './run.ts';
import type { Tools } from './tools.ts';
import { watch } from './watch.ts';

const versionSchema = z.object({ gitVersion: z.string(), major: z.string(), minor: z.string() });
/** Minor versions that the guarantees were tried on. */
const TRIED = new Set(['34']);
/** Milliseconds between two clocks that are told. */
const SKEW = 10_000;

/** Sandboxes on a Kubernetes cluster: one namespace each, policies both ways, a bare pod per workload. */
export class KubernetesEngine implements Engine {
  readonly kind = 'kubernetes';
  readonly #tools: Tools;
  readonly #means: ImageMeans;
  readonly #meters = new Meters();
  /** Applies under way, by sandbox: a removal ends them first. */
  readonly #underWay = new UnderWay();

  constructor(tools: Tools, means: Omit<ImageMeans, 'store'>) {
    this.#tools = tools;
    this.#means = { ...means, store: tools.images };
  }

  async facts(signal?: AbortSignal): Promise<EngineFacts> {
    const answer = await attempt('asking its version', this.#tools.api.json('/version', { signal }), signal);
    const { gitVersion, minor } = versionSchema.parse(answer);
    const tried = TRIED.has(minor.replace(/\D+$/, ''));
    const name = `Kubernetes ${gitVersion}`;
    const untried = tried ? [] : [`the guarantees were not tried on ${name}`];
    return { name, version: gitVersion, tried, notes: [...untried, ...clock(this.#tools.api.ahead)] };
  }

  async missingRights(signal?: AbortSignal): Promise<readonly string[]> {
    return await attempt('asking what the lab may do', this.#tools.rights.missing(signal), signal);
  }

  async images(sources: readonly ImageSource[], signal: AbortSignal): Promise<Record<string, ImageFacts>> {
    return await attempt('images', ensureImages(this.#means, sources, signal), signal);
  }

  async apply(plan: SandboxPlan, supplies: Supplies, upTo: Stage, signal: AbortSignal): Promise<Seen> {
    const work = this.#underWay.run(plan.id, signal, (each) => apply(this.#tools, plan, supplies, upTo, each));
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
    const at = { namespace: namespaceOf(id), pod: LAB.gateway, port: HUB_PORT };
    return attempt(`the channel into ${id}`, portForward(this.#tools.api.access, at, signal), signal);
  }

  logs(id: string, workload: string, container: string, cursor: string): Promise<LogPage> {
    const at = { id, pod: workload, container };
    return attempt(`the log of ${workload}/${container}`, readLog(this.#tools.api, at, cursor));
  }

  usage(id: string): Promise<Usage[]> {
    return attempt(`the usage of ${id}`, this.#meters.read(this.#tools, id));
  }

  restart(id: string, workload: string, signal: AbortSignal): Promise<{ exit: number; stopTook: number }> {
    return attempt(`restarting ${workload}`, restart(this.#tools, id, workload, signal), signal);
  }

  pause(id: string, workload: string): Promise<void> {
    return attempt(`pausing ${workload}`, freeze(this.#tools, id, workload, true));
  }

  resume(id: string, workload: string): Promise<void> {
    return attempt(`resuming ${workload}`, freeze(this.#tools, id, workload, false));
  }

  run(id: string, workload: string, signal: AbortSignal): Promise<Exit> {
    return attempt(`running ${workload}`, runToEnd(this.#tools, id, workload, signal), signal);
  }

  listening(id: string, workload: string): Promise<{ address: string; port: number }[]> {
    return attempt(`the sockets of ${workload}`, listeningOf(this.#tools, id, workload));
  }

  async remove(id: string): Promise<Leftovers> {
    this.#meters.forget(id);
    this.#tools.guard.forget(id);
    this.#tools.made.delete(id);
    await this.#underWay.end(id);
    this.#tools.pods.forget(id);
    return await attempt(`removing ${id}`, remove(this.#tools, id));
  }

  list(owner: string): Promise<Held[]> {
    return attempt('listing sandboxes', listOf(this.#tools, owner));
  }

  async close(): Promise<void> {
    this.#meters.forget();
    this.#tools.guard.forget();
    this.#tools.pods.forget();
    this.#tools.api.close();
  }
}

/** Times of the cluster and of this machine stand beside each other in a report; nothing is decided by them. */
function clock(ahead: number): string[] {
  if (Math.abs(ahead) < SKEW) return [];
  const seconds = Math.round(Math.abs(ahead) / 1000);
  return [`its clock is ${seconds} s ${ahead > 0 ? "ahead of this machine's" : "behind this machine's"}`];
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
