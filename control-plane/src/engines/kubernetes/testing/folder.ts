import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const BESIDE = '../shared/cluster';
/** A clone of a clone of a clone is looked at, and no further. */
const CLONES = 3;

/**
 * The folder whose `up` and `down` start and stop a cluster: PROEFTUIN_CLUSTER, else `../shared/cluster` beside the
 * repository, or beside the one on this machine that it is a clone of. Undefined where there is none.
 */
export function clusterFolder(env: NodeJS.ProcessEnv, root = ROOT): string | undefined {
  const asked = env.PROEFTUIN_CLUSTER;
  if (asked !== undefined && asked !== '') return whole(resolve(root, asked));
  for (let [at, n]: [string | undefined, number] = [root, 0]; at !== undefined && n <= CLONES; n += 1) {
    const folder = whole(resolve(at, BESIDE));
    if (folder !== undefined) return folder;
    at = originOf(at);
  }
  return undefined;
}

const whole = (folder: string): string | undefined => (existsSync(join(folder, 'up')) ? folder : undefined);

/** The working tree on this machine that a repository is a clone of. */
function originOf(root: string): string | undefined {
  try {
    const url = execFileSync('git', ['config', '--get', 'remote.origin.url'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const path = url.replace(/^file:\/\//, '').replace(/\/\.git\/?$/, '');
    const local = isAbsolute(path) || path.startsWith('.');
    return local && existsSync(resolve(root, path)) ? resolve(root, path) : undefined;
  } catch {
    return undefined;
  }
}
