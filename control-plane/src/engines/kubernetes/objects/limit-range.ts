import type { SandboxPlan } from '@proeftuin/contract/plan';
import type { Sent } from '../api.ts';
import { metadata } from '../place.ts';
import { diskOf, mebibytes, SLUIS } from './limits.ts';

/** No container gets more than the largest of the plan, and none is without limits. */
export function limitRange(plan: SandboxPlan): Sent {
  const containers = plan.workloads.flatMap((w) => w.containers);
  const most = (of: number, values: number[]) => Math.max(of, ...values);
  const max = {
    cpu: `${most(
      SLUIS.cpu,
      containers.map((c) => c.limits.cpu),
    )}m`,
    memory: String(
      most(
        SLUIS.memory,
        containers.map((c) => c.limits.memory),
      ),
    ),
    'ephemeral-storage': mebibytes(most(SLUIS.disk, containers.map(diskOf))),
  };
  const small = { cpu: '100m', memory: '32Mi', 'ephemeral-storage': '16Mi' };
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: metadata(plan, 'sandbox'),
    spec: { limits: [{ type: 'Container', max, default: small, defaultRequest: { cpu: '10m', memory: '8Mi' } }] },
  };
}
