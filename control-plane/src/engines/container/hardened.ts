import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Container } from '@proeftuin/contract/plan';
import type { HostConfig, MountSettings } from 'dockerode';
import type { Dialect } from './tools.ts';

export const MIB = 1024 * 1024;
/** What is left to uid 0 in the grade compat. */
export const COMPAT_CAPS = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETUID', 'SETGID', 'KILL', 'NET_BIND_SERVICE'];
const NOFILE = 8192;
/** Of a uid that other containers may have too: it is counted over all of them, so the control group is the bound. */
const NPROC_SHARED = 32_768;

const SECCOMP = fileURLToPath(new URL('./seccomp.json', import.meta.url));
let inline: string | undefined;
/** Podman takes a path, Docker the profile itself. */
const seccomp = (dialect: Dialect): string => {
  if (dialect.kind === 'podman') return SECCOMP;
  inline ??= JSON.stringify(JSON.parse(readFileSync(SECCOMP, 'utf8')));
  return inline;
};

export const mount = (source: string, target: string, readOnly = false): MountSettings => ({
  Type: 'volume',
  Source: source,
  Target: target,
  ReadOnly: readOnly,
  // Docker would lay the folder of the image over the volume, with its owner and mode.
  VolumeOptions: { NoCopy: true, Labels: {}, DriverConfig: { Name: '', Options: {} } },
});

export const tmpfs = (bytes: number) => `rw,nosuid,nodev,exec,size=${bytes},mode=1777`;

interface Change extends HostConfig {
  /** Largest file, in bytes. */
  readonly FileSize?: number;
  /** No other container has its uid. */
  readonly ownUid?: boolean;
}

/** The flags that every container gets; see isolation.md. `change` adds what is particular to one. */
export function hardened(dialect: Dialect, limits: Container['limits'], change: Change): HostConfig {
  const { FileSize, ownUid = true, ...rest } = change;
  const limit = (Name: string, value: number) => ({ Name, Soft: value, Hard: value });
  return {
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges', `seccomp=${seccomp(dialect)}`],
    Memory: limits.memory,
    MemorySwap: limits.memory,
    NanoCpus: limits.cpu * 1_000_000,
    PidsLimit: limits.pids,
    ShmSize: 16 * MIB,
    Ulimits: [
      limit('nofile', NOFILE),
      limit('nproc', ownUid ? limits.pids : NPROC_SHARED),
      limit('core', 0),
      ...(FileSize === undefined ? [] : [limit('fsize', FileSize)]),
    ],
    LogConfig: { Type: 'json-file', Config: { 'max-size': '10m' } },
    RestartPolicy: { Name: 'no' },
    ...rest,
  };
}
