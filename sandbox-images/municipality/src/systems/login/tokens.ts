import type { HostileMode } from '@proeftuin/contract/municipality';
import { decodeJwt, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';

export interface Keys {
  /** What signs, and what is published. */
  readonly own: JWK;
  /** What signs, and is published too, after a change of keys. */
  readonly next: JWK;
  /** A stranger's. */
  readonly foreign: JWK;
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

async function signed(payload: JWTPayload, key: JWK, kid: string | undefined): Promise<string> {
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(kid === undefined ? {} : { kid }) })
    .sign(await importJWK(key, 'RS256'));
}

/**
 * An id token made anew: its times moved by `skew` seconds to the lab clock and, in a hostile mode, wrong in one way. A relying
 * party must refuse each (OpenID Connect Core 3.1.3.7: 2 iss, 3 aud, 6 signature, 7 alg, 9 exp, 11 nonce), except a changed key
 * that is published (10.1.1).
 */
export async function remade(token: string, keys: Keys, mode: 'good' | HostileMode, skew: number): Promise<string> {
  const payload: JWTPayload = { ...decodeJwt(token) };
  for (const time of ['iat', 'exp', 'auth_time']) {
    const at = payload[time];
    if (typeof at === 'number') payload[time] = at + skew;
  }
  const { kid } = keys.own;
  switch (mode) {
    case 'good':
      return skew === 0 ? token : signed(payload, keys.own, kid);
    case 'signature':
      return signed(payload, keys.foreign, kid);
    case 'audience':
      return signed({ ...payload, aud: 'een-andere-dienst' }, keys.own, kid);
    case 'issuer':
      return signed({ ...payload, iss: 'https://login.elders.example' }, keys.own, kid);
    case 'nonce':
      return signed({ ...payload, nonce: 'een-nonce-van-een-andere-aanmelding' }, keys.own, kid);
    case 'expired':
      return signed({ ...payload, iat: (payload.iat ?? 0) - 7200, exp: (payload.iat ?? 0) - 3600 }, keys.own, kid);
    case 'alg-none':
      return `${base64({ alg: 'none', typ: 'JWT' })}.${base64(payload)}.`;
    case 'rotated-key':
      return signed(payload, keys.next, keys.next.kid);
  }
}
