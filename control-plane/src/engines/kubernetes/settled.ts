import { LabError } from '@proeftuin/contract/errors';
import type { SandboxPlan, Workload } from '@proeftuin/contract/plan';
import { missingOf, seenOf } from './pods.ts';
import type { Tools } from './tools.ts';

/** Milliseconds. */
const COMING_UP = 120_000;

/** Waits until, after a version of the cluster, no container is still coming up. Throws engine.failed for what does not come, with what blocks it, and for what was removed meanwhile. */
export async function settled(
  { api, images, pods: seen }: Tools,
  plan: SandboxPlan,
  due: readonly Workload[],
  signal: AbortSignal,
  after: string,
) {
  const late = AbortSignal.timeout(COMING_UP);
  let waitsFor = '';
  for await (const pods of seen.follow(api, plan.id, AbortSignal.any([signal, late]), after)) {
    const removed = due.find(({ id }) => !pods.has(id));
    if (removed !== undefined)
      throw new LabError('engine.failed', `the pod ${removed.id} was removed behind the lab's back`);
    const open = due.flatMap((workload) => {
      const pod = pods.get(workload.id);
      return workload.containers.flatMap(({ id, run }) => {
        if (pod === undefined) return [];
        const now = seenOf(pod, id);
        const missing = missingOf(pod, id);
        if (missing !== undefined) images.forget(missing);
        return now.state === 'created' && run === 'always' ? [`${workload.id}/${id} ${now.reason ?? ''}`] : [];
      });
    });
    if (open.length === 0) return;
    waitsFor = open.join(', ');
  }
  signal.throwIfAborted();
  throw new LabError('engine.failed', `did not come up within ${COMING_UP / 1000} s: ${waitsFor}`);
}
