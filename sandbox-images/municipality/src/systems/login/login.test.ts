import { randomUUID } from 'node:crypto';
import { of } from '@proeftuin/contract/evidence';
import { createLocalJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { ASK, Browser, CLIENT, exchange, ISSUER, openTestTown, tokensOf } from './testing/browser.ts';

let town: Municipality;
beforeEach(async () => {
  town = await openTestTown();
});
afterEach(() => town.close());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await town.fetch(new Request(`${ISSUER}${path}`, { headers }));
  return { status: answer.status, body: z.record(z.string(), z.unknown()).parse(await answer.json()) };
};
const keys = async () =>
  z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) }).parse((await get('/v1/keys')).body);
const tokenSchema = z.object({ id_token: z.string(), access_token: z.string() });
const events = () => of(town.shared.spool.pull(0, 500).records, 'login').map(({ data }) => data);

describe('the login of the town', () => {
  test('says where it is by the configured host, whatever the headers say', async () => {
    const { body } = await get('/.well-known/openid-configuration', { 'x-forwarded-host': 'kwaad.example' });
    expect(body.issuer).toBe(ISSUER);
    expect(body.token_endpoint).toBe(`${ISSUER}/v1/token`);
    expect(body.scopes_supported).toEqual(expect.arrayContaining(['openid', 'profile', 'rrn', 'vo']));
  });

  test('logs a persona in by id, and says who that is', async () => {
    const person = town.shared.town.people.select({ adult: true }, 1)[0];
    const { id_token, access_token } = tokenSchema.parse((await tokensOf(town, person?.id ?? '')).body);
    const { payload } = await jwtVerify(id_token, createLocalJWKSet(await keys()), {
      issuer: ISSUER,
      audience: CLIENT.id,
    });
    expect(payload.nonce).toBe('nonce-1');
    const { body } = await get('/v1/userinfo', { authorization: `Bearer ${access_token}` });
    expect(body).toEqual({
      sub: payload.sub,
      given_name: person?.givenName,
      family_name: person?.familyName,
      birthdate: person?.birthDate,
      rrn: person?.insz,
    });
  });

  test('logs a persona in by INSZ with its punctuation', async () => {
    const insz = town.shared.town.people.byId('p-7')?.insz ?? '';
    const typed = insz.replace(/^(..)(..)(..)(...)(..)$/, '$1.$2.$3-$4.$5');
    const { id_token } = tokenSchema.parse((await tokensOf(town, typed)).body);
    const other = tokenSchema.parse((await tokensOf(town, 'p-7')).body);
    expect(decodeJwt(id_token).sub).toBe(decodeJwt(other.id_token).sub);
  });

  test('offers residents, and says what to do when nobody has that number', async () => {
    const browser = new Browser(town);
    const start = await browser.go(`/v1/auth?${new URLSearchParams(ASK)}`);
    const path = start.headers.get('location') ?? '';
    expect(await (await browser.go(path)).text()).toContain('name="kies" value="p-');
    const wrong = await browser.go(path, { persona: '<p-99999999>' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('value="&#60;p-99999999&#62;"');
  });

  test('tells what it saw as evidence, without codes or tokens', async () => {
    await tokensOf(town, 'p-3');
    expect(events()).toEqual([
      {
        client: 'loket',
        event: 'authorize',
        scopes: ['openid', 'profile', 'rrn'],
        state: true,
        nonce: true,
        pkce: 'S256',
      },
      { client: 'loket', event: 'token', subject: 'p-3' },
    ]);
  });

  test('moves the times of a token with the lab clock', async () => {
    town.shared.clock.turn({ advance: 86_400 });
    const { id_token } = tokenSchema.parse((await tokensOf(town, 'p-3')).body);
    const { payload } = await jwtVerify(id_token, createLocalJWKSet(await keys()), {
      currentDate: new Date(town.shared.clock.now()),
    });
    expect(Math.abs((payload.iat ?? 0) * 1000 - town.shared.clock.now())).toBeLessThan(60_000);
  });

  test('takes a client that signs', async () => {
    const pair = await generateKeyPair('RS256');
    const signing = await openTestTown({ key: { ...(await exportJWK(pair.publicKey)), alg: 'RS256', use: 'sig' } });
    const back = await new Browser(signing).login('p-2');
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(CLIENT.id)
      .setSubject(CLIENT.id)
      .setAudience(ISSUER)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(pair.privateKey);
    const more = {
      client_id: CLIENT.id,
      client_assertion: assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    };
    expect((await exchange(signing, back.searchParams.get('code') ?? '', { more })).status).toBe(200);
    signing.close();
  });

  test('ends the session at logout without a question, and asks who it is afterwards', async () => {
    const browser = new Browser(town);
    const { id_token } = tokenSchema.parse((await tokensOf(town, 'p-3', browser)).body);
    const ask = new URLSearchParams({
      id_token_hint: id_token,
      post_logout_redirect_uri: 'https://loket.dienst.test/',
      state: 's',
    });
    const out = await browser.go(`/v1/logout?${ask}`);
    expect(out.headers.get('location')).toBe('https://loket.dienst.test/?state=s');
    const again = await browser.go(`/v1/auth?${new URLSearchParams(ASK)}`);
    expect(again.headers.get('location')).toContain('/interaction/');
    expect(events().map(({ event }) => event)).toContain('logout');
  });
});

describe('misuse', () => {
  test.each([
    ['an unknown client', { client_id: 'niemand' }, 400, 'invalid_client'],
    ['a redirect elsewhere', { redirect_uri: 'https://kwaad.example/callback' }, 400, 'invalid_redirect_uri'],
  ])('%s is refused on a page, never by a redirect', async (_, asked, status, words) => {
    const answer = await new Browser(town).go(`/v1/auth?${new URLSearchParams({ ...ASK, ...asked })}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([status, null]);
    expect(await answer.text()).toContain(words);
    expect(events().some(({ event }) => event === 'error')).toBe(true);
  });

  test.each([
    ['a scope that the client is not registered for', { scope: 'openid vo' }, 'invalid_scope'],
    ['an implicit flow', { response_type: 'id_token' }, 'unsupported_response_type'],
  ])('%s is refused back at the service', async (_, asked, error) => {
    const answer = await new Browser(town).go(`/v1/auth?${new URLSearchParams({ ...ASK, ...asked })}`);
    const { hash, search } = new URL(answer.headers.get('location') ?? '');
    expect(new URLSearchParams(search === '' ? hash.slice(1) : search).get('error')).toBe(error);
  });

  test('a scope that nobody knows is passed over, and told', async () => {
    const back = await new Browser(town).login('p-2', { scope: 'openid telefoon' });
    expect(back.searchParams.has('code')).toBe(true);
    expect(events()[0]?.scopes).toEqual(['openid', 'telefoon']);
  });

  test('a code works once', async () => {
    const code = (await new Browser(town).login('p-2')).searchParams.get('code') ?? '';
    expect((await exchange(town, code)).status).toBe(200);
    expect(await exchange(town, code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test.each([
    ['in the header', {}],
    ['in the body', { post: true }],
  ])('a wrong secret %s is refused, the right one works', async (_, how) => {
    const browser = new Browser(town);
    const code = async () => (await browser.login('p-2')).searchParams.get('code') ?? '';
    expect(await exchange(town, await code(), { ...how, secret: 'verkeerd' })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
    expect((await exchange(town, await code(), how)).status).toBe(200);
  });
});

describe('hostile tokens', () => {
  const verified = async (token: string) =>
    jwtVerify(token, createLocalJWKSet(await keys()), { issuer: ISSUER, audience: CLIENT.id, algorithms: ['RS256'] })
      .then(({ payload }) => (payload.nonce === 'nonce-1' ? 'accepted' : 'nonce'))
      .catch((error: { code?: string; claim?: string }) => error.claim ?? error.code);

  test.each([
    ['good', 'accepted'],
    ['signature', 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['audience', 'aud'],
    ['issuer', 'iss'],
    ['nonce', 'nonce'],
    ['expired', 'exp'],
    ['alg-none', 'ERR_JOSE_ALG_NOT_ALLOWED'],
    ['rotated-key', 'accepted'],
  ] as const)('%s: a relying party that checks says %s', async (mode, said) => {
    town.shared.loginMode.mode = mode;
    const { id_token } = tokenSchema.parse((await tokensOf(town, 'p-3')).body);
    expect(await verified(id_token)).toBe(said);
  });

  test('the next key is not published before it is used', async () => {
    expect((await keys()).keys.map(({ kid }) => kid)).toEqual(['proeftuin-1']);
    town.shared.loginMode.mode = 'rotated-key';
    expect((await keys()).keys.map(({ kid }) => kid)).toEqual(['proeftuin-1', 'proeftuin-2']);
  });
});
