import { defineHostileLogin } from '../../../hostile-login.ts';
import { text } from '../../../outcome.ts';

export default defineHostileLogin({
  mode: 'nonce',
  severity: 'serious',
  passed: text('Een token van een andere login wordt geweigerd (nonce)', 'A token of another login is refused (nonce)'),
  failed: text(
    'Een oud of gestolen token kan opnieuw gebruikt worden om als de burger in te loggen: de dienst kijkt de nonce niet na.',
    'An old or stolen token can be used again to log in as the citizen: the service does not check the nonce.',
  ),
  mend: text(
    'Stuur bij elke login een nieuwe nonce mee en vergelijk die met de nonce in het id-token.',
    'Send a new nonce with each login and compare it with the nonce in the id token.',
  ),
  requirements: ['ASVS5-10.5.1', 'OIDC-3.1.3.7'],
});
