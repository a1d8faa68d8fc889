import type { Container, Workload } from '@proeftuin/contract/plan';
import { MIB, mebibytes } from './limits.ts';
import { type Given, suppliesName } from './supplies.ts';

/** Where the lab's first process lies in each container. */
export const INIT_FOLDER = '/.proeftuin';

interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
}

/** A path that can be written and starts with what the image has there. */
interface Filled {
  readonly name: string;
  readonly path: string;
}

/** In memory, bounded. */
const memory = (name: string, size: number) => ({
  name,
  emptyDir: { medium: 'Memory', sizeLimit: mebibytes(size) },
});

export interface Volumes {
  readonly volumes: readonly object[];
  /** By container. */
  readonly mounts: ReadonlyMap<string, readonly Mount[]>;
  readonly filled: ReadonlyMap<string, readonly Filled[]>;
}

/** Volumes of a pod: the plan's, places to write, files that are laid over the image, and the lab's first process. */
export function volumesOf(
  workload: Workload,
  given: ReadonlyMap<string, readonly Given[]>,
  imageVolumes: (container: Container) => readonly string[],
): Volumes {
  const volumes: object[] = [
    memory('init', 2 * MIB),
    { name: 'supplies', secret: { secretName: suppliesName(workload), defaultMode: 0o444 } },
    ...workload.volumes.map(({ id, size }) => memory(`v-${id}`, size)),
  ];
  const mounts = new Map<string, Mount[]>();
  const filled = new Map<string, Filled[]>();
  for (const container of workload.containers) {
    const { scratch } = container.limits;
    const own: Mount[] = [{ name: 'init', mountPath: INIT_FOLDER, readOnly: true }];
    const named = container.mounts.map((m) => m.path);
    const wanted = [...container.writable, ...imageVolumes(container).filter((path) => !named.includes(path))];
    const writable = [...new Set(wanted.map((path) => path.replace(/(.)\/+$/, '$1')))];
    const sizes = { '/tmp': scratch, '/var/tmp': 4 * MIB, '/run': 4 * MIB, '/dev/shm': 16 * MIB };
    for (const [n, [path, size]] of Object.entries(sizes).entries()) {
      if (writable.includes(path) || named.includes(path)) continue;
      volumes.push(memory(`t${n}-${container.id}`, size));
      own.push({ name: `t${n}-${container.id}`, mountPath: path });
    }
    for (const [n, path] of writable.entries()) {
      const name = `w${n}-${container.id}`;
      volumes.push(memory(name, scratch));
      own.push({ name, mountPath: path });
      if (workload.trust === 'provider')
        filled.set(container.id, [...(filled.get(container.id) ?? []), { name, path }]);
    }
    for (const { volume, path, readOnly } of container.mounts)
      own.push({ name: `v-${volume}`, mountPath: path, readOnly });
    for (const { key, path } of given.get(container.id) ?? [])
      if (path !== undefined) own.push({ name: 'supplies', mountPath: path, subPath: key, readOnly: true });
    mounts.set(container.id, own);
  }
  return { volumes, mounts, filled };
}
