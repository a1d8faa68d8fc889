import { defineHostileLogin } from '../../../hostile-login.ts';
import { text } from '../../../outcome.ts';

export default defineHostileLogin({
  mode: 'alg-none',
  severity: 'critical',
  passed: text(
    'Een token zonder handtekening wordt geweigerd (alg none)',
    'A token without a signature is refused (alg none)',
  ),
  failed: text(
    'Iedereen kan zich als een burger voordoen: de dienst aanvaardt een id-token zonder handtekening.',
    'Anyone can pose as a citizen: the service accepts an id token without a signature.',
  ),
  mend: text(
    'Sta alleen de algoritmes toe die u verwacht (RS256 of ES256), nooit none.',
    'Allow only the algorithms that you expect (RS256 or ES256), never none.',
  ),
  requirements: ['ASVS5-9.1.2', 'OIDC-3.1.3.7'],
});
