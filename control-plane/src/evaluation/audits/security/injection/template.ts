import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'critical',
  passed: text('Invoer wordt niet als sjabloon uitgevoerd', 'Input is not run as a template'),
  failed: text('Een aanvaller kan code laten draaien op de server.', 'An attacker can run code on the server.'),
  mend: text(
    'Geef invoer altijd als gegeven aan het sjabloon, nooit als deel ervan.',
    'Hand input to the template as data always, never as a part of it.',
  ),
  requires: { probes: look('injection') },
  requirements: ['ASVS5-1.2.1'],
  audit({ probes }) {
    const attempts = probes.seen.flatMap((p) => p.attempts);
    if (attempts.length === 0)
      return notRun(text('Er was niets om te proberen.', 'There was nothing to try.'), probes.ids);
    const bad = attempts.filter((a) => a.kind === 'template' && a.hit);
    return bad.length === 0
      ? pass(probes.ids)
      : fail(
          probes.ids,
          bad.map((a) => `${a.parameter}: ${a.method} ${a.url} → ${a.excerpt}`),
        );
  },
});
