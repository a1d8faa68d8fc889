import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { either, withoutIntents, withoutLogin } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'critical',
  passed: text(
    'Een vreemde website kan niets indienen namens een burger',
    'A foreign website can submit nothing in the name of a citizen',
  ),
  failed: text(
    'Een vreemde website kan namens een ingelogde burger iets indienen.',
    'A foreign website can submit something in the name of a logged-in citizen.',
  ),
  mend: text(
    'Zet in elk formulier een onvoorspelbaar teken van de sessie en weiger een POST zonder, of met een vreemde Origin.',
    'Put an unpredictable token of the session in each form, and refuse a POST without it or with a foreign Origin.',
  ),
  requires: { csrf: look('csrf') },
  requirements: ['ASVS5-3.5.1'],
  unless: either(withoutLogin, withoutIntents),
  audit({ csrf }) {
    const attempts = csrf.seen.flatMap((c) => c.attempts);
    if (attempts.length === 0) return notRun(text('Er was niets om na te bootsen.', 'There was nothing to imitate.'));
    const taken = attempts.filter((a) => a.accepted && a.variant === 'foreign-origin');
    const loose = attempts.filter((a) => a.accepted && a.variant !== 'foreign-origin');
    // A service may rest on Origin alone; then a missing token is no hole as long as the foreign origin is refused.
    const bad = taken.length > 0 || !attempts.some((a) => a.variant === 'foreign-origin') ? [...taken, ...loose] : [];
    return bad.length === 0
      ? pass(csrf.ids)
      : fail(
          csrf.ids,
          bad.map((a) => `${a.variant}: ${a.method} ${a.url} → ${a.status}`),
        );
  },
});
