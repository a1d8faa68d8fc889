import type Docker from 'dockerode';
import type { EngineFacts } from '../engine.ts';

/** Versions on which the guarantees were tried: docs/operator.md has the table. */
const TRIED = { podman: ['4.3.1'], docker: ['20.10.24'] };

/** What an engine is, as shown in reports. */
export async function factsOf(docker: Docker, kind: 'podman' | 'docker'): Promise<EngineFacts> {
  const version = await docker.version();
  const info: { CgroupVersion?: string; DefaultRuntime?: string } = await docker.info();
  const plain = version.Version.split('+')[0] ?? '';
  const tried = TRIED[kind].includes(plain);
  const shown = `${kind === 'podman' ? 'Podman' : 'Docker'} ${plain}`;
  const name = `${shown}, ${info.DefaultRuntime ?? 'runc'}, cgroup v${info.CgroupVersion ?? '1'}`;
  return { name, version: plain, tried, notes: tried ? [] : [`the guarantees were not tried on ${name}`] };
}
