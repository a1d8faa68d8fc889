import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutLogin } from '../../../reasons.ts';
import { logins } from '../../../views/records.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('De login is met PKCE (S256) beschermd', 'The login is protected with PKCE (S256)'),
  failed: text(
    'Wie de inlogcode van een burger onderschept, kan ermee inloggen: de login gebruikt geen PKCE (S256).',
    "Whoever intercepts a citizen's login code can log in with it: the login uses no PKCE (S256).",
  ),
  mend: text(
    'Stuur bij elke login een code_challenge met methode S256 en bewaar de code_verifier in de sessie.',
    'Send a code_challenge with method S256 with each login, and keep the code_verifier in the session.',
  ),
  requires: { logins },
  requirements: ['ASVS5-10.2.1', 'RFC7636'],
  unless: withoutLogin,
  audit({ logins }) {
    const asked = logins.filter((l) => l.data.event === 'authorize');
    if (asked.length === 0) return notRun(text('Niemand logde in.', 'Nobody logged in.'));
    const bare = asked.filter((l) => l.data.pkce !== 'S256');
    return bare.length === 0
      ? pass(asked.map((l) => l.id))
      : fail(
          bare.map((l) => l.id),
          bare.map((l) => `code_challenge_method: ${l.data.pkce ?? '-'}`),
        );
  },
});
