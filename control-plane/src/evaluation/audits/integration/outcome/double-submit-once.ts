import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutIntents } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Twee keer indienen verandert niets', 'Submitting twice changes nothing'),
  failed: text(
    'Wie zijn bevestiging herlaadt of teruggaat, dient ongewild een tweede keer in.',
    'Whoever reloads the confirmation or goes back submits a second time without wanting to.',
  ),
  mend: text(
    'Geef elke aangifte een eigen sleutel en aanvaard die maar één keer; stuur na het indienen door met 303.',
    'Give each report a key of its own and accept it only once; answer a submit with a 303 redirect.',
  ),
  requires: { again: look('back-reload') },
  requirements: ['ASVS5-2.3.1', 'RFC9110-15.4.4'],
  unless: withoutIntents,
  audit({ again }) {
    const attempts = again.seen.flatMap((a) => a.attempts);
    if (attempts.length === 0) return notRun(text('Niets werd ingediend.', 'Nothing was submitted.'));
    const doubled = attempts.filter((a) => a.extra > 0);
    return doubled.length === 0
      ? pass(again.ids)
      : fail(
          again.ids,
          doubled.map((a) => `${a.what} ${a.url}: +${a.extra}`),
        );
  },
});
