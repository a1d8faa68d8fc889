import type { Duplex } from 'node:stream';
import type { SandboxPlan, Stage, Supplies } from '@proeftuin/contract/plan';
import { LAB } from '@proeftuin/contract/plan';
import type Docker from 'dockerode';
import { z } from 'zod';
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
import { apply, toStart } from './apply.ts';
import { engineError, unlessGone } from './call.ts';
import { SandboxFiles } from './files.ts';
import { HUB_SOCKET } from './gateway-config.ts';
import { ensureImage } from './images.ts';
import { listeningOf } from './listening.ts';
import { readLog } from './logs.ts';
import { LABEL, nameOf } from './names.ts';
import { observe } from './observe.ts';
import { parallel } from './parallel.ts';
import { remove } from './remove.ts';
import type { Dialect } from './spec.ts';
import { stdio } from './stream.ts';
import { watch } from './watch.ts';

/** What the parts of this engine work with. */
export interface Tools extends Dialect {
  readonly docker: Docker;
  readonly files: SandboxFiles;
  /** Containers that would not start, and why. */
  readonly failed: Map<string, string>;
}

const TRIED = { podman: ['4.3.1'], docker: ['20.10.24'] };
const STOP_SECONDS = 10;

/** Sandboxes on Podman or Docker Engine, over the API that both speak. See isolation.md: no bridge, no firewall rule. */
export class ContainerEngine implements Engine {
  readonly kind: 'podman' | 'docker';
  readonly #tools: Tools;

  constructor(parts: { docker: Docker; kind: 'podman' | 'docker'; home: string }) {
    this.kind = parts.kind;
    this.#tools = { docker: parts.docker, kind: parts.kind, files: new SandboxFiles(parts.home), failed: new Map() };
  }

