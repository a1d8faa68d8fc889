import { LabError } from '@proeftuin/contract/errors';
import type { Workload } from '@proeftuin/contract/plan';
import type { Seen } from '../../engines/engine.ts';

/** What befalls a container that its program has no part in: an image that is not there, a node that is full. */
const NOT_ITS_OWN = /^(image-missing|evicted: The node)/;

/**
 * Throws engine.failed when a container that was started is not there any more: an administrator or a drained node
 * removed it behind the lab's back, and nothing after it says anything of the service.
 */
export function assertThere(seen: Seen, workloads: readonly Workload[]): void {
  for (const { id, containers } of workloads) {
    for (const container of containers.filter(({ run }) => run === 'always')) {
      const { state = 'absent', reason = '' } = seen.workloads[id]?.[container.id] ?? {};
      if (NOT_ITS_OWN.test(reason)) throw new LabError('engine.failed', `${id}/${container.id}: ${reason}`);
      if (state !== 'absent') continue;
      throw new LabError('engine.failed', `${id}/${container.id} was removed behind the lab's back`, {
        next: 'Look who removes things on the engine, and run the trial again.',
      });
    }
  }
}
