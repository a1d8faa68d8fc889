import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'critical',
  passed: text('Een pad in de invoer opent geen bestanden', 'A path in the input opens no files'),
  failed: text('Een aanvaller kan bestanden van de server lezen.', 'An attacker can read files of the server.'),
  mend: text(
    'Kies bestanden uit een vaste lijst, nooit met een naam uit de invoer.',
    'Choose files from a fixed list, never by a name from the input.',
  ),
  requires: { probes: look('injection') },
  requirements: ['ASVS5-1.2.2', 'ASVS5-5.3.1'],
  audit({ probes }) {
    const attempts = probes.seen.flatMap((p) => p.attempts);
    if (attempts.length === 0)
      return notRun(text('Er was niets om te proberen.', 'There was nothing to try.'), probes.ids);
    const bad = attempts.filter((a) => a.kind === 'path' && a.hit);
    return bad.length === 0
      ? pass(probes.ids)
      : fail(
          probes.ids,
          bad.map((a) => `${a.parameter}: ${a.method} ${a.url} → ${a.excerpt}`),
        );
  },
});
