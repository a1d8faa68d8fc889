import type { ContainerInfo } from 'dockerode';
import type { Seen, SeenContainer } from '../engine.ts';
import { unlessGone } from './call.ts';
import type { Tools } from './container-engine.ts';
import { LABEL, nameOf } from './names.ts';

/** What is there of a sandbox, by its labels. */
export async function observe(tools: Tools, id: string): Promise<Seen> {
  const list = await tools.docker.listContainers({ all: true, filters: { label: [`${LABEL.sandbox}=${id}`] } });
  const workloads: Record<string, Record<string, SeenContainer>> = {};
  let allRunning = list.length > 0;
  for (const info of list) {
    const workload = info.Labels[LABEL.workload] ?? '';
    const container = info.Labels[LABEL.container] ?? '';
    if (container === 'sluis') continue;
    const seen = await stateOf(tools, info, nameOf.container(id, workload, container));
    workloads[workload] = { ...workloads[workload], [container]: seen };
    // A container that runs once is created and waits.
    if (seen.state !== 'running' && seen.state !== 'created') allRunning = false;
  }
  return { workloads, allRunning };
}

async function stateOf(tools: Tools, info: ContainerInfo, name: string): Promise<SeenContainer> {
  if (info.State === 'running' || info.State === 'paused') return { state: 'running' };
  const failed = tools.failed.get(name);
  if (failed !== undefined) return { state: 'failed', reason: `cannot-start: ${failed.slice(0, 300)}` };
  if (info.State === 'created' || info.State === 'configured' || info.State === 'initialized')
    return { state: 'created' };
  const seen = await unlessGone(tools.docker.getContainer(info.Id).inspect());
  if (seen === undefined) return { state: 'absent' };
  return { state: 'exited', exit: seen.State.ExitCode, ...reasonOf(seen.State) };
}

/** Podman leaves OOMKilled false: an exit by signal 9 that we did not send is the memory limit. */
export function reasonOf(state: { OOMKilled: boolean; ExitCode: number }): { reason?: string } {
  return state.OOMKilled || state.ExitCode === 137 ? { reason: 'oom' } : {};
}
