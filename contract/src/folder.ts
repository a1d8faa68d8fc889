import { mkdirSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those it lies in, as `mkdir -p` does. Step by step, since Node's own recursive mkdir never returns
 * where a folder is there and nothing can be made in it (`/proc`). Throws what the file system says.
 */
export function makeFolder(folder: string, mode = 0o755): void {
  const missing: string[] = [];
  let at = folder;
  let found: Stats | undefined;
  for (; ; at = dirname(at)) {
    found = statSync(at, { throwIfNoEntry: false });
    if (found !== undefined || at === dirname(at)) break;
    missing.unshift(at);
  }
  if (found?.isDirectory() === false) throw new Error(`ENOTDIR: ${at} is not a folder`);
  for (const one of missing) {
    try {
      mkdirSync(one, { mode });
    } catch (error) {
      // Another process may have made it meanwhile.
      if (statSync(one, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
    }
  }
}