  get #docker(): Docker {
    return this.#tools.docker;
  }

  async #try<T>(doing: string, call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (cause) {
      throw engineError(doing, cause);
    }
  }

  async facts(): Promise<EngineFacts> {
    const version = await this.#try('asking its version', this.#docker.version());
    const info: { CgroupVersion?: string; DefaultRuntime?: string } = await this.#try(
      'asking its facts',
      this.#docker.info(),
    );
    const plain = version.Version.split('+')[0] ?? '';
    const tried = TRIED[this.kind].includes(plain);
    const name = `${this.kind === 'podman' ? 'Podman' : 'Docker'} ${plain}, ${info.DefaultRuntime ?? 'runc'}, cgroup v${info.CgroupVersion ?? '1'}`;
    return { name, version: plain, tried, notes: tried ? [] : [`the guarantees were not tried on ${name}`] };
  }

  async images(sources: readonly ImageSource[], signal: AbortSignal): Promise<Record<string, ImageFacts>> {
    const facts: Record<string, ImageFacts> = {};
    for (const source of sources) {
      facts[source.name] = await this.#try(
        `image ${source.name}`,
        ensureImage(this.#docker, this.kind, source, signal),
      );
    }
    return facts;
  }

  async apply(plan: SandboxPlan, supplies: Supplies, upTo: Stage, signal: AbortSignal): Promise<Seen> {
    await this.#try(`bringing up ${plan.id}`, apply(this.#tools, plan, supplies, upTo, signal));
    return await this.observe(plan.id);
  }

  async observe(id: string): Promise<Seen> {
    return await this.#try(`looking at ${id}`, observe(this.#tools, id));
  }

  watch(id: string, signal: AbortSignal): AsyncIterable<Lifecycle> {
    return watch(this.#tools, id, signal);
  }

  async control(id: string, signal: AbortSignal): Promise<Duplex> {
    const gateway = this.#docker.getContainer(nameOf.container(id, LAB.gateway, LAB.gateway));
    const open = async () => {
      const entry = z
        .object({ Config: z.object({ Entrypoint: z.array(z.string()).nullish() }) })
        .parse(await gateway.inspect());
      const exec = await gateway.exec({
        Cmd: [...(entry.Config.Entrypoint ?? []), 'pipe', HUB_SOCKET],
        AttachStdin: true,
        AttachStdout: true,
        AttachStderr: true,
        Tty: false,
      });
      return stdio(await exec.start({ hijack: true, stdin: true, Tty: false }));
    };
    const stream = await this.#try(`the channel into ${id}`, open());
    const stop = () => stream.destroy();
    signal.addEventListener('abort', stop, { once: true });
    stream.once('close', () => signal.removeEventListener('abort', stop));
    return stream;
  }

  async logs(id: string, workload: string, container: string, cursor: string): Promise<LogPage> {
    return await this.#try(
      `the log of ${workload}/${container}`,
      readLog(this.#docker, nameOf.container(id, workload, container), cursor),
    );
  }

  async usage(id: string): Promise<Usage[]> {
    const list = await this.#try(
      'listing containers',
      this.#docker.listContainers({ filters: { label: [`${LABEL.sandbox}=${id}`] } }),
    );
    const usage: Usage[] = [];
    await parallel(list, 4, async (info) => {
      const seen = await unlessGone(
        this.#docker.getContainer(info.Id).stats({ stream: false, 'one-shot': true }),
      ).catch(() => undefined);
      const stats = statsSchema.safeParse(seen);
      if (!stats.success) return;
      const { cpu_stats, memory_stats, pids_stats } = stats.data;
      usage.push({
        workload: info.Labels[LABEL.workload] ?? '',
        container: info.Labels[LABEL.container] ?? '',
        cpu: Math.round(cpu_stats.cpu_usage.total_usage / 1e6),
        memory: memory_stats.usage,
        limit: memory_stats.limit,
        pids: pids_stats.current,
      });
    });
    return usage;
  }

  async restart(id: string, workload: string, signal: AbortSignal): Promise<{ exit: number; stopTook: number }> {
    const containers = await this.#of(id, workload);
    let exit = 0;
    const begin = performance.now();
    await parallel(containers, 4, async (name) => {
      const container = this.#docker.getContainer(name);
      await this.#try(`stopping ${name}`, container.stop({ t: STOP_SECONDS }).catch(ignoreStatus(304)));
      const seen = await this.#try(`looking at ${name}`, container.inspect());
      if (seen.State.ExitCode !== 0) exit = seen.State.ExitCode;
    });
    const stopTook = performance.now() - begin;
    signal.throwIfAborted();
    for (const name of containers) await this.#try(`starting ${name}`, this.#docker.getContainer(name).start());
    return { exit, stopTook };
  }

  async pause(id: string, workload: string): Promise<void> {
    await parallel(await this.#of(id, workload), 4, async (name) => {
      await this.#try(`pausing ${name}`, this.#docker.getContainer(name).pause());
    });
  }

  async resume(id: string, workload: string): Promise<void> {
    await parallel(await this.#of(id, workload), 4, async (name) => {
      await this.#try(`resuming ${name}`, this.#docker.getContainer(name).unpause());
    });
  }

  async run(id: string, workload: string, signal: AbortSignal): Promise<Exit> {
    const [name] = await this.#of(id, workload);
    if (name === undefined)
      throw engineError(`running ${workload}`, new Error('it is not in the sandbox; apply its stage first'));
    const container = this.#docker.getContainer(name);
    const stop = () => void container.kill().catch(() => undefined);
    signal.addEventListener('abort', stop, { once: true });
    try {
      await this.#try(`starting ${name}`, container.start());
      const end: { StatusCode: number } = await this.#try(`waiting for ${name}`, container.wait());
      const page = await readLog(this.#docker, name, '');
      return { code: end.StatusCode, output: page.lines.map((line) => line.text).join('\n') };
    } finally {
      signal.removeEventListener('abort', stop);
      signal.throwIfAborted();
    }
  }

  async listening(id: string, workload: string): Promise<{ address: string; port: number }[]> {
    return await this.#try(`the sockets of ${workload}`, listeningOf(this.#docker, nameOf.sluis(id, workload)));
  }

  async remove(id: string): Promise<Leftovers> {
    return await this.#try(`removing ${id}`, remove(this.#tools, id));
  }

  async list(owner: string): Promise<Held[]> {
    const filters = { label: [`${LABEL.owner}=${owner}`] };
    const [containers, volumes] = await Promise.all([
      this.#try('listing containers', this.#docker.listContainers({ all: true, filters })),
      this.#try('listing volumes', this.#docker.listVolumes({ filters })),
    ]);
    const held = new Map<string, Held>();
    for (const labels of [...containers.map((c) => c.Labels), ...(volumes.Volumes ?? []).map((v) => v.Labels ?? {})]) {
      const id = labels[LABEL.sandbox];
      if (id === undefined || held.get(id)?.created !== undefined) continue;
      const created = labels[LABEL.created];
      held.set(id, { id, ...(created === undefined ? {} : { created }), ttl: Number(labels[LABEL.ttl] ?? 0) });
    }
    for (const id of this.#tools.files.list()) if (!held.has(id)) held.set(id, { id });
    return [...held.values()];
  }

  async close(): Promise<void> {
    // The connections are per call; the Podman service ends by itself when idle.
  }

  async #of(id: string, workload: string): Promise<string[]> {
    const filters = { label: [`${LABEL.sandbox}=${id}`, `${LABEL.workload}=${workload}`] };
    const list = await this.#try('listing containers', this.#docker.listContainers({ all: true, filters }));
    return toStart(list.map((info) => (info.Names[0] ?? '').replace(/^\//, ''))).filter(
      (name) => !name.endsWith('.sluis'),
    );
  }
}

const statsSchema = z.object({
  cpu_stats: z.object({ cpu_usage: z.object({ total_usage: z.number() }) }),
  memory_stats: z.object({ usage: z.number(), limit: z.number() }),
  pids_stats: z.object({ current: z.number().default(0) }).default({ current: 0 }),
});

const ignoreStatus = (status: number) => (error: unknown) => {
  if (error instanceof Error && 'statusCode' in error && error.statusCode === status) return;
  throw error;
};
