import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutIntents } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'critical',
  passed: text('Een herstart verliest niets', 'A restart loses nothing'),
  failed: text(
    'Na een herstart is verdwenen wat de burger had ingediend.',
    'After a restart, what the citizen had submitted is gone.',
  ),
  mend: text(
    'Bewaar wat is ingediend in de databank (`postgres`) of een volume, nooit alleen in het geheugen of in de container.',
    'Keep what was submitted in the database (`postgres`) or a volume, never only in memory or in the container.',
  ),
  requires: { kept: look('kept') },
  requirements: ['EIF-18'],
  unless: withoutIntents,
  audit({ kept }) {
    const [before, ...later] = kept.seen;
    const after = later.at(-1);
    if (before === undefined || after === undefined)
      return notRun(text('Niet voor en na een herstart nagekeken.', 'Not looked at before and after a restart.'));
    if (!after.loggedIn && before.loggedIn) return fail(kept.ids, [`login after the restart → ${after.status}`]);
    if (!before.shown)
      return notRun(text('De dienst toont niet wat was ingediend.', 'The service does not show what was submitted.'));
    return after.shown ? pass(kept.ids) : fail(kept.ids, [`pages after the restart → ${after.status}, nothing shown`]);
  },
});
