/** Work under way on sandboxes: a removal ends it first, so that nothing is made after it. */
export class UnderWay {
  readonly #works = new Map<string, Set<{ stop: AbortController; ended: Promise<unknown> }>>();

  /** Runs `work` for the sandbox `id`; its signal aborts with `signal` or when `end(id)` is called. */
  async run<T>(id: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    const running = work(AbortSignal.any([signal, stop.signal]));
    const mine = { stop, ended: running.catch(() => undefined) };
    const all = this.#works.get(id) ?? new Set();
    this.#works.set(id, all.add(mine));
    try {
      return await running;
    } finally {
      all.delete(mine);
      if (all.size === 0 && this.#works.get(id) === all) this.#works.delete(id);
    }
  }

  /** Aborts all work of the sandbox and waits until it has ended, well or badly. */
  async end(id: string): Promise<void> {
    for (const { stop, ended } of [...(this.#works.get(id) ?? [])]) {
      stop.abort(new Error(`${id} is being removed`));
      await ended;
    }
  }
}
