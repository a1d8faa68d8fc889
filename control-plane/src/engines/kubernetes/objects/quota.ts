import { LAB, type SandboxPlan } from '@proeftuin/contract/plan';
import type { Sent } from '../api.ts';
import { metadata } from '../place.ts';
import { diskOf, MIB, SLUIS } from './limits.ts';

/** All that the sandbox may have together: what its plan asks, and nothing that reaches out of it. */
export function quota(plan: SandboxPlan): Sent {
  const containers = plan.workloads.flatMap((w) => w.containers);
  const sluices = plan.workloads.filter((w) => w.id !== LAB.gateway).length;
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const memory = sum(containers.map((c) => c.limits.memory)) + (sluices + 1) * SLUIS.memory;
  const disk = sum(containers.map(diskOf)) + (sluices + 1) * SLUIS.disk;
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: metadata(plan, 'sandbox'),
    spec: {
      hard: {
        pods: String(plan.workloads.length),
        'limits.cpu': `${sum(containers.map((c) => c.limits.cpu)) + (sluices + 1) * SLUIS.cpu}m`,
        'limits.memory': `${Math.ceil(memory / MIB)}Mi`,
        'limits.ephemeral-storage': `${Math.ceil(disk / MIB)}Mi`,
        services: String(plan.workloads.length),
        'services.nodeports': '0',
        'services.loadbalancers': '0',
        persistentvolumeclaims: '0',
      },
    },
  };
}
