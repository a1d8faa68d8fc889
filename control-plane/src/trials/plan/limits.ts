import { ManifestMistake, type Path } from '@proeftuin/contract/manifest/problem';
import type { ContainerSpec } from '@proeftuin/contract/manifest/schema';
import type { Container, Workload } from '@proeftuin/contract/plan';

export const MIB = 1024 * 1024;
const DECIMAL = ['', 'K', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DEFAULT = { cpu: 500, memory: 256 * MIB };
const LEAST = { cpu: 10, memory: 16 * MIB };
/** Of one container, and of all of a service's together (its volumes counted in). */
const MOST = { cpu: 2000, memory: 2048 * MIB };
const MOST_TOGETHER = { cpu: 6000, memory: 4096 * MIB };

/** Limits of a provider's container. Throws ManifestMistake past what a sandbox gives. */
export function limitsOf(spec: ContainerSpec, path: Path): Container['limits'] {
  const { limits = {}, requests = {} } = spec.resources ?? {};
  const cpu = limits.cpu === undefined ? DEFAULT.cpu : milli(limits.cpu);
  const memory = limits.memory === undefined ? DEFAULT.memory : bytes(limits.memory);
  const place = [...path, 'resources', 'limits'];
  if (cpu < LEAST.cpu || cpu > MOST.cpu)
    throw new ManifestMistake([...place, 'cpu'], `${limits.cpu}`, 'from 10m to 2 cores', 'cpu: "500m"');
  if (memory < LEAST.memory || memory > MOST.memory)
    throw new ManifestMistake([...place, 'memory'], `${limits.memory}`, 'from 16Mi to 2Gi', 'memory: 256Mi');
  const asked = [...path, 'resources', 'requests'];
  if (requests.cpu !== undefined && milli(requests.cpu) > cpu)
    throw new ManifestMistake([...asked, 'cpu'], requests.cpu, `at most the limit of ${cpu}m`, `cpu: "${cpu}m"`);
  if (requests.memory !== undefined && bytes(requests.memory) > memory)
    throw new ManifestMistake(
      [...asked, 'memory'],
      requests.memory,
      `at most the limit of ${memory} bytes`,
      'memory: 256Mi',
    );
  return { cpu, memory, pids: 256, scratch: 64 * MIB };
}

/** Refuses a service whose parts together ask more than one sandbox gives. Throws ManifestMistake. */
export function checkTogether(workloads: readonly Workload[], path: Path): void {
  const containers = workloads.flatMap((w) => w.containers);
  const volumes = workloads.flatMap((w) => w.volumes).reduce((sum, volume) => sum + volume.size, 0);
  const cpu = containers.reduce((sum, { limits }) => sum + limits.cpu, 0);
  const memory = containers.reduce((sum, { limits }) => sum + limits.memory, volumes);
  if (cpu > MOST_TOGETHER.cpu)
    throw new ManifestMistake(path, `${cpu}m of CPU for all its parts`, 'at most 6 cores together', 'cpu: "500m"');
  if (memory > MOST_TOGETHER.memory) {
    const found = `${Math.round(memory / MIB)} MiB of memory for all its parts`;
    throw new ManifestMistake(path, found, 'at most 4 GiB together', 'memory: 256Mi');
  }
}

const milli = (text: string): number =>
  text.endsWith('m') ? Number(text.slice(0, -1)) : Math.round(Number(text) * 1000);

/** Bytes of Score's quantity: `125M`, `1.5Gi`. */
export function bytes(text: string): number {
  const [, amount = '', unit = ''] = /^([\d.]+)([A-Za-z]*)$/.exec(text) ?? [];
  const binary = BINARY.indexOf(unit);
  const factor = binary > 0 ? 1024 ** binary : 1000 ** Math.max(0, DECIMAL.indexOf(unit));
  return Math.floor(Number(amount) * factor);
}
