import type { SandboxPlan } from '@proeftuin/contract/plan';
import type { Sent } from '../api.ts';
import { metadata } from '../place.ts';

export const PULL_SECRET = 'registry';

/** What the nodes pull images with; no container is given it. */
export const pullSecret = (plan: SandboxPlan, credentials: string): Sent => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: metadata(plan, PULL_SECRET),
  type: 'kubernetes.io/dockerconfigjson',
  data: { '.dockerconfigjson': Buffer.from(credentials).toString('base64') },
});
