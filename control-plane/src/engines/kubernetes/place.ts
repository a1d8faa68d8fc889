import type { SandboxPlan, Workload } from '@proeftuin/contract/plan';
import { LABEL, namespaceOf } from './names.ts';

/** The first lines of everything that is made in a sandbox's namespace. */
export const metadata = (plan: SandboxPlan, name: string, workload?: Workload) => ({
  name,
  namespace: namespaceOf(plan.id),
  labels: {
    [LABEL.owner]: plan.owner,
    [LABEL.sandbox]: plan.id,
    ...(workload === undefined ? {} : { [LABEL.workload]: workload.id }),
  },
});

const CORE = (id: string) => `/api/v1/namespaces/${namespaceOf(id)}`;
/** Paths of the API. */
export const pathOf = {
  namespaces: '/api/v1/namespaces',
  namespace: CORE,
  core: (id: string, kind: string) => `${CORE(id)}/${kind}`,
  roleBinding: (id: string) => `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespaceOf(id)}/rolebindings/lab`,
  policies: (id: string) => `/apis/networking.k8s.io/v1/namespaces/${namespaceOf(id)}/networkpolicies`,
} as const;
