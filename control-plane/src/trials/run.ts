import { asLabError, type LabError } from '@proeftuin/contract/errors';
import type { Report } from '@proeftuin/contract/scorecard';
import { pause } from '../pause.ts';
import { gradeTrial } from './grade.ts';
import { collect } from './phases/collect.ts';
import { play } from './phases/play.ts';
import { probe } from './phases/probe.ts';
import { provision } from './phases/provision.ts';
import { remove } from './phases/remove.ts';
import { start } from './phases/start.ts';
import { supply } from './phases/supply.ts';
import type { Phase, Trial } from './trial.ts';

const PHASES: readonly Phase[] = [supply, provision, probe, start, play, collect];
const HEARTBEAT = 4000;
const LEASE = 30_000;
/** From this phase on the machine's cores are at work; only so many trials at a time are admitted to it. */
const ADMITTED_FROM = 'provision';

export interface TrialEnd {
  readonly report: Report;
  /** Why it ended early. */
  readonly error?: LabError;
}

/**
 * Works at a trial until it is graded. Whatever happens, the sandbox is removed and what was seen is kept; an error of
 * the lab or the machine becomes the report's error, never a verdict on the service.
 */
export async function runTrial(trial: Trial): Promise<TrialEnd> {
  const { store, progress } = trial.world;
  const beat = setInterval(() => void lease(trial), HEARTBEAT);
  let error: LabError | undefined;
  try {
    for (const phase of PHASES) {
      if (phase.name === ADMITTED_FROM) await admitted(trial);
      trial.signal.throwIfAborted();
      await store.changeTrial(trial.id, { phase: phase.name, leaseUntil: soon(trial) });
      progress(phase.says(trial));
      await phase.run(trial);
      await trial.recorder.flush();
    }
  } catch (thrown) {
    error = asLabError(trial.signal.aborted ? trial.signal.reason : thrown);
    await collect.run(trial).catch(() => undefined);
  }
  try {
    await store.changeTrial(trial.id, { phase: 'remove' });
    progress(
      trial.input.keep
        ? `sandbox ${trial.sandbox} is kept; remove it with: proeftuin sweep --kept`
        : 'the sandbox is removed',
    );
    await remove(trial);
  } catch (thrown) {
    error ??= asLabError(thrown);
  } finally {
    clearInterval(beat);
  }
  await trial.recorder.flush();
  const report = await gradeTrial(trial, error);
  await store.changeTrial(trial.id, {
    phase: error === undefined ? 'done' : 'error',
    endedAt: trial.world.now().toISOString(),
    level: report.level,
    leaseUntil: trial.input.keep
      ? new Date(trial.world.now().getTime() + trial.planned.plan.ttl * 1000).toISOString()
      : null,
    error: error === undefined ? null : JSON.stringify({ code: error.code, message: error.message, next: error.next }),
  });
  return error === undefined ? { report } : { report, error };
}

const soon = (trial: Trial) => new Date(trial.world.now().getTime() + LEASE).toISOString();

async function lease(trial: Trial): Promise<void> {
  await trial.world.store.changeTrial(trial.id, { leaseUntil: soon(trial) }).catch(() => undefined);
}

/** Waits for one of the machine's places. A trial that died gives its place back when its lease ends. */
async function admitted(trial: Trial): Promise<void> {
  let told = false;
  while (!(await trial.world.store.admit(trial.id, trial.world.plays, trial.world.now().toISOString()))) {
    if (!told) trial.world.progress(`it waits: ${trial.world.plays} trials run on this machine`);
    told = true;
    await pause(300, trial.signal);
  }
}
