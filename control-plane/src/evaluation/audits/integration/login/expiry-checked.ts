import { defineHostileLogin } from '../../../hostile-login.ts';
import { text } from '../../../outcome.ts';

export default defineHostileLogin({
  mode: 'expired',
  severity: 'serious',
  passed: text('Een verlopen token wordt geweigerd (exp)', 'An expired token is refused (exp)'),
  failed: text(
    'Een verlopen token laat nog altijd inloggen als de burger: de dienst kijkt exp niet na.',
    'An expired token still logs in as the citizen: the service does not check exp.',
  ),
  mend: text(
    'Weiger elk id-token waarvan exp voorbij is, met hooguit een minuut speling.',
    'Refuse each id token whose exp has passed, with a minute of leeway at most.',
  ),
  requirements: ['ASVS5-9.2.1', 'OIDC-3.1.3.7'],
});
