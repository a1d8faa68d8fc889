import { ManifestMistake, type Path } from '@proeftuin/contract/manifest/problem';
import type { ContainerSpec } from '@proeftuin/contract/manifest/schema';
import type { Container } from '@proeftuin/contract/plan';

export const MIB = 1024 * 1024;
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1000, M: 1e6, G: 1e9, Ki: 1024, Mi: MIB, Gi: 1024 * MIB };
const DEFAULT = { cpu: 500, memory: 256 * MIB };
const MOST = { cpu: 2000, memory: 2048 * MIB };
const LEAST_MEMORY = 16 * MIB;

/** Limits of a provider's container. Throws ManifestMistake past what a sandbox gives. */
export function limitsOf(spec: ContainerSpec, path: Path): Container['limits'] {
  const { cpu: cpuText, memory: memoryText } = spec.resources?.limits ?? {};
  const cpu = cpuText === undefined ? DEFAULT.cpu : milli(cpuText);
  const memory = memoryText === undefined ? DEFAULT.memory : bytes(memoryText);
  const place = [...path, 'resources', 'limits'];
  if (cpu < 10 || cpu > MOST.cpu)
    throw new ManifestMistake([...place, 'cpu'], `${cpuText}`, 'from 10m to 2 cores', 'cpu: "500m"');
  if (memory < LEAST_MEMORY || memory > MOST.memory)
    throw new ManifestMistake([...place, 'memory'], `${memoryText}`, 'from 16Mi to 2Gi', 'memory: 256Mi');
  return { cpu, memory, pids: 256, scratch: 64 * MIB };
}

const milli = (text: string | number): number =>
  typeof text === 'string' && text.endsWith('m')
    ? Math.round(Number(text.slice(0, -1)))
    : Math.round(Number(text) * 1000);

function bytes(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+)([A-Za-z]*)$/.exec(text) ?? [];
  return Number(amount) * (UNITS[unit] ?? 1);
}
