import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutLogin } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('De terugkeer van de login wordt nagekeken (state)', 'The return of the login is checked (state)'),
  failed: text(
    'Een aanvaller kan een burger ongemerkt in een vreemde sessie laten inloggen: de dienst kijkt de state niet na.',
    "An attacker can have a citizen log in to someone else's session: the service does not check the state.",
  ),
  mend: text(
    'Maak voor elke login een onvoorspelbare state, bewaar die in de sessie, en weiger elke terugkeer met een andere state of een gebruikte code.',
    'Make an unpredictable state for each login, keep it in the session, and refuse each return with another state or a used code.',
  ),
  requires: { state: look('state') },
  requirements: ['ASVS5-10.2.1', 'RFC6749-10.12'],
  unless: withoutLogin,
  audit({ state }) {
    const attempts = state.seen.flatMap((s) => s.attempts);
    if (attempts.length === 0) return notRun(text('Er werd niets geprobeerd.', 'Nothing was tried.'));
    const wrong = attempts.filter((a) => a.loggedIn);
    return wrong.length === 0
      ? pass(state.ids)
      : fail(
          state.ids,
          wrong.map((a) => `${a.variant}: ${a.method} ${a.url} → ${a.status}, logged in`),
        );
  },
});
