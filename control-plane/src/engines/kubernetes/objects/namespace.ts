import type { SandboxPlan } from '@proeftuin/contract/plan';
import type { Sent } from '../api.ts';
import { LABEL, NOTE, namespaceOf } from '../names.ts';

/** The sandbox itself. Pod Security is enforced by label: `restricted`, in the grade compat `baseline`. */
export function namespaceObject(plan: SandboxPlan): Sent {
  const level = plan.grade === 'strict' ? 'restricted' : 'baseline';
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespaceOf(plan.id),
      labels: {
        [LABEL.owner]: plan.owner,
        [LABEL.sandbox]: plan.id,
        'pod-security.kubernetes.io/enforce': level,
        'pod-security.kubernetes.io/enforce-version': 'latest',
      },
      annotations: { [NOTE.ttl]: String(plan.ttl) },
    },
  };
}
