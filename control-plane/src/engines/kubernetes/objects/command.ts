import { type Container, LAB, type SandboxPlan } from '@proeftuin/contract/plan';
import { listenersOf, type Services } from '../doors.ts';
import type { KnownImage } from '../image-store.ts';
import { INIT_FOLDER } from './volumes.ts';

/** A dollar before a parenthesis would be a reference to a variable. */
const literal = (words: readonly string[]): string[] => words.map((word) => word.replaceAll('$(', '$$$$('));

/** Processes of a uid that other pods may have too: the control group is the bound there. */
const SHARED = 32_768;

/**
 * What a container runs: the image's program, or the plan's, as the child of the lab's own first process. An image that
 * nothing is known of is not there: the pod will say so.
 */
export function commandOf(
  plan: SandboxPlan,
  container: Container,
  { join, known, services }: { join: boolean; known: KnownImage | undefined; services: Services },
): { command?: string[]; args?: string[] } {
  if (known === undefined) return {};
  const program = container.command ?? known.entrypoint;
  const rest = container.args ?? (container.command === undefined ? known.arguments : []);
  const { scratch } = container.limits;
  // Counted over all containers of a pod, which have one uid.
  const together = plan.workloads.find((w) => w.containers.includes(container))?.containers ?? [container];
  const pids = together.reduce((sum, { limits }) => sum + limits.pids, 0);
  const flags = [
    ...['--name', container.id],
    ...(join ? ['--await', '53'] : []),
    ...['--pids', String(container.user === 'lab' ? pids : SHARED)],
    ...(container.writableRoot ? ['--fsize', String(scratch)] : []),
  ];
  return {
    command: [`${INIT_FOLDER}/init`, 'run', ...flags, '--'],
    args: literal([...program, ...rest, ...inPod(plan, container, rest, services)]),
  };
}

/** Milliseconds: a refused packet is dropped. */
const PATIENCE = '1200';

/** The probe in a pod: an interface is there, so what counts is where it leads; other workloads' doors are shut. */
function inPod(plan: SandboxPlan, container: Container, args: readonly string[], services: Services): string[] {
  if (container.image !== 'probe' || args[0] !== 'structural') return [];
  const gateway = services.get(LAB.gateway);
  const mine = plan.workloads.find((w) => w.containers.includes(container))?.id;
  // Each costs its patience: one door of each of two others.
  const others = listenersOf(plan).filter(({ workload, kind }) => workload !== mine && kind !== 'dns');
  const two = [...new Map(others.map((door) => [door.workload, door])).values()].slice(0, 2);
  const shut = two.flatMap(({ at }) => ['--shut', `${gateway}:${at}`]);
  return ['--pod', '--timeout', PATIENCE, ...(gateway === undefined ? [] : shut)];
}
