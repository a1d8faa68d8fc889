import { LAB, type SandboxPlan } from '@proeftuin/contract/plan';
import type { Sent } from '../api.ts';
import { listenersOf } from '../doors.ts';
import { LABEL } from '../names.ts';
import { metadata } from '../place.ts';

/** Addresses that stay: the gateway's for all, and of each workload with ports for the gateway. */
export function services(plan: SandboxPlan): Sent[] {
  return plan.workloads.flatMap((workload) => {
    const ports = workload.id === LAB.gateway ? listenersOf(plan).map(({ at }) => at) : workload.ports;
    if (ports.length === 0) return [];
    return [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metadata(plan, workload.id, workload),
        spec: {
          type: 'ClusterIP',
          selector: { [LABEL.workload]: workload.id },
          // A pod of two containers is not ready when one has ended; it is the lab that judges that.
          publishNotReadyAddresses: true,
          ports: ports.map((port) => ({ name: `p${port}`, protocol: 'TCP', port, targetPort: port })),
        },
      },
    ];
  });
}
