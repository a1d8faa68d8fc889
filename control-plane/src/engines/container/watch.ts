import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Lifecycle } from '../engine.ts';
import type { Tools } from './container-engine.ts';
import { LABEL } from './names.ts';

const eventSchema = z.object({
  Type: z.string(),
  Action: z.string(),
  time: z.number(),
  Actor: z.object({ Attributes: z.record(z.string(), z.string()) }),
});
const WHAT: Readonly<Record<string, Lifecycle['what']>> = {
  start: 'started',
  die: 'exited',
  died: 'exited',
  oom: 'exited',
  pause: 'paused',
  unpause: 'resumed',
};

/** The engine's events about a sandbox. A stream that breaks is opened again from where it broke. */
export async function* watch(tools: Tools, id: string, signal: AbortSignal): AsyncIterable<Lifecycle> {
  let since = Math.floor(Date.now() / 1000);
  while (!signal.aborted) {
    try {
      const stream = await tools.docker.getEvents({
        since,
        filters: { label: [`${LABEL.sandbox}=${id}`], type: ['container'] },
        abortSignal: signal,
      });
      for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
        const event = eventSchema.safeParse(parse(line));
        if (!event.success) continue;
        since = event.data.time + 1;
        const told = lifecycleOf(event.data);
        if (told !== undefined) yield told;
      }
    } catch {
      if (signal.aborted) return;
    }
    await new Promise((done) => setTimeout(done, 300));
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function lifecycleOf(event: z.infer<typeof eventSchema>): Lifecycle | undefined {
  const what = WHAT[event.Action];
  const { [LABEL.workload]: workload, [LABEL.container]: container } = event.Actor.Attributes;
  if (what === undefined || workload === undefined || container === undefined || container === 'sluis')
    return undefined;
  const exit = Number(event.Actor.Attributes.exitCode ?? event.Actor.Attributes.containerExitCode);
  const oom = event.Action === 'oom' || exit === 137;
  return {
    at: new Date(event.time * 1000).toISOString(),
    workload,
    container,
    what,
    ...(what === 'exited' && Number.isInteger(exit) ? { exit } : {}),
    ...(what === 'exited' && oom ? { reason: 'oom' } : {}),
  };
}
