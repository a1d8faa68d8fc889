import { defineHostileLogin } from '../../../hostile-login.ts';
import { text } from '../../../outcome.ts';

export default defineHostileLogin({
  mode: 'signature',
  severity: 'critical',
  passed: text('Een token met een valse handtekening wordt geweigerd', 'A token with a false signature is refused'),
  failed: text(
    'Iedereen kan zich als een burger voordoen: de dienst aanvaardt een id-token met een valse handtekening.',
    'Anyone can pose as a citizen: the service accepts an id token with a false signature.',
  ),
  mend: text(
    'Kijk de handtekening van elk id-token na met de sleutels van de login (jwks_uri), met een gangbare bibliotheek.',
    'Check the signature of each id token with the keys of the login (jwks_uri), with a well-known library.',
  ),
  requirements: ['ASVS5-9.1.1', 'OIDC-3.1.3.7'],
});
