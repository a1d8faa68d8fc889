import { LabError } from '@proeftuin/contract/errors';
import { LAB, type SandboxPlan, STAGES, type Stage, type Supplies, type Workload } from '@proeftuin/contract/plan';
import { statusOf, unlessGone } from './call.ts';
import { copyIn } from './copy-in.ts';
import { ensure, sluisReady, start } from './ensure.ts';
import type { Laid } from './files.ts';
import { hasSluis } from './gateway-config.ts';
import { imageFacts } from './images.ts';
import { nameOf } from './names.ts';
import { parallel } from './parallel.ts';
import { containerSpec, type ImageSays, labelsOf, sluisSpec, uidOf, writableVolumes } from './spec.ts';
import type { Tools } from './tools.ts';
import type { WritableRoots } from './writable-root.ts';

/** More creations at once gain nothing on two cores. */
const AT_ONCE = 4;
/** Bytes of a page, tmpfs's block. */
const PAGE = 4096;

interface Job {
  readonly tools: Tools;
  readonly roots: WritableRoots;
  readonly plan: SandboxPlan;
  readonly supplies: Supplies;
  readonly signal: AbortSignal;
  /** What each image says, by its name; an image that is not there is not in it. */
  readonly images: ReadonlyMap<string, ImageSays>;
}

/** Converges a sandbox to a stage: volumes, then the gateway, then each workload's sluis and containers. */
export async function apply(
  tools: Tools,
  roots: WritableRoots,
  plan: SandboxPlan,
  supplies: Supplies,
  upTo: Stage,
  signal: AbortSignal,
): Promise<void> {
  const due = plan.workloads.filter((w) => STAGES.indexOf(w.stage) <= STAGES.indexOf(upTo));
  tools.files.open(plan);
  const images = await imagesOf(tools, due, supplies);
  const job = { tools, roots, plan, supplies, signal, images };
  await volumes(job, due);
  const isGateway = (w: Workload) => w.id === LAB.gateway;
  for (const group of [due.filter(isGateway), due.filter((w) => !isGateway(w))])
    await parallel(group, AT_ONCE, (workload) => bringUp(job, workload));
}

async function bringUp(job: Job, workload: Workload): Promise<void> {
  const { tools, plan, supplies, signal, images } = job;
  signal.throwIfAborted();
  const uid = uidOf(plan, workload);
  const laid = new Map(workload.containers.map((c) => [c.id, tools.files.lay(plan.id, workload.id, c, uid, supplies)]));
  const writable = workload.containers.flatMap((c) =>
    writableVolumes(plan, workload, c, images.get(c.image) ?? NOTHING),
  );
  if (hasSluis(plan, workload)) {
    const made = sluisSpec(plan, workload, supplies, tools, laid.get(workload.containers[0]?.id ?? '') ?? [], writable);
    const fresh = await ensure(tools, plan.id, made, signal, () => removeJoiners(job, workload));
    // One that was lost left its joiners behind.
    if (fresh) await removeJoiners(job, workload);
    const began = await start(tools, made.name);
    // A sluis that had ended took its namespace with it: what joined the old one is cut off.
    if (began && !fresh) await removeJoiners(job, workload);
    if (began) await sluisReady(tools, made.name, signal);
  }
  for (const container of workload.containers) await one(job, workload, container, laid.get(container.id) ?? []);
}

const NOTHING: ImageSays = { user: '', volumes: [] };

async function one(job: Job, workload: Workload, container: Workload['containers'][number], laid: readonly Laid[]) {
  const { tools, plan, supplies, signal, roots } = job;
  signal.throwIfAborted();
  const name = nameOf.container(plan.id, workload.id, container.id);
  const image = job.images.get(container.image);
  if (image === undefined) {
    tools.troubles.set(name, `image-missing: ${container.image}`);
    return;
  }
  if (tools.troubles.get(name)?.startsWith('image-missing')) tools.troubles.delete(name);
  if (container.user === 'image') refuseUnlessNumeric(container.image, image.user);
  const made = containerSpec(plan, workload, container, supplies, tools, laid, image);
  if (await ensure(tools, plan.id, made, signal)) {
    tools.troubles.delete(name);
    const owner = container.user === 'lab' ? uidOf(plan, workload) : undefined;
    for (const volume of writableVolumes(plan, workload, container, image)) {
      const to = nameOf.sluis(plan.id, workload.id);
      await copyIn(tools.docker, { from: name, path: volume.path, to, at: volume.inSluis, owner });
    }
  }
  if (container.writableRoot) roots.watch(name, container.limits.scratch);
  if (container.run === 'always') await start(tools, name);
}

async function removeJoiners({ tools, plan }: Job, workload: Workload): Promise<void> {
  for (const { id } of workload.containers) {
    const name = nameOf.container(plan.id, workload.id, id);
    await unlessGone(tools.docker.getContainer(name).remove({ force: true, v: true }));
  }
}

async function volumes({ tools, plan, signal, images }: Job, due: readonly Workload[]): Promise<void> {
  const wanted = plan.workloads
    .filter((w) => w.id !== LAB.gateway)
    .map((w) => ({ name: nameOf.doors(plan.id, w.id), size: 1024 * 1024, flags: 'nosuid,nodev,noexec' }));
  const open = 'nosuid,nodev';
  for (const workload of due) {
    for (const { id, size } of workload.volumes)
      wanted.push({ name: nameOf.volume(plan.id, workload.id, id), size, flags: open });
    for (const container of workload.containers)
      for (const { name, size } of writableVolumes(plan, workload, container, images.get(container.image) ?? NOTHING))
        wanted.push({ name, size, flags: open });
  }
  const there = new Set((await tools.docker.listVolumes()).Volumes?.map((volume) => volume.Name));
  const missing = wanted.filter(({ name }) => !there.has(name));
  await parallel(missing, AT_ONCE, async ({ name, size, flags }) => {
    signal.throwIfAborted();
    tools.files.note(plan.id, name);
    const options = {
      Name: name,
      Driver: 'local',
      // `size=` would be read as a disk quota by Podman: tmpfs takes pages as well (mount(8)).
      DriverOpts: { type: 'tmpfs', device: 'tmpfs', o: `nr_blocks=${Math.ceil(size / PAGE)},mode=1777,${flags}` },
      Labels: labelsOf(plan),
    };
    try {
      await tools.docker.createVolume(options);
    } catch (error) {
      // Made meanwhile by another call for the same sandbox.
      if (statusOf(error) !== 409 && !String(error).includes('already exists')) throw error;
    }
  });
}

async function imagesOf(tools: Tools, due: readonly Workload[], supplies: Supplies): Promise<Map<string, ImageSays>> {
  const found = new Map<string, ImageSays>();
  const names = new Set(due.flatMap((w) => w.containers.map((c) => c.image)));
  await parallel([...names], AT_ONCE, async (name) => {
    const digest = supplies.images[name];
    const facts = digest === undefined ? undefined : await imageFacts(tools.docker, digest);
    if (facts !== undefined) found.set(name, { user: facts.user, volumes: facts.volumes });
  });
  return found;
}

function refuseUnlessNumeric(image: string, user: string): void {
  if (/^[1-9]\d{0,8}(:\d{1,9})?$/.test(user)) return;
  throw new LabError(
    'image.refused',
    `image ${image} has no numeric non-root user (it says ${JSON.stringify(user)}), and the manifest asks for runAs: image`,
    { next: 'Say USER <number> in the Dockerfile, or use runAs: lab.' },
  );
}
