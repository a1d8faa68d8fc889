import * as z from 'zod';
import type { Leftovers } from '../engine.ts';
import { ApiError, unlessGone } from './api.ts';
import { follow } from './follow.ts';
import { LABEL, namespaceOf } from './names.ts';
import { pathOf } from './place.ts';
import type { Tools } from './tools.ts';

/** Milliseconds. */
const GOING = 120_000;
const seenSchema = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  status: z
    .object({
      conditions: z
        .array(z.object({ type: z.string(), status: z.string(), message: z.string().default('') }))
        .default([]),
    })
    .default({ conditions: [] }),
});

/** Removes the namespace, and its pods at once; follows it to its real end. What blocks it is told in its own words. */
export async function remove({ api }: Tools, id: string): Promise<Leftovers> {
  const path = pathOf.namespace(id);
  const found = await api.get(path);
  // One of another's of that name is not ours to remove.
  if (found === undefined || seenSchema.parse(found).metadata.labels[LABEL.sandbox] !== id) return [];
  // Else each is given its grace, and the namespace's own controller looks again much later. Not a grace of 0: the cluster
  // would say "gone" of what its node was not yet told to stop. First, while it is allowed; in one that is going, or
  // half-made, it may not be.
  await unlessGone(api.json(pathOf.core(id, 'pods'), { method: 'DELETE', query: { gracePeriodSeconds: 1 } })).catch(
    (error: unknown) => {
      if (!(error instanceof ApiError) || error.status !== 403) throw error;
    },
  );
  await unlessGone(api.json(path, { method: 'DELETE', query: { propagationPolicy: 'Background' } }));
  const name = namespaceOf(id);
  let left: string[] = [name];
  const query = { fieldSelector: `metadata.name=${name}` };
  for await (const there of follow(api, pathOf.namespaces, query, seenSchema, AbortSignal.timeout(GOING))) {
    const seen = there.get(name);
    if (seen === undefined) return [];
    const blocks = seen.status.conditions.filter(({ status }) => status === 'True');
    left = [name, ...blocks.map(({ type, message }) => `${name}: ${type}: ${message}`)];
  }
  return left;
}
