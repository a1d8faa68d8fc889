import type { SandboxPlan } from '@proeftuin/contract/plan';
import type { Sent } from '../api.ts';
import { metadata } from '../place.ts';
import { SANDBOX_ROLE } from '../rights/roles.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** What the lab may do in this namespace, given by the lab to itself. */
export const roleBinding = (plan: SandboxPlan, user: string): Sent => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'RoleBinding',
  metadata: metadata(plan, 'lab'),
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: SANDBOX_ROLE },
  subjects: [{ apiGroup: RBAC, kind: 'User', name: user }],
});
