import { defineHostileLogin } from '../../../hostile-login.ts';
import { text } from '../../../outcome.ts';

export default defineHostileLogin({
  mode: 'issuer',
  severity: 'critical',
  passed: text('Een token van een andere uitgever wordt geweigerd (iss)', 'A token of another issuer is refused (iss)'),
  failed: text(
    'Een vreemde uitgever kan zeggen wie de burger is: de dienst kijkt iss niet na.',
    'A foreign issuer can say who the citizen is: the service does not check iss.',
  ),
  mend: text(
    'Weiger elk id-token waarvan iss niet precies de ingestelde uitgever is.',
    'Refuse each id token whose iss is not exactly the configured issuer.',
  ),
  requirements: ['ASVS5-10.5.3', 'OIDC-3.1.3.7'],
});
