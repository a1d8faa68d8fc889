import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutLogin } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'critical',
  passed: text('Een naam uit een register blijft tekst', 'A name from a register stays text'),
  failed: text(
    'Een inwoner met tekens als < in de naam brengt code op de pagina.',
    'A resident with characters such as < in their name brings code onto the page.',
  ),
  mend: text(
    'Codeer ook gegevens uit registers en uit de login voor de plaats waar ze komen.',
    'Encode data of registers and of the login too, for the place where they go.',
  ),
  requires: { stored: look('stored') },
  requirements: ['ASVS5-1.2.1'],
  unless: withoutLogin,
  audit({ stored }) {
    const pages = stored.seen.filter((s) => s.loggedIn).flatMap((s) => s.pages);
    if (pages.length === 0)
      return notRun(text('Deze inwoner kon niet inloggen.', 'This resident could not log in.'), stored.ids);
    const bad = pages.filter((p) => p.unescaped || p.executed);
    return bad.length === 0
      ? pass(stored.ids)
      : fail(
          stored.ids,
          bad.map((p) => `${p.url}: ${p.executed ? 'code ran' : 'markup not encoded'}`),
        );
  },
});
