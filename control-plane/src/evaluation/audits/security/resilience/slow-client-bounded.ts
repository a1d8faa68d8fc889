import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Trage verbindingen houden anderen niet op', 'Slow connections do not hold up others'),
  failed: text(
    'Enkele trage verbindingen houden alle andere burgers op.',
    'A few slow connections hold up all other citizens.',
  ),
  mend: text('Zet een tijdslimiet op het lezen van een verzoek.', 'Set a time limit on reading a request.'),
  requires: { load: look('load') },
  requirements: ['ASVS5-2.4.1'],
  audit({ load }) {
    const own = load.seen.flatMap((l) => l.attempts).filter((a) => a.what === 'slow-client');
    if (own.length === 0) return notRun(text('Niet geprobeerd.', 'Not tried.'), load.ids);
    const bad = own.filter((a) => !a.answered || a.status >= 500);
    return bad.length === 0
      ? pass(load.ids)
      : fail(
          load.ids,
          bad.map((a) => `${a.method} ${a.url} → ${a.status}${a.answered ? '' : ', then no answer'}`),
        );
  },
});
