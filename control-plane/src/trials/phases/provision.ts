import { asLabError, LabError } from '@proeftuin/contract/errors';
import * as z from 'zod';
import { pause } from '../../pause.ts';
import type { Phase, Trial } from '../trial.ts';
import { suppliesOf } from '../trial.ts';

const townSchema = z
  .object({ date: z.string(), residents: z.int() })
  .transform(({ date, residents }) => ({ date, population: residents }));
const LAB_START = 60_000;

/** Waits until a source of the lab's own says hello. Throws what it died of. */
export async function awaitSource(trial: Trial, source: 'gateway' | 'municipality' | 'runner'): Promise<void> {
  const until = Date.now() + LAB_START;
  for (;;) {
    trial.signal.throwIfAborted();
    try {
      await trial.hub.hello(source);
      trial.sources.add(source);
      return;
    } catch (thrown) {
      const error = asLabError(thrown);
      if (error.code === 'lab.version') throw error;
      const workload = source === 'runner' ? 'play' : source;
      const seen = await trial.world.engine.observe(trial.sandbox);
      const containers = Object.entries(seen.workloads[workload] ?? {});
      const dead = containers.find(([, c]) => c.state === 'exited' || c.state === 'failed');
      if (dead !== undefined || Date.now() > until) {
        const state = containers.map(([id, c]) => `${id} ${c.state} ${c.reason ?? c.exit ?? ''}`.trim()).join(', ');
        const lines = await lastLines(trial, workload, containers[0]?.[0] ?? workload);
        throw new LabError(
          'lab.channel-lost',
          `the lab's own ${source} did not come up (${state}) ${lines}: ${error.message}`,
        );
      }
    }
    await pause(60, trial.signal);
  }
}

async function lastLines(trial: Trial, workload: string, container: string): Promise<string> {
  const page = await trial.world.engine.logs(trial.sandbox, workload, container, '').catch(() => undefined);
  return (page?.lines ?? [])
    .slice(-5)
    .map((line) => line.text)
    .join(' | ');
}

/** Brings up the lab's side: gateway and municipality. While the town is made, the probe is made ready. */
export const provision: Phase = {
  name: 'provision',
  says: (trial) => `the municipality starts (${trial.input.profile}, seed ${trial.input.seed})`,
  async run(trial) {
    await trial.world.engine.apply(trial.planned.plan, suppliesOf(trial), 'lab', trial.signal);
    await awaitSource(trial, 'gateway');
    await Promise.all([
      awaitSource(trial, 'municipality'),
      trial.world.engine.apply(trial.planned.plan, suppliesOf(trial), 'probe', trial.signal),
    ]);
    trial.town = townSchema.parse((await trial.hub.call('GET', '/municipality/hello')).json());
  },
};
