import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { Lifecycle } from '../engine.ts';
import { LABEL } from './names.ts';
import type { Tools } from './tools.ts';

const eventSchema = z.object({
  Action: z.string(),
  time: z.number(),
  timeNano: z.number().default(0),
  Actor: z.object({ Attributes: z.record(z.string(), z.string()) }),
});
type Event = z.infer<typeof eventSchema>;
const WHAT: Readonly<Record<string, Lifecycle['what']>> = {
  start: 'started',
  die: 'exited',
  died: 'exited',
  pause: 'paused',
  unpause: 'resumed',
};
const PAUSE = 300;

/** The engine's events about a sandbox. A stream that breaks is opened again from where it broke; none is told twice. */
export async function* watch(tools: Tools, id: string, signal: AbortSignal): AsyncIterable<Lifecycle> {
  const begin = Date.now();
  let since = Math.floor(begin / 1000);
  let told = new Set<string>();
  const oom = new Set<string>();
  while (!signal.aborted) {
    try {
      const stream = await tools.docker.getEvents({
        since,
        filters: { label: [`${LABEL.sandbox}=${id}`], type: ['container'] },
        abortSignal: signal,
      });
      for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
        const event = eventSchema.safeParse(parse(line));
        if (!event.success || event.data.timeNano / 1e6 < begin || told.has(line)) continue;
        if (event.data.time > since) told = new Set();
        since = event.data.time;
        told.add(line);
        const name = event.data.Actor.Attributes.name ?? '';
        if (event.data.Action === 'oom') oom.add(name);
        const change = lifecycleOf(event.data, oom.has(name));
        if (change !== undefined) yield change;
      }
    } catch {
      // Opened again below, unless it was told to end.
    }
    await wait(PAUSE, undefined, { signal }).catch(() => undefined);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function lifecycleOf(event: Event, oom: boolean): Lifecycle | undefined {
  const what = WHAT[event.Action];
  const { [LABEL.workload]: workload, [LABEL.container]: container, ...more } = event.Actor.Attributes;
  if (what === undefined || workload === undefined || container === undefined || container === 'sluis')
    return undefined;
  const exit = Number(more.exitCode ?? more.containerExitCode);
  return {
    at: new Date(event.timeNano / 1e6).toISOString(),
    workload,
    container,
    what,
    ...(what === 'exited' && Number.isInteger(exit) ? { exit } : {}),
    ...(what === 'exited' && (oom || exit === 137) ? { reason: 'oom' } : {}),
  };
}
