import { LabError } from '@proeftuin/contract/errors';
import type { Trial } from '../trial.ts';

/** Removes the sandbox and proves that nothing is left. Runs however the trial ended; not aborted by its signal. */
export async function remove(trial: Trial): Promise<void> {
  const { grade } = trial.planned.plan;
  await trial.hub.close();
  if (trial.input.keep) {
    const detail = 'kept on request (--keep)';
    trial.isolation.push({ id: 'nothing-left', grade, verdict: 'not-run', detail });
    return;
  }
  const { engine } = trial.world;
  const left = await engine.remove(trial.sandbox);
  const all = engine.kind === 'kubernetes' ? 'the namespace and all in it' : 'containers, networks, volumes and files';
  const detail = left.length === 0 ? `${all} are gone` : `left: ${left.join(', ')}`;
  const isolation = { id: 'nothing-left', grade, verdict: left.length === 0 ? 'pass' : 'fail', detail } as const;
  trial.isolation.push(isolation);
  trial.recorder.add('probe', 'isolation-probe', isolation);
  await trial.recorder.flush();
  if (left.length > 0)
    throw new LabError('lab.leftovers', `of sandbox ${trial.sandbox} there is still: ${left.join(', ')}`);
}
