import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutLogin } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Bij het inloggen begint een nieuwe sessie', 'A login begins a new session'),
  failed: text(
    'Een aanvaller kan meeliften op de login van een burger: de sessie van voor het inloggen blijft gelden.',
    "An attacker can ride along on a citizen's login: the session of before the login stays valid.",
  ),
  mend: text(
    'Geef bij elke login een nieuwe sessiesleutel uit en maak de oude ongeldig.',
    'Issue a new session key at each login and make the old one invalid.',
  ),
  requires: { session: look('session') },
  requirements: ['ASVS5-7.2.4'],
  unless: withoutLogin,
  audit({ session }) {
    const tried = session.seen.filter((s) => s.loggedIn);
    if (tried.length === 0) return notRun(text('Inloggen lukte niet.', 'The login did not succeed.'), session.ids);
    const details = tried.flatMap((s) => [
      ...(s.fixed ? ['session cookie unchanged by the login'] : []),
      ...(s.planted ? ['session cookie chosen by the attacker accepted'] : []),
    ]);
    return details.length === 0 ? pass(session.ids) : fail(session.ids, details);
  },
});
