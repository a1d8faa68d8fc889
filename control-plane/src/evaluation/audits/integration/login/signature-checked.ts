import { defineHostileLogin } from '../../../hostile-login.ts';
import { text } from '../../../outcome.ts';

/**
 * A token that comes straight from the login over TLS may be believed without its signature (OpenID Connect Core 3.1.3.7,
 * 6): a service that does not look at it is no open door, but leans on TLS alone.
 */
export default defineHostileLogin({
  mode: 'signature',
  severity: 'moderate',
  passed: text('Een token met een valse handtekening wordt geweigerd', 'A token with a false signature is refused'),
  failed: text(
    'De dienst aanvaardt een id-token met een valse handtekening en steunt alleen op de beveiligde verbinding met de login.',
    'The service accepts an id token with a false signature: it leans on the secure connection to the login alone.',
  ),
  mend: text(
    'Laat uw bibliotheek de handtekening van elk id-token nakijken met de sleutels van de login (jwks_uri); bij openid-client: enableNonRepudiationChecks.',
    'Have your library check the signature of each id token with the keys of the login (jwks_uri); in openid-client: enableNonRepudiationChecks.',
  ),
  requirements: ['ASVS5-9.1.1', 'OIDC-3.1.3.7'],
});
