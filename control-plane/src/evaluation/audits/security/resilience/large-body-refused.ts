import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text(
    'Een te groot formulier legt de dienst niet plat',
    'A form that is too large does not bring the service down',
  ),
  failed: text(
    'Eén te groot formulier legt de dienst plat voor iedereen.',
    'One form that is too large brings the service down for everyone.',
  ),
  mend: text(
    'Weiger bodies boven een grens met 413, vóór ze gelezen zijn.',
    'Refuse bodies above a limit with 413, before they are read.',
  ),
  requires: { load: look('load') },
  requirements: ['ASVS5-5.2.1'],
  audit({ load }) {
    const own = load.seen.flatMap((l) => l.attempts).filter((a) => a.what === 'large-body');
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
