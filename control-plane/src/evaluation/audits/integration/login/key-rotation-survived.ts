import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutLogin } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Nieuwe sleutels van de login storen niet', 'New keys of the login do no harm'),
  failed: text(
    'Burgers kunnen niet meer inloggen zodra de login van sleutel wisselt.',
    'Citizens can no longer log in once the login changes its key.',
  ),
  mend: text(
    'Haal de sleutels (jwks_uri) opnieuw op wanneer een token een onbekende kid noemt.',
    'Fetch the keys (jwks_uri) again when a token names an unknown kid.',
  ),
  requires: { hostile: look('hostile-login') },
  requirements: ['OIDC-10.1.1'],
  unless: withoutLogin,
  audit({ hostile }) {
    const own = hostile.seen.flatMap((h) => h.attempts).filter((a) => a.mode === 'rotated-key');
    if (own.length === 0) return notRun(text('Niet geprobeerd.', 'Not tried.'));
    const refused = own.filter((a) => !a.loggedIn);
    return refused.length === 0
      ? pass(hostile.ids)
      : fail(
          hostile.ids,
          refused.map((a) => `rotated-key: ${a.status} ${a.message}`),
        );
  },
});
