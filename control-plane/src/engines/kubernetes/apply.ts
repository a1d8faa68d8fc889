import { LabError } from '@proeftuin/contract/errors';
import { LAB, type SandboxPlan, STAGES, type Stage, type Supplies, type Workload } from '@proeftuin/contract/plan';
import { z } from 'zod';
import { parallel } from '../container/parallel.ts';
import type { Sent } from './api.ts';
import { awaitGone, awaitQuota, claimNamespace, makePod } from './claim.ts';
import type { Services } from './doors.ts';
import { holds } from './holds.ts';
import { NOTE } from './names.ts';
import { limitRange } from './objects/limit-range.ts';
import { pod } from './objects/pod.ts';
import { policies } from './objects/policies.ts';
import { pullSecret } from './objects/pull-secret.ts';
import { quota } from './objects/quota.ts';
import { serviceAccount } from './objects/service-account.ts';
import { services } from './objects/services.ts';
import { givenTo, suppliesSecret } from './objects/supplies.ts';
import { pathOf } from './place.ts';
import { missingOf, podSchema } from './pods.ts';
import { settled } from './settled.ts';
import type { Tools } from './tools.ts';

const AT_ONCE = 8;
const madeSchema = z.object({ metadata: z.object({ name: z.string() }), spec: z.object({ clusterIP: z.string() }) });
const podsSchema = z.object({ items: z.array(podSchema) });

interface Job {
  readonly tools: Tools;
  readonly plan: SandboxPlan;
  readonly supplies: Supplies;
  readonly signal: AbortSignal;
}

/** Converges a sandbox to a stage: the namespace, all that bounds it, then its pods; ends when none is still coming up. */
export async function apply(
  tools: Tools,
  plan: SandboxPlan,
  supplies: Supplies,
  upTo: Stage,
  signal: AbortSignal,
): Promise<void> {
  const job = { tools, plan, supplies, signal };
  const due = plan.workloads.filter((w) => STAGES.indexOf(w.stage) <= STAGES.indexOf(upTo));
  refuseUserless(job, due);
  await claimNamespace(tools, plan, signal);
  const addresses = await bounds(job);
  await tools.guard.watch(tools, plan.id, policies(plan), signal);
  await awaitQuota(tools, plan.id, signal);
  await pods(job, due, addresses);
  await settled(tools, plan, due, signal);
}

/** All that holds a pod in, before the first pod. The addresses of the Services are in the cluster's answer. */
async function bounds({ tools: { api, credentials }, plan, signal }: Job): Promise<Services> {
  const { id } = plan;
  const addresses = new Map<string, string>();
  const put = (path: string, object: Sent, then?: (answer: unknown) => void) => async () => {
    const answer = await api.apply(`${path}/${object.metadata.name}`, object, signal);
    // A policy that lost a line would open the sandbox. (Quantities come back in other words.)
    if (object.kind === 'NetworkPolicy' && !holds(answer, object.spec, 'spec'))
      throw new LabError('engine.failed', `${object.kind} ${object.metadata.name} is not what was asked for`);
    then?.(answer);
  };
  const note = (answer: unknown) => {
    const { metadata, spec } = madeSchema.parse(answer);
    addresses.set(metadata.name, spec.clusterIP);
  };
  const work = [
    put(pathOf.core(id, 'serviceaccounts'), serviceAccount(plan)),
    put(pathOf.core(id, 'resourcequotas'), quota(plan)),
    put(pathOf.core(id, 'limitranges'), limitRange(plan)),
    ...(credentials === undefined ? [] : [put(pathOf.core(id, 'secrets'), pullSecret(plan, credentials))]),
    ...policies(plan).map((policy) => put(pathOf.policies(id), policy)),
    ...services(plan).map((service) => put(pathOf.core(id, 'services'), service, note)),
  ];
  await parallel(work, AT_ONCE, (one) => one());
  return addresses;
}

async function pods({ tools, plan, supplies, signal }: Job, due: readonly Workload[], addresses: Services) {
  const { api, images, credentials } = tools;
  const path = pathOf.core(plan.id, 'pods');
  const list = podsSchema.parse(await api.json(path, { signal })).items;
  const there = new Map(list.map((one) => [one.metadata.name, one]));
  const known = (name: string) => images.get(supplies.images[name] ?? '');
  await parallel(due, AT_ONCE, async (workload) => {
    const given = new Map(
      workload.containers.map((c) => [c.id, givenTo(plan, workload, c, supplies, addresses)] as const),
    );
    const wanted = pod({
      ...{ plan, workload, supplies, services: addresses, given, images: known },
      pullSecret: credentials !== undefined,
    });
    const seen = there.get(workload.id);
    const same = seen?.metadata.annotations[NOTE.spec] === wanted.metadata.annotations?.[NOTE.spec];
    const back = seen !== undefined && workload.containers.some((c) => missingOf(seen, c.id) && known(c.image));
    if (seen !== undefined && same && !back && seen.metadata.deletionTimestamp === undefined) return;
    const secret = suppliesSecret(plan, workload, [...given.values()].flat());
    await api.apply(`${pathOf.core(plan.id, 'secrets')}/${secret.metadata.name}`, secret, signal);
    if (seen !== undefined) await awaitGone(api, plan.id, workload.id, signal);
    await makePod(api, plan.id, wanted, signal);
  });
}

/** Throws image.refused where a manifest asks for the image's own user, and the image has none that is a number. */
function refuseUserless({ tools, supplies }: Job, due: readonly Workload[]): void {
  for (const { image, user } of due.flatMap((w) => (w.id === LAB.gateway ? [] : w.containers))) {
    const known = tools.images.get(supplies.images[image] ?? '');
    if (user !== 'image' || known === undefined || /^[1-9]\d{0,8}(:\d{1,9})?$/.test(known.user)) continue;
    const says = `it says ${JSON.stringify(known.user)}`;
    throw new LabError('image.refused', `image ${image} has no numeric non-root user (${says}), and is to run as it`, {
      next: 'Say USER <number> in the Dockerfile, or use runAs: lab.',
    });
  }
}
