import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'critical',
  passed: text('Invoer raakt de databank niet', 'Input does not reach the database'),
  failed: text(
    'Een aanvaller kan de databank bevragen of veranderen met wat hij in een veld typt.',
    'An attacker can query or change the database with what they type in a field.',
  ),
  mend: text(
    'Gebruik overal parameters (prepared statements), bouw nooit een query met tekst.',
    'Use parameters everywhere (prepared statements), never build a query from text.',
  ),
  requires: { probes: look('sql') },
  requirements: ['ASVS5-1.2.4'],
  audit({ probes }) {
    const attempts = probes.seen.flatMap((p) => p.attempts);
    if (attempts.length === 0)
      return notRun(text('Er was niets om te proberen.', 'There was nothing to try.'), probes.ids);
    const bad = attempts.filter((a) => a.words.length > 0 || (a.before > 0 && a.before < 500 && a.status >= 500));
    return bad.length === 0
      ? pass(probes.ids)
      : fail(
          probes.ids,
          bad.map((a) => `${a.parameter} = ${a.probe}: ${a.before} → ${a.status} ${a.words.join(', ')}`),
        );
  },
});
