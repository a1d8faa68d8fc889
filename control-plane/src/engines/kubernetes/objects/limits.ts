import type { Container } from '@proeftuin/contract/plan';

export const MIB = 1024 * 1024;
/** Of a relay beside a workload: bytes, thousandths of a core. */
export const SLUIS = { cpu: 500, memory: 96 * MIB, disk: 64 * MIB } as const;
/** Logs that a kubelet keeps of a container (10 MiB, 5 times, its default) and a little more. */
const LOGS = 96 * MIB;
/** Thousandths of a core and a part of the memory are set aside for a container; it may have more when there is. */
const LEAST_CPU = 10;
const ASIDE = 8;

/** Bytes on the node's disk: logs, and a writable root where there is one. */
export const diskOf = ({ limits, writableRoot }: Container): number => LOGS + (writableRoot ? limits.scratch : 0);

export const mebibytes = (bytes: number): string => `${Math.max(1, Math.ceil(bytes / MIB))}Mi`;

/** What a container may have; memory to the byte. */
export const resources = (cpu: number, memory: number, disk: number) => ({
  limits: { cpu: `${cpu}m`, memory: String(memory), 'ephemeral-storage': mebibytes(disk) },
  requests: { cpu: `${LEAST_CPU}m`, memory: String(Math.ceil(memory / ASIDE)), 'ephemeral-storage': '1Mi' },
});
