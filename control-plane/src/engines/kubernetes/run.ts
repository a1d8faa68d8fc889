import * as z from 'zod';
import type { Exit } from '../engine.ts';
import { ApiError, type Sent } from './api.ts';
import { awaitGone, makePod, versionOf } from './claim.ts';
import { readLog } from './logs.ts';
import { NOTE } from './names.ts';
import { pathOf } from './place.ts';
import { isGated, podSchema, runsOnce, seenOf } from './pods.ts';
import type { Tools } from './tools.ts';

const MAX_OUTPUT = 1024 * 1024;
const anySchema = z.record(z.string(), z.unknown());

/** Lets the pod of a `once` workload run, made again when it ran before, and waits for its end. An abort ends it. */
export async function runToEnd(tools: Tools, id: string, workload: string, signal: AbortSignal): Promise<Exit> {
  const { api } = tools;
  const path = pathOf.core(id, 'pods');
  const found = await api.get(`${path}/${workload}`, signal);
  const pod = found === undefined ? undefined : podSchema.parse(found);
  if (pod === undefined || !runsOnce(pod)) throw new ApiError(404, 'NotFound', 'apply its stage first');
  const container = pod.spec.containers[0]?.name ?? '';
  let after = '';
  const patch = (body: unknown) =>
    api.json(`${path}/${workload}`, { method: 'PATCH', type: 'application/merge-patch+json', body });
  if (isGated(pod)) after = versionOf(await patch({ spec: { schedulingGates: [] } }));
  else {
    await awaitGone(api, id, workload, signal);
    after = await makePod(api, id, again(found), signal);
  }
  try {
    for await (const pods of tools.pods.follow(api, id, signal, after)) {
      const now = pods.get(workload);
      const seen = now === undefined ? undefined : seenOf(now, container);
      if (seen === undefined) throw new ApiError(404, 'NotFound', 'it was removed while it ran');
      if (seen.state === 'failed') throw new ApiError(422, 'Failed', seen.reason ?? 'it did not start');
      if (seen.state !== 'exited') continue;
      return { code: seen.exit ?? 0, output: await outputOf(tools, id, workload, container) };
    }
    signal.throwIfAborted();
    throw new Error('the watch ended');
  } finally {
    if (signal.aborted) await patch({ spec: { activeDeadlineSeconds: 1 } }).catch(() => undefined);
  }
}

async function outputOf({ api }: Tools, id: string, pod: string, container: string): Promise<string> {
  const { lines } = await readLog(api, { id, pod, container }, '');
  return lines
    .map(({ text }) => text)
    .join('\n')
    .slice(0, MAX_OUTPUT);
}

/** A pod to be made anew from one that was there, without what the cluster added of its own, and not held back. */
export function again(found: unknown): Sent {
  const { metadata, spec } = z.object({ metadata: anySchema, spec: anySchema }).parse(found);
  const { name, namespace, labels, annotations } = z
    .object({
      name: z.string(),
      namespace: z.string(),
      labels: z.record(z.string(), z.string()).default({}),
      annotations: z.record(z.string(), z.string()).default({}),
    })
    .parse(metadata);
  const { nodeName: _, schedulingGates: __, priority: ___, preemptionPolicy: ____, tolerations: _____, ...rest } = spec;
  const { [NOTE.restarted]: ______, [NOTE.paused]: _______, ...kept } = annotations;
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels, annotations: kept }, spec: rest };
}
