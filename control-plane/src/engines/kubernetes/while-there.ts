import * as z from 'zod';
import { type Api, ApiError } from './api.ts';
import { pathOf } from './place.ts';

const namespaceSchema = z.object({ metadata: z.object({ deletionTimestamp: z.string().optional() }) });

/**
 * What is in a sandbox, or `gone` when its namespace is: the right to look into it went with it, and the cluster says
 * "forbidden" instead of "not found".
 */
export async function whileThere<T, G>(api: Api, id: string, look: Promise<T>, gone: G): Promise<T | G> {
  try {
    return await look;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 403) throw error;
    if (!(await isGone(api, id))) throw error;
    return gone;
  }
}

/** Is the namespace of a sandbox not there, or on its way out? */
export async function isGone(api: Api, id: string): Promise<boolean> {
  const found = await api.get(pathOf.namespace(id));
  return found === undefined || namespaceSchema.parse(found).metadata.deletionTimestamp !== undefined;
}
