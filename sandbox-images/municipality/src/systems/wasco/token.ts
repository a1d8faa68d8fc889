import { createECDH } from 'node:crypto';
import type { JWK } from 'jose';
import { derive } from '../login/keys.ts';

const TYPE = 'overdracht+jwt';
const KID = 'overdracht-1';
/** Loaded when first asked: a start need not wait for it. */
const jose = () => import('jose');

export interface Keys {
  readonly private: JWK;
  readonly public: JWK;
}

/** The key that signs hand-overs (ES256), the same for the same seed. For a lab only: whoever knows the seed can make it. */
export function keysOf(seed: string): Keys {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(derive(seed, KID, 32));
  const point = ecdh.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const own = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', alg: 'ES256', use: 'sig', kid: KID };
  // RFC 7518, 6.2.2: as long as the curve, zeros in front.
  const d = Buffer.from(ecdh.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url');
  return { public: own, private: { ...own, d } };
}

/** The token of a link (JWS, RFC 7515). It names no person: what it stands for stays at the town. Times in lab seconds. */
export async function tokenOf(
  keys: Keys,
  claims: {
    readonly iss: string;
    readonly aud: string;
    readonly jti: string;
    readonly iat: number;
    readonly exp: number;
  },
): Promise<string> {
  const { importJWK, SignJWT } = await jose();
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: KID, typ: TYPE })
    .sign(await importJWK(keys.private, 'ES256'));
}

/** Which hand-over a token is for, and for whom; undefined unless the town signed it. Its time is looked at elsewhere. */
export async function readToken(keys: Keys, token: string): Promise<{ id: string; audience: string } | undefined> {
  const { importJWK, jwtVerify } = await jose();
  try {
    const key = await importJWK(keys.public, 'ES256');
    // Expired is another answer than forged: only the record of the hand-over says which.
    const { payload } = await jwtVerify(token, key, { algorithms: ['ES256'], typ: TYPE, currentDate: new Date(0) });
    return typeof payload.jti === 'string' && typeof payload.aud === 'string'
      ? { id: payload.jti, audience: payload.aud }
      : undefined;
  } catch {
    return undefined;
  }
}
