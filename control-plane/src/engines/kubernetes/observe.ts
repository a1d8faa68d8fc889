import { LabError } from '@proeftuin/contract/errors';
import type { Seen, SeenContainer } from '../engine.ts';
import { runsOnce, seenOf, workloadOf } from './pods.ts';
import type { Tools } from './tools.ts';

/** What is there of a sandbox. Throws engine.failed when what holds it in was changed behind the lab's back. */
export async function observe(tools: Tools, id: string): Promise<Seen> {
  const { api, guard, pods } = tools;
  await guard.check(tools, id);
  const items = await pods.look(api, id);
  const workloads: Record<string, Record<string, SeenContainer>> = {};
  let allRunning = items.length > 0;
  for (const pod of items) {
    // A policy goes by this label.
    if (workloadOf(pod) !== pod.metadata.name)
      throw new LabError('engine.failed', `the pod ${pod.metadata.name} was changed behind the lab's back`);
    const seen = Object.fromEntries(pod.spec.containers.map(({ name }) => [name, seenOf(pod, name)]));
    workloads[workloadOf(pod)] = seen;
    if (!runsOnce(pod) && Object.values(seen).some(({ state }) => state !== 'running')) allRunning = false;
  }
  return { workloads, allRunning };
}
