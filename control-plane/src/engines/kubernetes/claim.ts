import { LabError } from '@proeftuin/contract/errors';
import type { SandboxPlan } from '@proeftuin/contract/plan';
import * as z from 'zod';
import { pause } from '../../pause.ts';
import { type Api, ApiError, type Sent, unlessGone } from './api.ts';
import { LABEL } from './names.ts';
import { namespaceObject } from './objects/namespace.ts';
import { roleBinding } from './objects/role-binding.ts';
import { pathOf } from './place.ts';
import type { Tools } from './tools.ts';

const seenSchema = z.object({
  metadata: z.object({
    labels: z.record(z.string(), z.string()).default({}),
    deletionTimestamp: z.string().optional(),
  }),
});

/** Makes the namespace, or finds it ours. Throws engine.foreign for one of another's, engine.failed for one that is going. Gives itself what it needs in it. */
export async function claimNamespace(
  { api, rights, made }: Tools,
  plan: SandboxPlan,
  signal: AbortSignal,
): Promise<void> {
  const path = pathOf.namespace(plan.id);
  const there = await api.get(path, signal);
  if (there !== undefined) {
    const { metadata } = seenSchema.parse(there);
    if (metadata.labels[LABEL.sandbox] !== plan.id || metadata.labels[LABEL.owner] !== plan.owner)
      throw new LabError(
        'engine.foreign',
        `a namespace ${namespaceObject(plan).metadata.name} is there that is not ours`,
      );
    if (metadata.deletionTimestamp !== undefined)
      throw new LabError('engine.failed', `the namespace of ${plan.id} is being removed: its name is not used again`);
    // Its labels and the lab's rights in it were given before.
    if (made.has(plan.id)) return;
  }
  made.delete(plan.id);
  await api.apply(path, namespaceObject(plan), signal);
  const user = await rights.grantee();
  if (user === undefined) return;
  await api.apply(pathOf.roleBinding(plan.id), roleBinding(plan, user), signal);
  api.granted(path);
}

const versionSchema = z.object({ metadata: z.object({ resourceVersion: z.string() }) });
/** Of an object as the cluster answered it. */
export const versionOf = (answer: unknown): string => versionSchema.parse(answer).metadata.resourceVersion;

/** Milliseconds. */
const GOING = 40_000;
const QUOTA = 15_000;

const quotaSchema = z.object({ status: z.object({ hard: z.record(z.string(), z.string()).optional() }).optional() });

/** Does a quota bound what comes? */
export const isCounted = (quota: unknown): boolean =>
  Object.keys(quotaSchema.parse(quota).status?.hard ?? {}).length > 0;

/** A fresh quota bounds nothing until the cluster has counted. */
export async function awaitQuota({ api }: Tools, sandbox: string, signal: AbortSignal): Promise<void> {
  const until = Date.now() + QUOTA;
  for (let wait = 50; ; wait = Math.min(wait * 2, 1000)) {
    if (isCounted(await api.json(`${pathOf.core(sandbox, 'resourcequotas')}/sandbox`, { signal }))) return;
    if (Date.now() > until) throw new LabError('engine.failed', `the cluster does not count the quota of ${sandbox}`);
    await pause(wait, signal);
  }
}

/** Makes a pod, and says the version of the cluster that has it. What one that is gone had used is given back a moment later: a quota that is full is asked again. */
export async function makePod(api: Api, sandbox: string, pod: Sent, signal: AbortSignal): Promise<string> {
  const until = Date.now() + QUOTA;
  for (let wait = 100; ; wait = Math.min(wait * 2, 1000)) {
    try {
      return versionOf(await api.apply(`${pathOf.core(sandbox, 'pods')}/${pod.metadata.name}`, pod, signal));
    } catch (error) {
      const full = error instanceof ApiError && error.status === 403 && error.message.includes('exceeded quota');
      if (!full || Date.now() > until) throw error;
    }
    await pause(wait, signal);
  }
}

/** Removes a pod at once, and waits until its name is free. */
export async function awaitGone(api: Api, sandbox: string, pod: string, signal: AbortSignal): Promise<void> {
  const path = `${pathOf.core(sandbox, 'pods')}/${pod}`;
  await unlessGone(api.json(path, { method: 'DELETE', query: { gracePeriodSeconds: 0 }, signal }));
  const until = Date.now() + GOING;
  for (let wait = 50; (await api.get(path, signal)) !== undefined; wait = Math.min(wait * 2, 1000)) {
    if (Date.now() > until) throw new LabError('engine.failed', `the pod ${pod} of ${sandbox} does not go`);
    await pause(wait, signal);
  }
}
