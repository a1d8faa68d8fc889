import { existsSync, type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

interface Tree {
  /** Files and folders (relative, by `/`) that do not count; nothing below such a folder is watched. */
  readonly ignored: (file: string) => boolean;
  readonly changed: (file: string) => void;
  /** Hears why changes may no longer be seen; once. */
  readonly failed: (why: Error) => void;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Watches a folder and all below it, each folder by itself. Node's own recursive watch follows files where the system has none
 * (Linux): it loses one that an editor replaces when it saves.
 */
export function watchTree(root: string, { ignored, changed, failed }: Tree): { close(): void } {
  const watchers = new Map<string, FSWatcher>();
  let broken = false;
  const beyond = (folder: string) => ignored(folder) || ignored(`${folder}/any`);
  const wrong = (error: NodeJS.ErrnoException) => {
    // What goes while it is looked at is no reason to stop.
    if (error.code === 'ENOENT' || broken) return;
    broken = true;
    failed(error);
  };
  const leave = (folder: string) => {
    for (const [at, watcher] of watchers) {
      if (folder !== '' && at !== folder && !at.startsWith(`${folder}/`)) continue;
      watcher.close();
      watchers.delete(at);
    }
  };
  const follow = (folder: string) => {
    const here = join(root, folder);
    if (watchers.has(folder) || (folder !== '' && beyond(folder))) return;
    try {
      const watcher = watch(here, (_, name) => {
        if (name === null || !existsSync(here)) return;
        const file = folder === '' ? name : `${folder}/${name}`;
        if (ignored(file)) return;
        leave(file);
        if (isFolder(join(root, file))) {
          if (beyond(file)) return;
          follow(file);
        }
        changed(file);
      });
      watcher.on('error', wrong);
      watchers.set(folder, watcher);
      for (const entry of readdirSync(here, { withFileTypes: true }))
        if (entry.isDirectory()) follow(folder === '' ? entry.name : `${folder}/${entry.name}`);
    } catch (error) {
      wrong(error instanceof Error ? error : new Error(String(error)));
    }
  };
  follow('');
  return { close: () => leave('') };
}
