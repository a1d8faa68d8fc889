import { checkPrimeSync, hkdfSync } from 'node:crypto';
import type { JWK } from 'jose';

/** Bytes that follow from the seed alone, another stream for each purpose (RFC 5869). */
export const derive = (seed: string, purpose: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', seed, 'proeftuin/login', purpose, length));

const SMALL = sieve(2000);
const E = 65537n;
const BITS = 1024;

function sieve(most: number): bigint[] {
  const out: bigint[] = [];
  for (let n = 3; n < most; n += 2) if (out.every((p) => n % Number(p) !== 0)) out.push(BigInt(n));
  return out;
}

/** First prime at or after a number that the seed gives, fit for RSA with e = 65537. */
function prime(seed: string, purpose: string): bigint {
  const bytes = derive(seed, purpose, BITS / 8);
  bytes[0] = (bytes[0] ?? 0) | 0xc0;
  let n = BigInt(`0x${bytes.toString('hex')}`) | 1n;
  while (SMALL.some((p) => n % p === 0n) || (n - 1n) % E === 0n || !checkPrimeSync(n, { checks: 8 })) n += 2n;
  return n;
}

function inverse(a: bigint, m: bigint): bigint {
  let [r, next, x, y] = [m, ((a % m) + m) % m, 0n, 1n];
  while (next !== 0n) {
    const q = r / next;
    [r, next] = [next, r - q * next];
    [x, y] = [y, x - q * y];
  }
  return ((x % m) + m) % m;
}

const base64url = (n: bigint): string => {
  const hex = n.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
};

const kept = new Map<string, JWK>();

/** A key that signs RS256, the same for the same seed. For a lab only: whoever knows the seed can make it. */
export function rsaKey(seed: string, kid: string): JWK {
  const name = `${kid}/${seed}`;
  // Its primes cost a tenth of a second.
  const key = kept.get(name) ?? madeKey(seed, kid);
  kept.set(name, key);
  return key;
}

function madeKey(seed: string, kid: string): JWK {
  const [p, q] = [prime(seed, `${kid}/p`), prime(seed, `${kid}/q`)];
  const d = inverse(E, (p - 1n) * (q - 1n));
  const parts = { n: p * q, e: E, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  return {
    kty: 'RSA',
    use: 'sig',
    alg: 'RS256',
    kid,
    ...Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, base64url(value)])),
  };
}
