import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Municipality } from '../../open.ts';
import { Browser, CLIENT, exchange, ISSUER, openTestTown } from './testing/browser.ts';

const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const { privateKey, publicKey } = await generateKeyPair('RS256');
const stranger = await generateKeyPair('RS256');

let town: Municipality;
let browser: Browser;
beforeAll(async () => {
  town = await openTestTown({ key: { ...(await exportJWK(publicKey)), alg: 'RS256', use: 'sig' } });
  browser = new Browser(town);
});
afterAll(() => town.close());

const second = (): number => Math.floor(Date.now() / 1000);
/** A right assertion (Core 9, RFC 7523 3), with `change` over it; undefined leaves a claim out. */
const assertion = (change: Record<string, unknown> = {}, key: typeof privateKey = privateKey): Promise<string> => {
  const right = { iss: CLIENT.id, sub: CLIENT.id, aud: ISSUER, jti: randomUUID(), iat: second(), exp: second() + 60 };
  const claims = Object.fromEntries(Object.entries({ ...right, ...change }).filter(([, value]) => value !== undefined));
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(key);
};
const present = async (jwt: string, more: Record<string, string> = {}) => {
  const code = (await browser.login('p-2')).searchParams.get('code') ?? '';
  const params = { client_id: CLIENT.id, client_assertion: jwt, client_assertion_type: TYPE, ...more };
  return exchange(town, code, { more: params });
};
const unsigned = (): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: CLIENT.id, sub: CLIENT.id, aud: ISSUER, jti: randomUUID(), exp: second() + 60 };
  return `${part({ alg: 'none' })}.${part(claims)}.`;
};

describe('a client that signs (private_key_jwt)', () => {
  test.each([
    ['the issuer', ISSUER],
    ['the token endpoint', `${ISSUER}/v1/token`],
    ['several, of which one is the login', ['https://elders.example', ISSUER]],
  ])('is taken when it speaks to %s', async (_, aud) => {
    expect((await present(await assertion({ aud }))).status).toBe(200);
  });

  test.each([
    ['is signed by another key', () => assertion({}, stranger.privateKey)],
    ['is not signed', async () => unsigned()],
    ['has expired', () => assertion({ iat: second() - 120, exp: second() - 60 })],
    ['does not expire', () => assertion({ exp: undefined })],
    ['is not valid yet', () => assertion({ nbf: second() + 600 })],
    ['is for somebody else', () => assertion({ aud: 'https://elders.example' })],
    ['is for nobody', () => assertion({ aud: undefined })],
    ['comes from somebody else', () => assertion({ iss: 'elders' })],
    ['cannot be told from another', () => assertion({ jti: undefined })],
  ])('is refused when its assertion %s', async (_, make) => {
    expect(await present(await make())).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  test('is refused when its assertion came before (RFC 7523, 3.7)', async () => {
    const jwt = await assertion();
    expect((await present(jwt)).status).toBe(200);
    expect(await present(jwt)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  test('is refused when it says another name beside it, or no type', async () => {
    expect(await present(await assertion(), { client_id: 'elders' })).toMatchObject({ status: 400 });
    expect(await present(await assertion(), { client_assertion_type: 'urn:x' })).toMatchObject({ status: 400 });
  });

  test('is refused with a secret, also the one in its settings', async () => {
    const code = (await browser.login('p-2')).searchParams.get('code') ?? '';
    expect(await exchange(town, code)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });
});

test('a client with a secret cannot sign instead, nor prove itself twice', async () => {
  const plain = await openTestTown();
  const code = async () => (await new Browser(plain).login('p-2')).searchParams.get('code') ?? '';
  const signed = { client_id: CLIENT.id, client_assertion: await assertion(), client_assertion_type: TYPE };
  expect(await exchange(plain, await code(), { more: signed })).toMatchObject({ status: 401 });
  const twice = { ...signed, client_secret: CLIENT.secret };
  expect(await exchange(plain, await code(), { more: twice })).toMatchObject({ status: 400 });
  plain.close();
});
