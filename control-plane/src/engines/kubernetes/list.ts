import * as z from 'zod';
import type { Held } from '../engine.ts';
import { LABEL, NOTE } from './names.ts';
import { pathOf } from './place.ts';
import type { Tools } from './tools.ts';

const listSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        labels: z.record(z.string(), z.string()),
        annotations: z.record(z.string(), z.string()).default({}),
        creationTimestamp: z.string(),
      }),
    }),
  ),
});

/** Namespaces of an owner. */
export async function listOf({ api }: Tools, owner: string): Promise<Held[]> {
  const query = { labelSelector: `${LABEL.owner}=${owner},${LABEL.sandbox}` };
  const { items } = listSchema.parse(await api.json(pathOf.namespaces, { query }));
  return items.map(({ metadata: { labels, annotations, creationTimestamp } }) => ({
    id: labels[LABEL.sandbox] ?? '',
    created: new Date(creationTimestamp).toISOString(),
    ...(annotations[NOTE.ttl] === undefined ? {} : { ttl: Number(annotations[NOTE.ttl]) }),
  }));
}
