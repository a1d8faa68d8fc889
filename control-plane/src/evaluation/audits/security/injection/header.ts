import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Invoer voegt geen headers toe', 'Input adds no headers'),
  failed: text(
    'Een aanvaller kan met een link headers of cookies in het antwoord schrijven.',
    'An attacker can write headers or cookies into the answer with a link.',
  ),
  mend: text(
    'Weiger regeleinden in alles wat in een header komt.',
    'Refuse line breaks in all that goes into a header.',
  ),
  requires: { probes: look('injection') },
  requirements: ['ASVS5-1.2.1'],
  audit({ probes }) {
    const attempts = probes.seen.flatMap((p) => p.attempts);
    if (attempts.length === 0)
      return notRun(text('Er was niets om te proberen.', 'There was nothing to try.'), probes.ids);
    const bad = attempts.filter((a) => a.kind === 'header' && a.hit);
    return bad.length === 0
      ? pass(probes.ids)
      : fail(
          probes.ids,
          bad.map((a) => `${a.parameter}: ${a.method} ${a.url} → ${a.excerpt}`),
        );
  },
});
