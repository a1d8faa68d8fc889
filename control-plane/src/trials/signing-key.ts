import { generateKeyPair, type JsonWebKey } from 'node:crypto';
import { promisify } from 'node:util';

/** What is known of every signing key (RFC 7517): the modulus alone differs. */
export const PUBLIC = { kty: 'RSA', e: 'AQAB', alg: 'RS256', use: 'sig' } as const;

/** A new RSA key of 2048 bits, as a private JWK. */
export async function newSigningKey(): Promise<JsonWebKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ format: 'jwk' });
}

/** The secrets of a need of kind signing-key: the private JWK on one line, and its modulus for who must know the public half. */
export const signingSecrets = (name: string, key: JsonWebKey): Record<string, string> => ({
  [name]: JSON.stringify({ ...key, ...PUBLIC, kid: name }),
  [`${name}-n`]: key.n ?? '',
});
