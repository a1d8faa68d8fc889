import type Docker from 'dockerode';
import type { Held } from '../engine.ts';
import type { SandboxFiles } from './files.ts';
import { LABEL } from './names.ts';

/** Sandboxes of an owner: by label, and by the journals of this home. */
export async function listOf(docker: Docker, files: SandboxFiles, owner: string): Promise<Held[]> {
  const filters = { label: [`${LABEL.owner}=${owner}`] };
  const [containers, volumes] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listVolumes({ filters }),
  ]);
  const held = new Map<string, Held>();
  for (const labels of [...containers.map((c) => c.Labels), ...(volumes.Volumes ?? []).map((v) => v.Labels ?? {})]) {
    const { [LABEL.sandbox]: id, [LABEL.created]: created, [LABEL.ttl]: ttl } = labels;
    if (id === undefined || held.get(id)?.created !== undefined) continue;
    held.set(id, {
      id,
      ...(created === undefined ? {} : { created }),
      ...(ttl === undefined ? {} : { ttl: Number(ttl) }),
    });
  }
  for (const id of files.list(owner)) if (!held.has(id)) held.set(id, { id });
  return [...held.values()];
}
