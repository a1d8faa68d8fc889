import * as z from 'zod';
import { partsOf } from './names.ts';
import type { Tools } from './tools.ts';

const sizeSchema = z.object({ SizeRw: z.number().default(0), State: z.object({ Running: z.boolean() }) });
const EVERY = 1000;

/**
 * Watches writable layers, which no engine bounds on every file system: a container that wrote more than it may is killed,
 * and says why. A single file is held by its RLIMIT_FSIZE as well.
 */
export class WritableRoots {
  readonly #tools: Tools;
  readonly #bounds = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  watch(name: string, bound: number): void {
    this.#bounds.set(name, bound);
    this.#timer ??= setInterval(() => void this.#look(), EVERY).unref();
  }

  forget(sandbox?: string): void {
    for (const name of this.#bounds.keys())
      if (sandbox === undefined || partsOf(name).sandbox === sandbox) this.#bounds.delete(name);
    if (this.#bounds.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    for (const [name, bound] of this.#bounds) {
      try {
        const container = this.#tools.docker.getContainer(name);
        const options = { size: true, abortSignal: AbortSignal.timeout(10 * EVERY) };
        const { SizeRw, State } = sizeSchema.parse(await container.inspect(options));
        if (!State.Running || SizeRw <= bound) continue;
        this.#tools.troubles.set(name, `disk: wrote ${SizeRw} bytes into its root, ${bound} are allowed`);
        await container.kill();
      } catch {
        // Not there yet, or no longer: the next look tells.
      }
    }
  }
}
