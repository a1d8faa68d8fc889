import { LabError } from '@proeftuin/contract/errors';
import { LAB, type SandboxPlan, STAGES, type Stage, type Supplies, type Workload } from '@proeftuin/contract/plan';
import { parallel } from '../container/parallel.ts';
import { bounds } from './bounds.ts';
import { awaitGone, claimNamespace, makePod } from './claim.ts';
import type { Services } from './doors.ts';
import { NOTE } from './names.ts';
import { pod } from './objects/pod.ts';
import { givenTo, suppliesSecret } from './objects/supplies.ts';
import { pathOf } from './place.ts';
import { missingOf, podsSchema } from './pods.ts';
import { settled } from './settled.ts';
import type { Tools } from './tools.ts';

const AT_ONCE = 8;

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
  const addresses = await bounds(tools, plan, signal);
  const version = await pods(job, due, addresses);
  await settled(tools, plan, due, signal, version);
}

/** Makes the pods that are due, and says the version of the cluster that has them. */
async function pods({ tools, plan, supplies, signal }: Job, due: readonly Workload[], addresses: Services) {
  const { api, images, credentials, runtimeClass } = tools;
  const path = pathOf.core(plan.id, 'pods');
  const { items } = podsSchema.parse(await api.json(path, { signal }));
  // Of the pods alone: a watch of pods does not come to what else changed.
  const versions = items.map(({ metadata }) => metadata.resourceVersion);
  const there = new Map(items.map((one) => [one.metadata.name, one]));
  const known = (name: string) => images.get(supplies.images[name] ?? '');
  await parallel(due, AT_ONCE, async (workload) => {
    const given = new Map(
      workload.containers.map((c) => [c.id, givenTo(plan, workload, c, supplies, addresses)] as const),
    );
    const wanted = pod({
      ...{ plan, workload, supplies, services: addresses, given, images: known },
      pullSecret: credentials !== undefined,
      runtimeClass,
    });
    const seen = there.get(workload.id);
    const same = seen?.metadata.annotations[NOTE.spec] === wanted.metadata.annotations?.[NOTE.spec];
    const back = seen !== undefined && workload.containers.some((c) => missingOf(seen, c.id) && known(c.image));
    if (seen !== undefined && same && !back && seen.metadata.deletionTimestamp === undefined) return;
    const secret = suppliesSecret(plan, workload, [...given.values()].flat());
    await api.apply(`${pathOf.core(plan.id, 'secrets')}/${secret.metadata.name}`, secret, signal);
    if (seen !== undefined) await awaitGone(api, plan.id, workload.id, signal);
    versions.push(await makePod(api, plan.id, wanted, signal));
  });
  return versions.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)).at(-1) ?? '';
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
