import type { Stage } from '@proeftuin/contract/plan';
import * as z from 'zod';
import { pause } from '../../pause.ts';
import type { Phase, Trial } from '../trial.ts';
import { providerWorkloads, suppliesOf } from '../trial.ts';
import { assertThere } from './there.ts';

const dialSchema = z.object({
  status: z.number().optional(),
  failure: z.string().optional(),
  ms: z.number().optional(),
});

/**
 * Waits until the service answers through the gateway: its readiness probe, else any answer below 500 on `/`. False when
 * it exited or ran out of time: that is the provider's, and no error.
 */
export async function awaitService(trial: Trial, limit: number): Promise<boolean> {
  const { ready } = trial.planned;
  const begin = performance.now();
  let last = 'no answer';
  while (performance.now() - begin < limit) {
    trial.signal.throwIfAborted();
    const answer = await trial.hub.call('POST', '/gateway/dial', {
      workload: ready.workload,
      port: ready.port,
      path: ready.path,
      timeout: 3000,
    });
    const dialled = dialSchema.parse(answer.json());
    const took = performance.now() - begin;
    if (dialled.status !== undefined && (ready.strict ? dialled.status < 400 : dialled.status < 500)) {
      trial.recorder.add('engine', 'lifecycle', { workload: ready.workload, what: 'ready', took });
      return true;
    }
    last = dialled.status === undefined ? (dialled.failure ?? 'no answer') : `status ${dialled.status}`;
    const gone = await exitedOf(trial);
    if (gone !== undefined) {
      trial.recorder.add('engine', 'lifecycle', { ...gone, what: 'exited', took });
      return false;
    }
    await pause(80, trial.signal);
  }
  trial.recorder.add('engine', 'lifecycle', { workload: ready.workload, what: 'not-ready', reason: last, took: limit });
  return false;
}

interface Gone {
  readonly workload: string;
  readonly container: string;
  readonly exit?: number;
  readonly reason?: string;
}

/** The first container of the provider's that ended by itself, of these workloads. Throws engine.failed for one that was removed. */
export async function exitedOf(trial: Trial, among = providerWorkloads(trial)): Promise<Gone | undefined> {
  const seen = await trial.world.engine.observe(trial.sandbox);
  assertThere(seen, among);
  for (const workload of among) {
    for (const [container, state] of Object.entries(seen.workloads[workload.id] ?? {})) {
      if (state.state !== 'exited' && state.state !== 'failed') continue;
      return {
        workload: workload.id,
        container,
        ...(state.exit === undefined ? {} : { exit: state.exit }),
        ...(state.reason === undefined ? {} : { reason: state.reason }),
      };
    }
  }
  return undefined;
}

/** Starts databases and the provider, and waits for the first answer; meanwhile the people's browser comes up. */
export const start: Phase = {
  name: 'start',
  says: (trial) => `${trial.release.manifest.metadata.name} starts`,
  async run(trial) {
    for (const { id } of providerWorkloads(trial))
      trial.recorder.add('engine', 'lifecycle', { workload: id, what: 'started' });
    const upTo = (stage: Stage) => trial.world.engine.apply(trial.planned.plan, suppliesOf(trial), stage, trial.signal);
    await upTo('trial');
    const [answered] = await Promise.all([awaitService(trial, trial.timeouts.start), upTo('play')]);
    trial.answered = answered;
    trial.world.progress(trial.answered ? 'it answers' : 'it does not answer');
    if (trial.answered) await askHealth(trial);
    await noteListening(trial);
  },
};

/** Asks the liveness probe once, on the record: an audit judges what it answers. */
async function askHealth(trial: Trial): Promise<void> {
  const { health } = trial.planned;
  if (health !== undefined) await trial.hub.call('POST', '/gateway/dial', { ...health, timeout: 3000, record: true });
}

/** Which sockets it listens on: a service on 127.0.0.1 alone would fail in a pod. */
async function noteListening(trial: Trial): Promise<void> {
  for (const workload of providerWorkloads(trial)) {
    for (const { address, port } of await trial.world.engine.listening(trial.sandbox, workload.id)) {
      const declared = workload.ports.includes(port);
      trial.recorder.add('engine', 'listening', { workload: workload.id, address, port, declared });
    }
  }
}
