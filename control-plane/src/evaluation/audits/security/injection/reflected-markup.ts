import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'critical',
  passed: text('Ingevoerde tekst blijft tekst', 'Text that is typed stays text'),
  failed: text(
    'Een aanvaller kan met een link code laten draaien in de browser van een burger.',
    "An attacker can run code in a citizen's browser with a link.",
  ),
  mend: text(
    'Laat het sjabloon alle invoer coderen voor de plaats waar ze komt; nooit ruwe HTML.',
    'Have the template encode all input for the place where it goes; never raw HTML.',
  ),
  requires: { probes: look('reflected') },
  requirements: ['ASVS5-1.2.1'],
  audit({ probes }) {
    const attempts = probes.seen.flatMap((p) => p.attempts);
    if (attempts.length === 0)
      return notRun(text('Er was niets om te proberen.', 'There was nothing to try.'), probes.ids);
    const bad = attempts.filter((a) => a.unescaped);
    return bad.length === 0
      ? pass(probes.ids)
      : fail(
          probes.ids,
          bad.map((a) => `${a.parameter}: ${a.method} ${a.url} → ${a.excerpt}`),
        );
  },
});
