import { defineAudit } from '../../../define.ts';
import { NEXT_STEP } from '../../../next-step.ts';
import { fail, labError, notApplicable, pass, text } from '../../../outcome.ts';
import { stories } from '../../../views/stories.ts';

export default defineAudit({
  severity: 'critical',
  passed: text(
    'Wie een taak begint, kan ze afronden, en de gemeente weet ervan',
    'Who starts a task can finish it, and the town knows',
  ),
  failed: text(
    'Iemand kon zijn taak niet afronden, of de gemeente kreeg niet wat de dienst beloofde.',
    'Someone could not finish a task, or the town did not get what the service promised.',
  ),
  mend: text(
    'Speel het verhaal na met `proeftuin dev` en volg de stap die misliep; de laatste schermafdruk toont waar.',
    'Play the story again with `proeftuin dev` and follow the step that went wrong; the last screenshot shows where.',
  ),
  requires: { stories },
  requirements: ['EIF-10', 'ISO9241-11'],
  audit({ stories }) {
    const failed = stories.filter((s) => s.came === 'failed');
    const lost = stories.filter((s) => s.came === 'lab');
    const ids = (some: typeof stories) =>
      some.flatMap((s) => [
        s.id,
        ...s.steps.filter((x) => x.data.outcome === 'failed').map((x) => x.id),
        ...s.pages.slice(-1).map((p) => p.id),
      ]);
    const told = (some: typeof stories) =>
      some.map(
        (s) =>
          `${s.scenario}: ${s.steps.find((x) => x.data.outcome === 'failed')?.data.title ?? ''} ${s.message ?? s.cause ?? ''}`,
      );
    if (failed.length > 0) {
      const mend = NEXT_STEP[failed[0]?.cause ?? ''];
      return { ...fail(ids(failed), told(failed)), ...(mend === undefined ? {} : { mend }) };
    }
    if (lost.length > 0)
      return labError(
        text('Een verhaal liep vast door de proefomgeving.', 'A story broke because of the lab.'),
        ids(lost),
        told(lost),
      );
    const done = stories.filter((s) => s.came === 'ok');
    if (done.length === 0)
      return notApplicable(text('Geen verhaal past bij deze dienst.', 'No story fits this service.'));
    return pass(
      ids(done),
      done.map((s) => s.scenario),
    );
  },
});
