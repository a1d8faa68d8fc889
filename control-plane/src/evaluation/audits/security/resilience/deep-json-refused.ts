import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Diep geneste invoer legt de dienst niet plat', 'Deeply nested input does not bring the service down'),
  failed: text(
    'Eén diep genest bericht legt de dienst plat voor iedereen.',
    'One deeply nested message brings the service down for everyone.',
  ),
  mend: text('Begrens de diepte van JSON en antwoord 400.', 'Bound the depth of JSON and answer 400.'),
  requires: { load: look('load') },
  requirements: ['ASVS5-2.2.1'],
  audit({ load }) {
    const own = load.seen.flatMap((l) => l.attempts).filter((a) => a.what === 'deep-json');
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
