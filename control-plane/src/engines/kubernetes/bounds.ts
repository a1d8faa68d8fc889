import { LabError } from '@proeftuin/contract/errors';
import type { SandboxPlan } from '@proeftuin/contract/plan';
import * as z from 'zod';
import { parallel } from '../container/parallel.ts';
import type { Sent } from './api.ts';
import { awaitQuota, isCounted } from './claim.ts';
import type { Services } from './doors.ts';
import { holds } from './holds.ts';
import { limitRange } from './objects/limit-range.ts';
import { policies } from './objects/policies.ts';
import { pullSecret } from './objects/pull-secret.ts';
import { quota } from './objects/quota.ts';
import { serviceAccount } from './objects/service-account.ts';
import { services } from './objects/services.ts';
import { pathOf } from './place.ts';
import type { Tools } from './tools.ts';

const AT_ONCE = 8;
const madeSchema = z.object({ metadata: z.object({ name: z.string() }), spec: z.object({ clusterIP: z.string() }) });

/** What holds a sandbox in, as it was made. */
export interface Made {
  /** Of the objects that it was made from. */
  readonly key: string;
  readonly addresses: Services;
}

/**
 * Makes all that holds a pod in, before the first pod, and says the addresses of the Services, which are in the cluster's
 * answer. What was made here before is not made again at each stage: the policies are watched, the quota is mended.
 */
export async function bounds(tools: Tools, plan: SandboxPlan, signal: AbortSignal): Promise<Services> {
  const { api, credentials, made } = tools;
  const { id } = plan;
  const addresses = new Map<string, string>();
  const put = (path: string, object: Sent, then?: (answer: unknown) => void) => async () => {
    const answer = await api.apply(`${path}/${object.metadata.name}`, object, signal);
    // A policy that lost a line would open the sandbox. (Quantities come back in other words.)
    if (object.kind === 'NetworkPolicy' && !holds(answer, object.spec, 'spec'))
      throw new LabError('engine.failed', `${object.kind} ${object.metadata.name} is not what was asked for`);
    then?.(answer);
  };
  let counted = false;
  const putQuota = put(pathOf.core(id, 'resourcequotas'), quota(plan), (answer) => {
    counted = isCounted(answer);
  });
  const rest = [serviceAccount(plan), limitRange(plan), ...policies(plan), ...services(plan)];
  const key = JSON.stringify([rest, credentials]);
  const known = made.get(id);
  if (known?.key === key) await putQuota();
  else {
    const note = (answer: unknown) => {
      const { metadata, spec } = madeSchema.parse(answer);
      addresses.set(metadata.name, spec.clusterIP);
    };
    const work = [
      putQuota,
      put(pathOf.core(id, 'serviceaccounts'), serviceAccount(plan)),
      put(pathOf.core(id, 'limitranges'), limitRange(plan)),
      ...(credentials === undefined ? [] : [put(pathOf.core(id, 'secrets'), pullSecret(plan, credentials))]),
      ...policies(plan).map((policy) => put(pathOf.policies(id), policy)),
      ...services(plan).map((service) => put(pathOf.core(id, 'services'), service, note)),
    ];
    await parallel(work, AT_ONCE, (one) => one());
    made.set(id, { key, addresses });
  }
  await tools.guard.watch(tools, id, policies(plan), signal);
  if (!counted) await awaitQuota(tools, id, signal);
  return known?.key === key ? known.addresses : addresses;
}
