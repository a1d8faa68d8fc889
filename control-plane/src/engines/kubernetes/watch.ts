import * as z from 'zod';
import { pause } from '../../pause.ts';
import type { Lifecycle } from '../engine.ts';
import { ApiError } from './api.ts';
import { follow } from './follow.ts';
import { NOTE } from './names.ts';
import { pathOf } from './place.ts';
import { type Pod, podSchema, seenOf, stateOf, workloadOf } from './pods.ts';
import type { Tools } from './tools.ts';

/** A stop and start in place, as it is noted on the pod. */
export const restartedSchema = z.object({ n: z.number(), at: z.string(), exits: z.record(z.string(), z.number()) });

/** Changes of a sandbox's containers, from what two looks at its pods differ in. */
export async function* watch({ api }: Tools, id: string, signal: AbortSignal): AsyncIterable<Lifecycle> {
  let before: ReadonlyMap<string, Pod> | undefined;
  while (!signal.aborted) {
    try {
      for await (const pods of follow(api, pathOf.core(id, 'pods'), {}, podSchema, signal)) {
        if (before !== undefined)
          for (const name of new Set([...before.keys(), ...pods.keys()]))
            yield* between(before.get(name), pods.get(name));
        before = pods;
      }
    } catch (error) {
      if (!(error instanceof ApiError) && signal.aborted) return;
    }
    await pause(1000, signal).catch(() => undefined);
  }
}

function* between(was: Pod | undefined, is: Pod | undefined): Iterable<Lifecycle> {
  const replaced = was !== undefined && is !== undefined && was.metadata.uid !== is.metadata.uid;
  if (replaced) {
    yield* between(was, undefined);
    yield* between(undefined, is);
    return;
  }
  const pod = is ?? was;
  if (pod === undefined) return;
  const noted = is === undefined ? undefined : newRestart(was, is);
  for (const { name } of pod.spec.containers) {
    const change = (what: Lifecycle['what'], at: string | null | undefined, more: object = {}): Lifecycle => ({
      at: new Date(at ?? Date.now()).toISOString(),
      workload: workloadOf(pod),
      container: name,
      what,
      ...more,
    });
    const old = was === undefined ? undefined : seenOf(was, name).state;
    if (is === undefined) {
      if (old === 'running') yield change('exited', undefined, { reason: 'removed' });
      continue;
    }
    const now = seenOf(is, name);
    const { running, terminated } = stateOf(is, name);
    if (now.state !== old) {
      if (now.state === 'running') yield change('started', running?.startedAt);
      if (now.state === 'exited' && old !== 'running') yield change('started', terminated?.finishedAt);
      const { state: _, ...more } = now;
      if (now.state === 'exited') yield change('exited', terminated?.finishedAt, more);
      if (now.state === 'failed') yield change('failed', terminated?.finishedAt, more);
    }
    if (noted?.exits[name] !== undefined) {
      yield change('exited', noted.at, { exit: noted.exits[name] });
      yield change('started', noted.at);
    }
    const paused = (one: Pod | undefined) => one?.metadata.annotations[NOTE.paused] === 'true';
    if (paused(was) !== paused(is)) yield change(paused(is) ? 'paused' : 'resumed', undefined);
  }
}

function newRestart(was: Pod | undefined, is: Pod) {
  const note = is.metadata.annotations[NOTE.restarted];
  if (note === undefined || note === was?.metadata.annotations[NOTE.restarted]) return undefined;
  return restartedSchema.safeParse(JSON.parse(note)).data;
}
