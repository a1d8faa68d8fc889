import { asLabError, LabError } from '@proeftuin/contract/errors';
import type { PlayOrder } from '@proeftuin/contract/play';
import * as z from 'zod';
import { pause } from '../../pause.ts';
import type { Suite } from '../suites.ts';
import { suiteOf } from '../suites.ts';
import type { Phase, Trial } from '../trial.ts';
import { providerWorkloads } from '../trial.ts';
import { awaitSource } from './provision.ts';
import { awaitService, exitedOf } from './start.ts';
import { assertThere } from './there.ts';

const stateSchema = z.object({
  state: z.enum(['idle', 'playing', 'done', 'lost']),
  now: z.string(),
  done: z.number(),
  total: z.number(),
  why: z.string().optional(),
});

/** Milliseconds that a question to the runner waits for its end; how many of them between looks whether all is still there. */
const POLL = 250;
const LOOK = 8;

/** Has scripted people use the service in a real browser, looks at it from all sides, restarts it and looks again. */
export const play: Phase = {
  name: 'play',
  says: (trial) => `people use it (suite ${trial.input.suite})`,
  async run(trial) {
    if (!trial.answered) return;
    const suite = await suiteOf(trial.input.suite, trial.input.only);
    await awaitSource(trial, 'runner');
    const stop = new AbortController();
    const sampling = sample(trial, AbortSignal.any([trial.signal, stop.signal]));
    try {
      await playOrder(trial, suite, suite.scenarios, suite.looks);
      const answers = !suite.restart || (await restart(trial));
      if (suite.restart) await playOrder(trial, suite, [], suite.afterRestart);
      if (answers) await noteExits(trial);
    } finally {
      stop.abort();
      await sampling;
    }
  },
};

async function playOrder(
  trial: Trial,
  suite: Suite,
  scenarios: readonly string[],
  looks: readonly string[],
): Promise<void> {
  const order: PlayOrder = {
    v: 1,
    suite: suite.id,
    bundle: suite.bundle,
    scenarios: [...scenarios],
    looks: [...looks],
    service: trial.planned.service,
    seed: trial.input.seed,
    timeouts: { step: trial.timeouts.step, scenario: trial.timeouts.scenario },
  };
  const answer = await trial.hub.call('POST', '/runner/play', order);
  if (answer.status !== 202)
    throw new LabError('lab.internal', `the runner refused its order: ${answer.bytes.toString('utf8').slice(0, 300)}`);
  const until = Date.now() + trial.timeouts.trial;
  let told = '';
  for (let polls = 1; ; polls += 1) {
    trial.signal.throwIfAborted();
    const state = stateSchema.parse((await trial.hub.call('GET', `/runner/state?wait=${POLL}`)).json());
    if (state.now !== told && state.now !== '') {
      told = state.now;
      trial.world.progress(`  ${Math.min(state.done + 1, state.total)} of ${state.total}: ${state.now}`);
    }
    for (const source of trial.sources) await trial.puller.pull(source);
    if (polls % LOOK === 0 || state.state === 'done')
      assertThere(await trial.world.engine.observe(trial.sandbox), trial.planned.plan.workloads);
    if (state.state === 'done') return;
    if (state.state === 'lost')
      throw new LabError('lab.channel-lost', `the runner lost its way: ${state.why ?? 'no reason given'}`);
    if (Date.now() > until) {
      await trial.hub.call('POST', '/runner/stop').catch(() => undefined);
      trial.recorder.add('lab', 'gap', {
        lost: 1,
        why: `the trial's time (${trial.timeouts.trial / 1000} s) was over`,
      });
      return;
    }
  }
}

/** Stops and starts the provider, timing both: does it keep what it was told, and stop when asked? Does it answer again? */
async function restart(trial: Trial): Promise<boolean> {
  trial.world.progress('it is restarted');
  for (const workload of providerWorkloads(trial)) {
    const gone = await noteExits(trial, [workload]);
    const stopped = await trial.world.engine.restart(trial.sandbox, workload.id, trial.signal);
    // What had ended by itself did not stop because it was asked to.
    if (!gone)
      trial.recorder.add('engine', 'lifecycle', {
        workload: workload.id,
        what: 'stopped',
        exit: stopped.exit,
        took: stopped.stopTook,
      });
    trial.recorder.add('engine', 'lifecycle', { workload: workload.id, what: 'restarted' });
  }
  return await awaitService(trial, trial.timeouts.start);
}

/** A service that ended by itself while it was used: the lab does not bring it back, and says so. */
async function noteExits(trial: Trial, among = providerWorkloads(trial)): Promise<boolean> {
  const gone = await exitedOf(trial, among);
  if (gone !== undefined) trial.recorder.add('engine', 'lifecycle', { ...gone, what: 'exited' });
  return gone !== undefined;
}

async function sample(trial: Trial, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      for (const usage of await trial.world.engine.usage(trial.sandbox))
        trial.recorder.add('engine', 'usage-sample', usage);
      await pause(2000, signal);
    }
  } catch (thrown) {
    if (!signal.aborted) trial.recorder.add('engine', 'gap', { lost: 1, why: `usage: ${asLabError(thrown).message}` });
  }
}
