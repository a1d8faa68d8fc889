import type { Terminal } from '../cli/command.ts';
import type { Changes } from './watch.ts';

/**
 * Runs a program again and again: it is stopped and started when files change, and when it ended by itself it waits for
 * a change. `changed` hears of each change, when the program has ended, and says whether to stop here. Returns true then; false when
 * `terminal.signal` aborts. Throws what the program's start throws.
 */
export async function runWatched(
  terminal: Pick<Terminal, 'signal' | 'say'>,
  run: (signal: AbortSignal) => Promise<number>,
  changes: Changes,
  changed: (files: readonly string[]) => boolean,
): Promise<boolean> {
  const own = new OwnFiles();
  for (;;) {
    const begin = performance.now();
    const stop = new AbortController();
    const done = new AbortController();
    const running = run(AbortSignal.any([terminal.signal, stop.signal]));
    const files = changes.next(AbortSignal.any([terminal.signal, done.signal]));
    const ended = await Promise.race([
      running.catch((thrown: unknown) => {
        done.abort();
        throw thrown;
      }),
      files.then(() => undefined),
    ]);
    if (ended !== undefined && !terminal.signal.aborted)
      terminal.say(`the program ended with ${ended}; it starts again when a file changes`);
    const which = await files;
    stop.abort();
    await running;
    if (terminal.signal.aborted) return false;
    if (changed(which)) return true;
    terminal.say(`${which.slice(0, 3).join(', ')} changed: the program starts anew`);
    for (const file of own.after(performance.now() - begin, which)) {
      changes.leave(file);
      terminal.say(`${file} changes with each start: it no longer counts (--ignore ${file})`);
    }
  }
}

/** Milliseconds after a start in which a program that writes files of its own does so. */
const SOON = 2000;
/** Starts in a row after which a file that changes soon is the program's own. */
const ROW = 3;

/** Tells files that a program writes itself from those that are edited: else it would start again for ever. */
class OwnFiles {
  readonly #row = new Map<string, number>();

  /** Files found out by what changed so many milliseconds after a start. */
  after(ms: number, files: readonly string[]): string[] {
    for (const file of [...this.#row.keys()]) if (ms > SOON || !files.includes(file)) this.#row.delete(file);
    if (ms > SOON) return [];
    for (const file of files) this.#row.set(file, (this.#row.get(file) ?? 0) + 1);
    return files.filter((file) => this.#row.get(file) === ROW);
  }
}
