import type { Container } from '@proeftuin/contract/plan';
import type { LogPage, SeenContainer } from '../engine.ts';

/** What a program sees of its container. */
export interface Around {
  readonly args: readonly string[];
  readonly container: Container;
  /** Aborted by SIGTERM. */
  readonly stop: AbortSignal;
  say(line: string): void;
  listen(address: string, port: number): void;
  /** Holds this many bytes more; past the container's limit it is killed. */
  take(bytes: number): void;
}

/** What an image runs, as a function: its exit code is what it returns. */
export type Program = (around: Around) => Promise<number> | number;

const IDLE_MEMORY = 1024 * 1024;
const KILLED = 137;

/** A container of the memory engine: one program at a time, and what is known of it. */
export class Process {
  readonly container: Container;
  /** What it was made from: a changed plan is seen by it. */
  readonly spec: string;
  readonly #program: Program;
  readonly log: LogPage['lines'] = [];
  seen: SeenContainer = { state: 'created' };
  paused = false;
  memory = 0;
  ports: { address: string; port: number }[] = [];
  #stop = new AbortController();
  #kill: (reason?: string) => void = () => undefined;
  #ended: Promise<void> = Promise.resolve();

  /** `failed`: why it can never start. */
  constructor(container: Container, spec: string, program: Program | { failed: string }) {
    this.container = container;
    this.spec = spec;
    this.#program = typeof program === 'function' ? program : () => KILLED;
    if (typeof program === 'object') this.seen = { state: 'failed', reason: program.failed };
  }

  /** Starts its program; `ended` is called when that is over. */
  start(ended: () => void): void {
    this.#stop = new AbortController();
    this.seen = { state: 'running' };
    this.memory = IDLE_MEMORY;
    this.ports = [];
    const killed = new Promise<SeenContainer>((resolve) => {
      this.#kill = (reason) => resolve({ state: 'exited', exit: KILLED, ...(reason === undefined ? {} : { reason }) });
    });
    const around: Around = {
      args: this.container.args ?? [],
      container: this.container,
      stop: this.#stop.signal,
      say: (text) => this.log.push({ at: new Date().toISOString(), stream: 'out', text }),
      listen: (address, port) => this.ports.push({ address, port }),
      take: (bytes) => {
        this.memory += bytes;
        if (this.memory > this.container.limits.memory) this.#kill('oom');
      },
    };
    const runs = (async (): Promise<SeenContainer> => ({ state: 'exited', exit: await this.#program(around) }))();
    this.#ended = Promise.race([killed, runs]).then((seen) => {
      this.seen = seen;
      this.paused = false;
      this.ports = [];
      ended();
    });
  }

  get running(): boolean {
    return this.seen.state === 'running';
  }

  get ended(): Promise<void> {
    return this.#ended;
  }

  async terminate(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  async kill(): Promise<void> {
    this.#kill();
    this.#stop.abort();
    await this.#ended;
  }
}
