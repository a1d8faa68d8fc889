import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { withoutIntents } from '../../../reasons.ts';
import { repeats } from '../../../views/repeats.ts';

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
  requires: { repeats },
  requirements: ['ASVS5-2.3.1', 'RFC9110-15.4.4'],
  unless: withoutIntents,
  audit({ repeats }) {
    const doubled = repeats.filter(({ extra }) => extra > 0);
    return doubled.length === 0
      ? pass(repeats.map(({ id }) => id))
      : fail(
          doubled.map(({ id }) => id),
          doubled.map(({ what, extra }) => `${what}: +${extra}`),
        );
  },
});
