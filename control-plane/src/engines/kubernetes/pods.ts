import * as z from 'zod';
import type { SeenContainer } from '../engine.ts';
import { LABEL, NOTE } from './names.ts';

const stateSchema = z.object({
  waiting: z.object({ reason: z.string().default(''), message: z.string().default('') }).optional(),
  running: z.object({ startedAt: z.string().nullish() }).optional(),
  terminated: z
    .object({
      exitCode: z.number(),
      reason: z.string().default(''),
      message: z.string().default(''),
      finishedAt: z.string().nullish(),
    })
    .optional(),
});
const statusSchema = z.object({
  name: z.string(),
  state: stateSchema.default({}),
  /** False while a startup probe has not passed. */
  started: z.boolean().nullish(),
});
const containerSchema = z.object({ name: z.string(), image: z.string() });

/** What this engine reads of a pod. */
export const podSchema = z.object({
  metadata: z.object({
    name: z.string(),
    uid: z.string(),
    resourceVersion: z.string().default(''),
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z.object({
    containers: z.array(containerSchema),
    initContainers: z.array(containerSchema).default([]),
    schedulingGates: z.array(z.object({ name: z.string() })).default([]),
  }),
  status: z
    .object({
      phase: z.string().default(''),
      reason: z.string().default(''),
      message: z.string().default(''),
      conditions: z
        .array(z.object({ type: z.string(), reason: z.string().default(''), message: z.string().default('') }))
        .default([]),
      initContainerStatuses: z.array(statusSchema).default([]),
      containerStatuses: z.array(statusSchema).default([]),
    })
    .default({ phase: '', reason: '', message: '', conditions: [], initContainerStatuses: [], containerStatuses: [] }),
});
export const podsSchema = z.object({ items: z.array(podSchema) });
export type Pod = z.infer<typeof podSchema>;
type State = z.infer<typeof stateSchema>;

export const workloadOf = ({ metadata }: Pod): string => metadata.labels[LABEL.workload] ?? metadata.name;
export const runsOnce = ({ metadata }: Pod): boolean => metadata.annotations[NOTE.run] === 'once';
export const isGated = ({ spec }: Pod): boolean => spec.schedulingGates.length > 0;
const statusOf = (pod: Pod, container: string) => pod.status.containerStatuses.find(({ name }) => name === container);
export const stateOf = (pod: Pod, container: string): State => statusOf(pod, container)?.state ?? {};

const NO_IMAGE = new Set(['ErrImageNeverPull', 'ErrImagePull', 'ImagePullBackOff', 'InvalidImageName']);
const MISSING = 'image-missing: ';
const NO_START = new Set(['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError', 'StartError']);
const CANNOT = 'cannot-start: ';

/** A container of a pod, in the words of all engines. */
export function seenOf(pod: Pod, container: string): SeenContainer {
  if (isGated(pod)) return { state: 'created' };
  const { waiting, running, terminated } = stateOf(pod, container);
  if (running !== undefined) return { state: statusOf(pod, container)?.started === false ? 'created' : 'running' };
  if (terminated !== undefined) return ended(pod, terminated);
  const image = pod.spec.containers.find(({ name }) => name === container)?.image ?? '';
  const failed = failureOf(waiting, image) ?? initFailure(pod);
  if (failed !== undefined) return { state: 'failed', reason: failed };
  if (pod.status.phase === 'Failed') return { state: 'failed', reason: `${CANNOT}${pod.status.message}` };
  const stuck = pod.status.conditions.find(({ reason }) => reason === 'Unschedulable');
  return stuck === undefined
    ? { state: 'created' }
    : { state: 'created', reason: `no node has room: ${stuck.message.slice(0, 300)}` };
}

/** Which image a container waits for in vain. */
export const missingOf = (pod: Pod, container: string): string | undefined => {
  const { state, reason } = seenOf(pod, container);
  return state === 'failed' && reason?.startsWith(MISSING) ? reason.slice(MISSING.length) : undefined;
};

function ended({ status }: Pod, { exitCode, reason, message }: NonNullable<State['terminated']>): SeenContainer {
  if (message.startsWith(CANNOT)) return { state: 'failed', reason: message.trim().slice(0, 400) };
  if (NO_START.has(reason) || reason === 'ContainerCannotRun')
    return { state: 'failed', reason: `${CANNOT}${message.slice(0, 400)}` };
  const exited = { state: 'exited', exit: exitCode } as const;
  if (status.reason === 'Evicted') return { ...exited, reason: `evicted: ${status.message.slice(0, 300)}` };
  if (status.reason === 'DeadlineExceeded') return { ...exited, reason: 'deadline' };
  // A child may have been killed, and the exit be 0: the reason tells. An exit by signal 9 that we did not send, too.
  return reason === 'OOMKilled' || exitCode === 137 ? { ...exited, reason: 'oom' } : exited;
}

function failureOf(waiting: State['waiting'], image: string): string | undefined {
  if (waiting === undefined) return undefined;
  if (NO_IMAGE.has(waiting.reason)) return `${MISSING}${image}`;
  return NO_START.has(waiting.reason) ? `${CANNOT}${waiting.message.slice(0, 400)}` : undefined;
}

/** What comes before the containers and did not come up: none of them will. */
function initFailure(pod: Pod): string | undefined {
  for (const { name, state } of pod.status.initContainerStatuses) {
    const failed = failureOf(state.waiting, pod.spec.initContainers.find((one) => one.name === name)?.image ?? name);
    if (failed !== undefined) return failed;
    const { terminated } = state;
    if (terminated !== undefined && terminated.exitCode !== 0)
      return `${CANNOT}${name} ended with ${terminated.exitCode} ${terminated.message.slice(0, 200)}`;
  }
  return undefined;
}
