import type { ContainerInfo } from 'dockerode';
import type { Seen, SeenContainer } from '../engine.ts';
import { unlessGone } from './call.ts';
import { readLog } from './logs.ts';
import { LABEL, nameOf, partsOf } from './names.ts';
import type { Tools } from './tools.ts';

/** What is there of a sandbox, by its labels, and what would not come to be there. */
export async function observe(tools: Tools, id: string): Promise<Seen> {
  const list = await tools.docker.listContainers({ all: true, filters: { label: [`${LABEL.sandbox}=${id}`] } });
  const workloads: Record<string, Record<string, SeenContainer>> = {};
  let allRunning = list.length > 0;
  for (const info of list) {
    const { [LABEL.workload]: workload = '', [LABEL.container]: container = '' } = info.Labels;
    if (container === 'sluis') {
      if (info.State !== 'running') allRunning = false;
      continue;
    }
    const seen = await stateOf(tools, info, nameOf.container(id, workload, container));
    workloads[workload] = { ...workloads[workload], [container]: seen };
    if (seen.state !== 'running' && info.Labels[LABEL.run] !== 'once') allRunning = false;
  }
  for (const [name, reason] of tools.troubles) {
    const { sandbox, workload, container } = partsOf(name);
    if (sandbox !== id || workloads[workload]?.[container] !== undefined) continue;
    workloads[workload] = { ...workloads[workload], [container]: { state: 'failed', reason } };
    allRunning = false;
  }
  return { workloads, allRunning };
}

async function stateOf(tools: Tools, info: ContainerInfo, name: string): Promise<SeenContainer> {
  if (info.State === 'running' || info.State === 'paused') return { state: 'running' };
  const trouble = tools.troubles.get(name);
  if (trouble?.startsWith('cannot-start')) return { state: 'failed', reason: trouble };
  if (['created', 'configured', 'initialized'].includes(info.State)) return { state: 'created' };
  const seen = await unlessGone(tools.docker.getContainer(info.Id).inspect());
  if (seen === undefined) return { state: 'absent' };
  const never = trouble === undefined ? await neverBegan(tools, name, seen.State) : undefined;
  if (never !== undefined) return { state: 'failed', reason: `cannot-start: ${never}` };
  const reason = trouble ?? reasonOf(seen.State);
  return { state: 'exited', exit: seen.State.ExitCode, ...(reason === undefined ? {} : { reason }) };
}

/** Podman leaves OOMKilled false: an exit by signal 9 that we did not send is the memory limit. */
const reasonOf = (state: { OOMKilled: boolean; ExitCode: number }): string | undefined =>
  state.OOMKilled || state.ExitCode === 137 ? 'oom' : undefined;

const INIT_SAYS = /^(?:ERROR \(catatonit:\d+\): failed to exec pid1: |\[FATAL tini \(\d+\)\] exec .* failed: )(.*)$/;

/** What the engine's own init says when it cannot start the image's program: it ends then, with the log as its voice. */
async function neverBegan(
  tools: Tools,
  name: string,
  { ExitCode, StartedAt }: { ExitCode: number; StartedAt: string },
): Promise<string | undefined> {
  if (![1, 126, 127].includes(ExitCode)) return undefined;
  const key = `${name} ${StartedAt}`;
  const known = tools.ends.get(key);
  if (known !== undefined) return known === '' ? undefined : known;
  const { lines } = await readLog(tools.docker, name, '');
  const why = INIT_SAYS.exec(lines[0]?.text ?? '')?.[1] ?? '';
  tools.ends.set(key, why);
  return why === '' ? undefined : why;
}
