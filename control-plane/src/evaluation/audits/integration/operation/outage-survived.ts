import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { either, withoutIntents, withoutRegisters } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text(
    'Na een storing van een ander systeem herstelt de dienst zich',
    'After an outage of another system the service recovers',
  ),
  failed: text(
    'Na een storing bij de gemeente blijft de dienst stuk, tot iemand ze herstart.',
    'After an outage at the town the service stays broken until someone restarts it.',
  ),
  mend: text(
    'Maak verbindingen opnieuw wanneer ze wegvallen, en bewaar geen foutief antwoord.',
    'Make connections again when they drop, and keep no failed answer.',
  ),
  requires: { outage: look('outage') },
  requirements: ['ASVS5-16.5.3'],
  unless: either(withoutRegisters, withoutIntents),
  audit({ outage }) {
    const attempts = outage.seen.flatMap((o) => o.attempts);
    if (attempts.length === 0) return notRun(text('Geen systeem werd verstoord.', 'No system was disturbed.'));
    const broken = attempts.filter((a) => !a.recovered);
    return broken.length === 0
      ? pass(outage.ids)
      : fail(
          outage.ids,
          broken.map((a) => `${a.system}, ${a.fault}: ${a.message}`),
        );
  },
});
