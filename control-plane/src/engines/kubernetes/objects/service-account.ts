import type { SandboxPlan } from '@proeftuin/contract/plan';
import type { Sent } from '../api.ts';
import { metadata } from '../place.ts';

/** Of all pods; no token of it is anywhere. The cluster's own `default` may come too late for a first pod. */
export const serviceAccount = (plan: SandboxPlan): Sent => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: metadata(plan, 'sandbox'),
  automountServiceAccountToken: false,
});
