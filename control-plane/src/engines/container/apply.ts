import { LabError } from '@proeftuin/contract/errors';
import {
  type Container,
  LAB,
  type SandboxPlan,
  STAGES,
  type Stage,
  type Supplies,
  type Workload,
} from '@proeftuin/contract/plan';
import type { ContainerCreateOptions } from 'dockerode';
import { pause } from '../../pause.ts';
import { statusOf, unlessGone } from './call.ts';
import type { Tools } from './container-engine.ts';
import { copyIn } from './copy-in.ts';
import { hasSluis } from './gateway-config.ts';
import { imageFacts } from './images.ts';
import { readLog } from './logs.ts';
import { LABEL, nameOf } from './names.ts';
import { parallel } from './parallel.ts';
import { containerSpec, type Laid, sluisSpec, uidOf, writableVolumes } from './spec.ts';

/** More creations at once gain nothing on two cores. */
const AT_ONCE = 4;
/** Milliseconds. */
const SLUIS_START = 20_000;
/** Bytes of a page, tmpfs's block. */
const PAGE = 4096;

/** Converges a sandbox to a stage: volumes, then the gateway, then each workload's sluis and containers. */
export async function apply(
  tools: Tools,
  plan: SandboxPlan,
  supplies: Supplies,
  upTo: Stage,
  signal: AbortSignal,
): Promise<void> {
  const due = plan.workloads.filter((w) => STAGES.indexOf(w.stage) <= STAGES.indexOf(upTo));
  tools.files.note(plan.id, '');
  await volumes(tools, plan, due, signal);
  const users = new Map<string, string>();
  for (const workload of due) {
    for (const { image, user } of workload.containers)
      if (user === 'image') users.set(image, await numericUser(tools, supplies, image));
  }
  const gateway = due.filter((w) => w.id === LAB.gateway);
  const others = due.filter((w) => w.id !== LAB.gateway);
  for (const group of [gateway, others]) {
    await parallel(group, AT_ONCE, async (workload) => await bringUp(tools, plan, workload, supplies, users, signal));
  }
}

async function bringUp(
  tools: Tools,
  plan: SandboxPlan,
  workload: Workload,
  supplies: Supplies,
  users: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const uid = uidOf(plan, workload);
  const laid = new Map(workload.containers.map((c) => [c.id, tools.files.lay(plan.id, workload.id, c, uid, supplies)]));
  if (hasSluis(plan, workload)) {
    const made = sluisSpec(plan, workload, supplies, tools, laid.get(workload.containers[0]?.id ?? '') ?? []);
    const fresh = await ensure(tools, plan.id, made.name, made.options);
    if (fresh) await replaceJoiners(tools, plan, workload);
    await start(tools, made.name);
    await sluisReady(tools, made.name, signal);
  }
  for (const container of workload.containers)
    await one(tools, plan, workload, container, supplies, laid.get(container.id) ?? [], users, signal);
}

async function one(
  tools: Tools,
  plan: SandboxPlan,
  workload: Workload,
  container: Container,
  supplies: Supplies,
  laid: readonly Laid[],
  users: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const user = users.get(container.image) ?? '';
  const made = containerSpec(plan, workload, container, supplies, tools, laid, user);
  const fresh = await ensure(tools, plan.id, made.name, made.options);
  const writable = writableVolumes(plan, workload, container);
  if (fresh && writable.length > 0) {
    const owner = container.user === 'lab' ? uidOf(plan, workload) : undefined;
    for (const volume of writable) {
      await copyIn(tools.docker, {
        from: made.name,
        path: volume.path,
        to: nameOf.sluis(plan.id, workload.id),
        at: volume.inSluis,
        owner,
      });
    }
  }
  if (container.run === 'always') await start(tools, made.name);
}

/** Nothing of a workload starts before its sluis has bound names and ports: a first look-up would be refused. */
async function sluisReady(tools: Tools, name: string, signal: AbortSignal): Promise<void> {
  const until = Date.now() + SLUIS_START;
  for (;;) {
    const { lines } = await readLog(tools.docker, name, '');
    if (lines.some((line) => line.text === 'ready')) return;
    const { State } = await tools.docker.getContainer(name).inspect();
    if (!State.Running || Date.now() > until) {
      const said = lines.map((line) => line.text).join(' | ');
      throw new LabError('engine.failed', `${name} did not come up: ${said.slice(-400) || `exit ${State.ExitCode}`}`);
    }
    await pause(25, signal);
  }
}

