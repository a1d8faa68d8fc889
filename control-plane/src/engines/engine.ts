import type { Duplex } from 'node:stream';
import type { SandboxPlan, Stage, Supplies } from '@proeftuin/contract/plan';

/**
 * The adapter that drives one place where sandboxes run. Proven by lifecycle.contract (all engines) and
 * guarantees.contract (real ones). Each call is safe to repeat; each aborts on its signal and leaves what
 * `apply` or `remove` can take up again. Errors are LabError: engine.unreachable, engine.failed, engine.foreign,
 * image.missing, image.refused.
 */
export interface Engine {
  readonly kind: 'podman' | 'docker' | 'kubernetes' | 'memory';
  facts(signal?: AbortSignal): Promise<EngineFacts>;
  /** What the lab is not allowed and needs: `create namespaces`. Of engines that allow things one by one. */
  missingRights?(signal?: AbortSignal): Promise<readonly string[]>;
  /** Makes images present and says what they are. An image that is there by its digest is not loaded again. */
  images(sources: readonly ImageSource[], signal: AbortSignal): Promise<Record<string, ImageFacts>>;
  /** Converges the sandbox to a stage: creates what is missing, mends what differs, starts what should run. */
  apply(plan: SandboxPlan, supplies: Supplies, upTo: Stage, signal: AbortSignal): Promise<Seen>;
  observe(id: string): Promise<Seen>;
  /** Changes from now on, until the signal; survives a lost connection to the engine. */
  watch(id: string, signal: AbortSignal): AsyncIterable<Lifecycle>;
  /** A stream to the hub of the sandbox's gateway (HTTP/2 is spoken inside). */
  control(id: string, signal: AbortSignal): Promise<Duplex>;
  /** What a container wrote since the cursor, at most 1 MiB a call; `dropped` bytes were lost before. */
  logs(id: string, workload: string, container: string, cursor: string): Promise<LogPage>;
  usage(id: string): Promise<Usage[]>;
  /** Stops (SIGTERM, 10 s, SIGKILL) and starts the containers of a workload; says how it stopped. */
  restart(id: string, workload: string, signal: AbortSignal): Promise<{ exit: number; stopTook: number }>;
  pause(id: string, workload: string): Promise<void>;
  resume(id: string, workload: string): Promise<void>;
  /** Runs the `once` container of a workload to its end. */
  run(id: string, workload: string, signal: AbortSignal): Promise<Exit>;
  /** Sockets that a workload listens on, as read in its network namespace. */
  listening(id: string, workload: string): Promise<{ address: string; port: number }[]>;
  /** Removes all of a sandbox and says what would not go. */
  remove(id: string): Promise<Leftovers>;
  /** Sandboxes of this owner that are there, whole or in part. */
  list(owner: string): Promise<Held[]>;
  close(): Promise<void>;
}

export interface EngineFacts {
  /** As shown: `Podman 4.3.1, runc, cgroup v1`. */
  readonly name: string;
  readonly version: string;
  /** Is it one of the versions that the guarantees were tried on? */
  readonly tried: boolean;
  readonly notes: readonly string[];
}

export type ImageSource = { readonly name: string } & (
  | { readonly kind: 'archive'; readonly file: string; readonly digest?: string }
  | { readonly kind: 'build'; readonly folder: string }
  | { readonly kind: 'ref'; readonly ref: string }
);

export interface ImageFacts {
  /** Config digest: the same image has the same on every engine. */
  readonly digest: string;
  readonly size: number;
  /** As the image says: '', 'root', '1000', 'nginx' … */
  readonly user: string;
  readonly ports: readonly number[];
  readonly volumes: readonly string[];
  readonly command: readonly string[];
  readonly workdir: string;
  readonly arch: string;
  /** Built by the user's own engine with a network. */
  readonly builtOpen: boolean;
}

export type ContainerState = 'absent' | 'created' | 'running' | 'exited' | 'failed';

export interface SeenContainer {
  readonly state: ContainerState;
  readonly exit?: number;
  /** `oom`, `image-missing`, `cannot-start: …` */
  readonly reason?: string;
}

export interface Seen {
  readonly workloads: Readonly<Record<string, Readonly<Record<string, SeenContainer>>>>;
  /** Every `always` container up to the stage runs. */
  readonly allRunning: boolean;
}

export interface Lifecycle {
  /** ISO 8601 wall time. */
  readonly at: string;
  readonly workload: string;
  readonly container: string;
  readonly what: 'started' | 'exited' | 'failed' | 'restarted' | 'paused' | 'resumed';
  readonly exit?: number;
  readonly reason?: string;
}

export interface LogPage {
  readonly lines: { readonly at: string; readonly stream: 'out' | 'err'; readonly text: string }[];
  readonly cursor: string;
  readonly dropped: number;
}

export interface Usage {
  readonly workload: string;
  readonly container: string;
  /** Milliseconds of CPU since its start. */
  readonly cpu: number;
  readonly memory: number;
  readonly limit: number;
  readonly pids: number;
}

export interface Exit {
  readonly code: number;
  /** At most 1 MiB. */
  readonly output: string;
}

export interface Held {
  readonly id: string;
  /** ISO 8601; undefined when nothing that is left tells. */
  readonly created?: string;
  /** Seconds, from the plan. */
  readonly ttl?: number;
}

/** Names of what is still there after a removal; empty is the proof. */
export type Leftovers = readonly string[];
