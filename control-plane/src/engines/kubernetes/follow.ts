import * as z from 'zod';
import { pause } from '../../pause.ts';
import { type Api, ApiError } from './api.ts';

/** Milliseconds: a watch that ends sooner is not begun again at once. */
const SHORT = 1000;

interface Hooks {
  /** Up to which version of the cluster all is known, before what it changed is given. */
  version?(version: string): void;
  /** Is a watch open? */
  live?(live: boolean): void;
}

const metaSchema = z.object({ resourceVersion: z.string() });
const listSchema = z.object({ metadata: metaSchema, items: z.array(z.unknown()) });
const eventSchema = z.object({ type: z.string(), object: z.unknown() });
const namedSchema = z.object({ metadata: z.object({ name: z.string(), resourceVersion: z.string() }) });

/**
 * What is at a path, now and after each change, until the signal. Lists, then watches from there; lists again when the
 * watch is told to be too old (410), broke, or was refused for a moment (429, 503), each time after a longer wait.
 */
export async function* follow<T>(
  api: Api,
  path: string,
  query: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
  signal: AbortSignal,
  hooks: Hooks = {},
): AsyncIterable<ReadonlyMap<string, T>> {
  for (let wait = 200; !signal.aborted; wait = Math.min(wait * 2, 5000)) {
    try {
      const list = listSchema.parse(await api.json(path, { query, signal }));
      const all = new Map(list.items.map((item) => [namedSchema.parse(item).metadata.name, schema.parse(item)]));
      let { resourceVersion } = list.metadata;
      hooks.version?.(resourceVersion);
      hooks.live?.(true);
      yield new Map(all);
      for (let begun = 0; performance.now() - begun > SHORT; ) {
        begun = performance.now();
        const watch = { ...query, watch: true, allowWatchBookmarks: true, timeoutSeconds: 290, resourceVersion };
        for await (const line of api.lines(path, watch, signal)) {
          const { type, object } = eventSchema.parse(JSON.parse(line));
          if (type === 'ERROR') throw new ApiError(410, 'Expired', 'the watch is too old');
          const { metadata } = type === 'BOOKMARK' ? unnamed(object) : namedSchema.parse(object);
          resourceVersion = metadata.resourceVersion;
          hooks.version?.(resourceVersion);
          if (type === 'BOOKMARK') continue;
          if (type === 'DELETED') all.delete(metadata.name);
          else all.set(metadata.name, schema.parse(object));
          wait = 200;
          yield new Map(all);
        }
        signal.throwIfAborted();
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status !== 410 && !error.passes) throw error;
      if (error instanceof ApiError) wait = Math.max(wait, error.wait);
    } finally {
      hooks.live?.(false);
    }
    await pause(wait, signal).catch(() => undefined);
  }
}

const unnamed = (object: unknown) => {
  const { metadata } = z.object({ metadata: metaSchema }).parse(object);
  return { metadata: { name: '', ...metadata } };
};
