import { LabError } from '@proeftuin/contract/errors';
import { LAB } from '@proeftuin/contract/plan';
import type { Isolation } from '@proeftuin/contract/scorecard';
import * as z from 'zod';
import type { Phase, Trial } from '../trial.ts';

const lineSchema = z.object({ id: z.string(), verdict: z.enum(['pass', 'fail']), detail: z.string() });
/** What the probe measures in each sandbox; the others of isolation.md are judged elsewhere. */
const PROBED = ['no-route', 'own-names', 'one-door', 'no-power', 'bounded'];

/** Tries the guarantees from inside, with the provider's exact settings, before the provider's first process exists. */
export const probe: Phase = {
  name: 'probe',
  says: () => 'the isolation of this sandbox is tried',
  async run(trial) {
    const { engine } = trial.world;
    const exit = await engine.run(trial.sandbox, LAB.probe, trial.signal);
    const said = new Map<string, { verdict: 'pass' | 'fail'; detail: string[] }>();
    for (const text of exit.output.split('\n').filter((line) => line.startsWith('{'))) {
      const line = lineSchema.parse(JSON.parse(text));
      const known = said.get(line.id) ?? { verdict: 'pass', detail: [] };
      known.detail.push(line.detail);
      if (line.verdict === 'fail') said.set(line.id, { verdict: 'fail', detail: [line.detail] });
      else said.set(line.id, known);
    }
    const { grade } = trial.planned.plan;
    for (const id of PROBED) {
      const found = said.get(id);
      const detail =
        found?.detail.join('; ') ?? `the probe said nothing of it (exit ${exit.code}): ${exit.output.slice(0, 300)}`;
      note(trial, { id, grade, verdict: found?.verdict ?? 'fail', detail });
    }
    note(trial, { id: 'closed-build', grade, ...closedBuild(trial) });
    note(trial, noForgery(trial));
    const broken = trial.isolation.filter((i) => i.verdict === 'fail');
    if (broken.length > 0 && !trial.input.acceptWeakIsolation) {
      const first = broken.map((i) => `${i.id} (${i.detail})`).join('; ');
      throw new LabError('isolation.failed', `this engine does not give: ${first}`, {
        next: 'Use an engine that `proeftuin doctor` finds good, or accept it knowingly with --accept-weak-isolation.',
      });
    }
  },
};

function note(trial: Trial, isolation: Isolation): void {
  trial.isolation.push(isolation);
  trial.recorder.add('probe', 'isolation-probe', isolation);
}

const closedBuild = (trial: Trial): Pick<Isolation, 'verdict' | 'detail'> =>
  Object.values(trial.images).some((facts) => facts.builtOpen)
    ? { verdict: 'not-run', detail: "built open: the user's own engine and network built the user's own code" }
    : { verdict: 'pass', detail: 'nothing was built: images by digest only' };

/** By the plan itself: no workload of the provider has a door to the hub, a lab side, or a volume of the lab's. */
function noForgery(trial: Trial): Isolation {
  const { plan } = trial.planned;
  const provider = new Set(plan.workloads.filter((w) => w.trust === 'provider').map((w) => w.id));
  const wrong = plan.doors.filter(
    (door) =>
      provider.has(door.from) &&
      (door.to.workload === LAB.gateway ||
        door.to.workload === LAB.play ||
        (door.to.workload === LAB.municipality && door.to.port !== LAB.municipalityPort)),
  );
  const detail =
    wrong.length === 0
      ? 'no door of the provider leads to evidence, levers or the hub'
      : `doors to the lab's side: ${wrong.map((door) => door.name).join(', ')}`;
  return { id: 'no-forgery', grade: plan.grade, verdict: wrong.length === 0 ? 'pass' : 'fail', detail };
}
