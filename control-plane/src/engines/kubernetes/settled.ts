import { LabError } from '@proeftuin/contract/errors';
import type { SandboxPlan, Workload } from '@proeftuin/contract/plan';
import { follow } from './follow.ts';
import { pathOf } from './place.ts';
import { podSchema, seenOf } from './pods.ts';
import type { Tools } from './tools.ts';

/** Milliseconds. */
const COMING_UP = 120_000;

/** Waits until no container is still coming up. Throws engine.failed for what does not come, with what blocks it. */
export async function settled(
  { api, images }: Tools,
  plan: SandboxPlan,
  due: readonly Workload[],
  signal: AbortSignal,
) {
  const late = AbortSignal.timeout(COMING_UP);
  let waitsFor = '';
  for await (const pods of follow(api, pathOf.core(plan.id, 'pods'), {}, podSchema, AbortSignal.any([signal, late]))) {
    const open = due.flatMap((workload) => {
      const pod = pods.get(workload.id);
      return workload.containers.flatMap(({ id, run }) => {
        const seen = pod === undefined ? { state: 'absent' as const } : seenOf(pod, id);
        if (seen.state === 'failed' && seen.reason?.startsWith('image-missing: ')) images.forget(seen.reason.slice(15));
        const coming = seen.state === 'absent' || (seen.state === 'created' && run === 'always');
        return coming ? [`${workload.id}/${id} ${seen.state === 'created' ? (seen.reason ?? '') : 'is gone'}`] : [];
      });
    });
    if (open.length === 0) return;
    waitsFor = open.join(', ');
  }
  signal.throwIfAborted();
  throw new LabError('engine.failed', `did not come up within ${COMING_UP / 1000} s: ${waitsFor}`);
}
