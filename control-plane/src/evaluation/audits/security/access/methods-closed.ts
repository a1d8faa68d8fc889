import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Ongebruikte methodes zijn dicht', 'Unused methods are closed'),
  failed: text(
    'De dienst aanvaardt methodes die ze niet nodig heeft, zoals TRACE, PUT of DELETE.',
    'The service accepts methods that it does not need, such as TRACE, PUT or DELETE.',
  ),
  mend: text(
    'Antwoord 405 op elke methode die een pad niet nodig heeft.',
    'Answer 405 to each method that a path does not need.',
  ),
  requires: { probes: look('methods') },
  requirements: ['ASVS5-4.1.4', 'ASVS5-13.4.4'],
  audit({ probes }) {
    const attempts = probes.seen.flatMap((p) => p.attempts);
    if (attempts.length === 0)
      return notRun(text('Er was niets om te proberen.', 'There was nothing to try.'), probes.ids);
    const bad = attempts.filter((a) => a.effect);
    return bad.length === 0
      ? pass(probes.ids)
      : fail(
          probes.ids,
          bad.map((a) => `${a.method} ${a.url} → ${a.status}`),
        );
  },
});
