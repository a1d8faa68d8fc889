import * as z from 'zod';
import { awaitGone, makePod } from './claim.ts';
import { askInit, note, podOf } from './inside.ts';
import { NOTE } from './names.ts';
import { pathOf } from './place.ts';
import { stateOf } from './pods.ts';
import { again } from './run.ts';
import type { Tools } from './tools.ts';
import { restartedSchema } from './watch.ts';

const saidSchema = z.object({ exit: z.number(), took: z.number() });

/**
 * Stops and starts the containers of a workload in their places, so that what is in memory outlives it. A pod that has
 * ended is made again; what it held is then gone.
 */
export async function restart(
  tools: Tools,
  id: string,
  workload: string,
  signal: AbortSignal,
): Promise<{ exit: number; stopTook: number }> {
  const pod = await podOf(tools, id, workload);
  if (pod === undefined) return { exit: 0, stopTook: 0 };
  const states = pod.spec.containers.map(({ name }) => ({ name, state: stateOf(pod, name) }));
  if (states.some(({ state }) => state.running === undefined)) {
    const exit = states.find(({ state }) => (state.terminated?.exitCode ?? 0) !== 0)?.state.terminated?.exitCode ?? 0;
    const sent = again(await tools.api.json(`${pathOf.core(id, 'pods')}/${workload}`, { signal }));
    await awaitGone(tools.api, id, workload, signal);
    await makePod(tools.api, id, sent, signal);
    return { exit, stopTook: 0 };
  }
  const exits: Record<string, number> = {};
  let stopTook = 0;
  for (const { name } of states) {
    const said = saidSchema.parse(JSON.parse(await askInit(tools, id, workload, name, ['ask', name, 'restart'])));
    exits[name] = said.exit;
    stopTook = Math.max(stopTook, said.took);
  }
  const before = pod.metadata.annotations[NOTE.restarted];
  const n = (before === undefined ? 0 : restartedSchema.parse(JSON.parse(before)).n) + 1;
  const noted = JSON.stringify({ n, at: new Date().toISOString(), exits });
  await note(tools, id, workload, { [NOTE.restarted]: noted, [NOTE.paused]: null });
  return { exit: Object.values(exits).find((code) => code !== 0) ?? 0, stopTook };
}
