import { matchesGlob } from 'node:path';
import { watchTree } from './tree.ts';

/** What programs write by themselves, and what is no source: hidden files, dependencies, logs, databases. */
const IGNORED = ['**/node_modules/**', '**/.*', '**/.*/**', '**/*.log', '**/*.{db,sqlite}*', '**/*~', '**/*.tmp'];
/** Milliseconds without a further change after which files are as they are meant to be. */
const SETTLED = 150;

export interface Changes {
  /**
   * The files (relative to the folder) that change next, together; none when `signal` aborts. Those that changed meanwhile
   * are given at once.
   */
  next(signal: AbortSignal): Promise<readonly string[]>;
  /** A file (relative to the folder) that does not count from now on. */
  leave(file: string): void;
  close(): void;
}

/**
 * Watches a folder and all below it, save what `ignore` (globs relative to it) names. `failed` hears why changes may no longer
 * be seen, as when the system has no more watches to give.
 */
export function watchFolder(folder: string, ignore: readonly string[], failed: (why: Error) => void): Changes {
  const globs = [...IGNORED, ...ignore];
  const left = new Set<string>();
  const ignored = (file: string): boolean => left.has(file) || globs.some((glob) => matchesGlob(file, glob));
  const changed = new Set<string>();
  let settled = false;
  let timer: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;
  const watcher = watchTree(folder, {
    ignored,
    failed,
    changed(name) {
      changed.add(name);
      clearTimeout(timer);
      timer = setTimeout(() => {
        settled = true;
        wake?.();
      }, SETTLED);
    },
  });
  return {
    next: (signal) =>
      new Promise((resolve) => {
        const end = () => {
          if (!settled && !signal.aborted) return;
          wake = undefined;
          signal.removeEventListener('abort', end);
          const files = settled ? [...changed].sort() : [];
          if (settled) changed.clear();
          settled = false;
          resolve(files);
        };
        wake = end;
        signal.addEventListener('abort', end, { once: true });
        end();
      }),
    leave: (file) => void left.add(file),
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
