import { defineHostileLogin } from '../../../hostile-login.ts';
import { text } from '../../../outcome.ts';

export default defineHostileLogin({
  mode: 'audience',
  severity: 'critical',
  passed: text(
    'Een token voor een andere dienst wordt geweigerd (aud)',
    'A token made for another service is refused (aud)',
  ),
  failed: text(
    'Een andere dienst kan met haar tokens als uw burgers inloggen: de dienst kijkt aud niet na.',
    'Another service can log in as your citizens with its tokens: the service does not check aud.',
  ),
  mend: text(
    'Weiger elk id-token waarvan aud niet uw eigen client-id is.',
    'Refuse each id token whose aud is not your own client id.',
  ),
  requirements: ['ASVS5-9.2.3', 'ASVS5-10.5.4', 'OIDC-3.1.3.7'],
});
