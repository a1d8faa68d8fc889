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
    const last = kept.seen.at(-1);
    if (last === undefined) return notRun(text('Niet nagekeken.', 'Not looked at.'));
    if (!last.loggedIn) return fail(kept.ids, [`login after the restart → ${last.status}`]);
    return last.shown ? pass(kept.ids) : fail(kept.ids, [`pages after the restart → ${last.status}, nothing shown`]);
  },
});