/** When a sluis is made anew its old joiners hang on a namespace that is gone. */
async function replaceJoiners(tools: Tools, plan: SandboxPlan, workload: Workload): Promise<void> {
  for (const container of workload.containers) {
    const name = nameOf.container(plan.id, workload.id, container.id);
    await unlessGone(tools.docker.getContainer(name).remove({ force: true, v: false }));
  }
}

async function volumes(tools: Tools, plan: SandboxPlan, due: readonly Workload[], signal: AbortSignal): Promise<void> {
  const wanted = plan.workloads
    .filter((w) => w.id !== LAB.gateway)
    .map((w) => ({ name: nameOf.doors(plan.id, w.id), size: 1024 * 1024 }));
  for (const workload of due) {
    for (const volume of workload.volumes)
      wanted.push({ name: nameOf.volume(plan.id, workload.id, volume.id), size: volume.size });
    for (const container of workload.containers) wanted.push(...writableVolumes(plan, workload, container));
  }
  await parallel(wanted, AT_ONCE, async ({ name, size }) => {
    signal.throwIfAborted();
    if ((await unlessGone(tools.docker.getVolume(name).inspect())) !== undefined) return;
    tools.files.note(plan.id, name);
    await tools.docker.createVolume({
      Name: name,
      Driver: 'local',
      // `size=` would be read as a disk quota by Podman: tmpfs takes pages as well (mount(8)).
      DriverOpts: { type: 'tmpfs', device: 'tmpfs', o: `nr_blocks=${Math.ceil(size / PAGE)},mode=1777,nosuid,nodev` },
      Labels: { [LABEL.owner]: plan.owner, [LABEL.sandbox]: plan.id, [LABEL.ttl]: String(plan.ttl) },
    });
  });
}

/** Makes a container be there as wanted; true when it was created now. */
async function ensure(tools: Tools, sandbox: string, name: string, options: ContainerCreateOptions): Promise<boolean> {
  const container = tools.docker.getContainer(name);
  const seen = await unlessGone(container.inspect());
  if (seen !== undefined) {
    const labels = seen.Config.Labels ?? {};
    if (labels[LABEL.sandbox] !== sandbox) {
      throw new LabError('engine.foreign', `a container named ${name} is there that is not ours`);
    }
    if (labels[LABEL.spec] === options.Labels?.[LABEL.spec]) return false;
    await unlessGone(container.remove({ force: true, v: false }));
  }
  tools.files.note(sandbox, name);
  try {
    await tools.docker.createContainer(options);
  } catch (error) {
    if (statusOf(error) === 409) return await ensure(tools, sandbox, name, options);
    throw error;
  }
  return true;
}

/** Starts what was created and never ran; what exited is left as it is: the lab restarts, not the engine. */
async function start(tools: Tools, name: string): Promise<void> {
  const container = tools.docker.getContainer(name);
  const { State } = await container.inspect();
  if (State.Running || State.Status === 'exited' || State.Status === 'stopped') return;
  try {
    await container.start();
  } catch (error) {
    // An entrypoint that is not there or not executable is the image's fault: it is seen as `failed`, with its reason.
    if (statusOf(error) === undefined || statusOf(error) === 304) {
      if (statusOf(error) === 304) return;
      throw error;
    }
    if (name.endsWith('.sluis')) throw error;
    tools.failed.set(name, error instanceof Error ? error.message : String(error));
  }
}

/** The order in which containers of one workload are started: by name. */
export const toStart = (names: readonly string[]): string[] => [...names].sort();

async function numericUser(tools: Tools, supplies: Supplies, image: string): Promise<string> {
  const facts = await imageFacts(tools.docker, supplies.images[image] ?? image);
  const user = facts?.user ?? '';
  if (/^[1-9]\d{0,8}(:\d{1,9})?$/.test(user)) return user.includes(':') ? user : `${user}:0`;
  throw new LabError(
    'image.refused',
    `image ${image} has no numeric non-root user (it says ${JSON.stringify(user)}), and the manifest asks for runAs: image`,
    {
      next: 'Say USER <number> in the Dockerfile, or use runAs: lab.',
    },
  );
}
