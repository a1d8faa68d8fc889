import { defineAudit } from '../../../define.ts';
import { fail, needsReview, notRun, pass, text } from '../../../outcome.ts';
import { either, TOO_MUCH, withoutCases, withoutIntents } from '../../../reasons.ts';
import { pages } from '../../../views/pages.ts';
import { stories } from '../../../views/stories.ts';

const STATUS =
  /\b(status|stand van zaken|in behandeling|ingediend|ontvangen|goedgekeurd|afgehandeld|geregistreerd|submitted|received|in progress)\b/i;

export default defineAudit({
  severity: 'moderate',
  passed: text('De burger ziet hoe het met zijn vraag staat', 'The citizen sees how their request is doing'),
  failed: text(
    'Na het indienen ziet een burger nergens hoe het met zijn vraag staat.',
    'After submitting, a citizen sees nowhere how the request is doing.',
  ),
  mend: text(
    'Toon op de bevestiging en op een pagina «mijn dossiers» de status en wat er nog volgt.',
    'Show the status and what is still to come on the confirmation and on a page of own cases.',
  ),
  requires: { stories, pages },
  requirements: ['EIF-5', 'EGOV-BENCHMARK-TRANSPARENCY'],
  unless: either(withoutIntents, withoutCases),
  audit({ stories, pages }) {
    const asked = stories.filter((s) => s.capability === 'dossier.status' && s.came === 'failed');
    if (asked.length > 0)
      return fail(
        asked.map((s) => s.id),
        asked.map((s) => s.message ?? s.scenario),
      );
    const done = stories.filter((s) => s.capability !== 'any' && s.came === 'ok');
    if (done.length === 0) return notRun(text('Geen taak werd afgerond.', 'No task was completed.'));
    const steps = new Set(done.map((s) => s.scenario));
    const own = pages.filter((p) => steps.has(p.step?.split('#')[0] ?? ''));
    if (own.length === 0)
      return notRun(text('De bevestiging werd niet opgenomen.', 'The confirmation was not recorded.'));
    const shown = own.filter((p) => STATUS.test(p.visible()));
    if (shown.length > 0) return pass(shown.slice(-2).map((p) => p.id));
    const cut = own.filter((p) => p.isCut('text'));
    return cut.length > 0
      ? needsReview(
          TOO_MUCH,
          cut.map((p) => p.id),
          cut.map((p) => p.path),
        )
      : fail(own.slice(-2).map((p) => p.id));
  },
});
