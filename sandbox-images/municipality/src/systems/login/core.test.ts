import { createHash } from 'node:crypto';
import { of } from '@proeftuin/contract/evidence';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import {
  ASK,
  answerTo,
  Browser,
  CLIENT,
  exchange,
  ISSUER,
  openTestTown,
  tokensOf,
  VERIFIER,
} from './testing/browser.ts';

/** OpenID Connect Core 1.0, clause by clause, as far as a code flow with confidential clients goes. */
let town: Municipality;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());
const tokens = z.object({
  id_token: z.string(),
  access_token: z.string(),
  token_type: z.string(),
  expires_in: z.number(),
});
const codeOf = (url: URL): string => url.searchParams.get('code') ?? '';
const fetchInfo = (init: RequestInit) => town.fetch(new Request(`${ISSUER}/v1/userinfo`, init));

describe('the authorization endpoint', () => {
  test('takes a form as well as an address (3.1.2.1)', async () => {
    const browser = new Browser(town);
    const answer = await browser.go('/v1/auth', ASK);
    expect(answer.headers.get('location')).toContain('/interaction/');
  });

  test('gives back state, and says who answers (3.1.2.5; RFC 9207, 2)', async () => {
    const back = await new Browser(town).login('p-2', { state: 'met spatie & teken' });
    expect([back.searchParams.get('state'), back.searchParams.get('iss')]).toEqual(['met spatie & teken', ISSUER]);
  });

  test('gives a code in a form when that is asked (Form Post Response Mode 1.0)', async () => {
    const browser = new Browser(town);
    await browser.login('p-2');
    const start = await browser.go(`/v1/auth?${new URLSearchParams({ ...ASK, response_mode: 'form_post' })}`);
    const html = await start.text();
    expect(html).toMatch(/method="post" action="https:\/\/loket\.dienst\.test\/callback"/);
    expect(html).toMatch(/name="code"/);
  });

  test('fills in who a service hints at (3.1.2.1 login_hint), as text', async () => {
    const browser = new Browser(town);
    const to = await answerTo(browser, { login_hint: '"><p-7>' });
    expect(await (await browser.go(to.href)).text()).toContain('value="&#34;&#62;&#60;p-7&#62;"');
  });

  test.each([
    ['a request object (6.1)', { request: 'x.y.z' }, 'request_not_supported'],
    ['a request by address (6.2)', { request_uri: 'https://kwaad.example/r' }, 'request_uri_not_supported'],
    ['a registration (7.2.1)', { registration: '{}' }, 'registration_not_supported'],
    ['no login and another prompt at once (3.1.2.1)', { prompt: 'none login' }, 'invalid_request'],
    ['a prompt that nobody knows', { prompt: 'dansen' }, 'invalid_request'],
    ['an age that is no number', { max_age: 'gisteren' }, 'invalid_request'],
    ['a response type that nobody knows (RFC 6749 4.1.2.1)', { response_type: 'koffie' }, 'unsupported_response_type'],
    ['no response type', { response_type: undefined }, 'invalid_request'],
    [
      'a challenge of a method that is not offered (RFC 7636 4.4.1)',
      { code_challenge_method: 'plain' },
      'invalid_request',
    ],
    ['a challenge that is too short', { code_challenge: 'kort' }, 'invalid_request'],
    ['an id token of nobody for a hint', { id_token_hint: 'x' }, 'invalid_request'],
  ])('refuses %s back at the service, with its state', async (_, asked, error) => {
    const back = await answerTo(new Browser(town), asked);
    const said = new URLSearchParams(back.search === '' ? back.hash.slice(1) : back.search);
    expect([back.origin + back.pathname, said.get('error'), said.get('state')]).toEqual([
      CLIENT.redirect,
      error,
      'staat',
    ]);
  });

  test('never sends anybody to an address that only looks like the registered one (3.1.2.1)', async () => {
    for (const redirect_uri of [
      `${CLIENT.redirect}/`,
      `${CLIENT.redirect}?x=1`,
      CLIENT.redirect.replace('https', 'http'),
    ]) {
      const answer = await new Browser(town).go(`/v1/auth?${new URLSearchParams({ ...ASK, redirect_uri })}`);
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    }
  });
});

describe('the token endpoint', () => {
  test('gives an id token with what 2 and 3.1.3.6 ask, and forbids keeping it (3.1.3.3)', async () => {
    const browser = new Browser(town);
    const code = codeOf(await browser.login('p-2', { max_age: '3600' }));
    const { status, body } = await exchange(town, code);
    const { id_token, access_token, token_type, expires_in } = tokens.parse(body);
    const { nonce, iss, aud, exp = 0, iat = 0, auth_time, at_hash } = decodeJwt(id_token);
    expect([status, token_type, expires_in]).toEqual([200, 'Bearer', 3600]);
    expect([nonce, iss, aud]).toEqual(['nonce-1', ISSUER, CLIENT.id]);
    expect(exp - iat).toBe(3600);
    expect(Number(auth_time)).toBeGreaterThan(iat - 60);
    // 3.1.3.6: where at_hash is given, it is the left half of the hash.
    const half = createHash('sha256').update(access_token).digest().subarray(0, 16).toString('base64url');
    expect([undefined, half]).toContain(at_hash);
    expect(decodeProtectedHeader(id_token)).toMatchObject({ alg: 'RS256', kid: 'proeftuin-1' });
    expect(body).not.toHaveProperty('refresh_token');
  });

  test('an answer is not to be kept by anybody', async () => {
    const answer = await town.fetch(new Request(`${ISSUER}/v1/token`, { method: 'POST', body: new URLSearchParams() }));
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store']);
  });

  test.each([
    ['another address than was asked (3.1.3.2)', { redirect_uri: 'https://loket.dienst.test/elders' }, 'invalid_grant'],
    ['a verifier of somebody else (RFC 7636 4.6)', { code_verifier: 'v'.repeat(43) }, 'invalid_grant'],
    ['no verifier', { code_verifier: '' }, 'invalid_grant'],
    ['a code of nobody', { code: 'verzonnen' }, 'invalid_grant'],
    [
      'refresh tokens, which are not offered (12)',
      { grant_type: 'refresh_token', refresh_token: 'x' },
      'unsupported_grant_type',
    ],
    ['a password (RFC 6749 4.3)', { grant_type: 'password', username: 'p-2', password: 'x' }, 'unsupported_grant_type'],
    ['no grant type', { grant_type: '' }, 'invalid_request'],
  ])('refuses %s', async (_, more, error) => {
    const code = codeOf(await new Browser(town).login('p-2'));
    const secret = { client_id: CLIENT.id, client_secret: CLIENT.secret };
    expect(await exchange(town, code, { more: { ...secret, ...more } })).toMatchObject({
      status: 400,
      body: { error },
    });
  });

  test('a code that came twice takes what it gave with it (RFC 6749 4.1.2)', async () => {
    const code = codeOf(await new Browser(town).login('p-2'));
    const { access_token } = tokens.parse((await exchange(town, code)).body);
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetchInfo({ headers })).status).toBe(200);
    expect((await exchange(town, code)).status).toBe(400);
    expect((await fetchInfo({ headers })).status).toBe(401);
  });
});

describe('userinfo', () => {
  test('answers GET and POST alike, with the sub of the id token (5.3.1, 5.3.2)', async () => {
    const { id_token, access_token } = tokens.parse((await tokensOf(town, 'p-4')).body);
    const headers = { authorization: `Bearer ${access_token}` };
    const got = await (await fetchInfo({ headers })).json();
    const posted = await fetchInfo({ method: 'POST', body: new URLSearchParams({ access_token }) });
    expect(await posted.json()).toEqual(got);
    expect(got).toMatchObject({ sub: decodeJwt(id_token).sub });
  });

  test('gives claims of the scopes that were asked, and no others (5.4)', async () => {
    const browser = new Browser(town);
    const { access_token } = tokens.parse(
      (await exchange(town, codeOf(await browser.login('p-4', { scope: 'openid' })))).body,
    );
    const answer = await fetchInfo({ headers: { authorization: `Bearer ${access_token}` } });
    expect(await answer.json()).toEqual({ sub: expect.any(String) });
  });

  test.each([
    ['without a token', {}, 401],
    ['with a token of nobody', { authorization: 'Bearer verzonnen' }, 401],
    ['with a secret instead', { authorization: 'Basic eDp5' }, 400],
  ] as const)('refuses %s (RFC 6750, 3)', async (_, headers, status) => {
    const answer = await fetchInfo({ headers });
    expect(answer.status).toBe(status);
    // A call that says nothing is told nothing but how (3.1).
    const error = 'authorization' in headers ? /^Bearer .*error="invalid_(token|request)"/ : /^Bearer realm="[^"]+"$/;
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(error);
  });

  test('one person is another sub at another client (8.1)', async () => {
    const other = await openTestTown({ clientId: 'elders' });
    const { sub } = decodeJwt(tokens.parse((await tokensOf(town, 'p-4')).body).id_token);
    const back = await new Browser(other).login('p-4', { client_id: 'elders' });
    const basic = Buffer.from(`elders:${encodeURIComponent(CLIENT.secret)}`).toString('base64');
    const answer = await other.fetch(
      new Request(`${ISSUER}/v1/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code: codeOf(back),
          redirect_uri: CLIENT.redirect,
          code_verifier: VERIFIER,
        }),
      }),
    );
    expect(decodeJwt(tokens.parse(await answer.json()).id_token).sub).not.toBe(sub);
    other.close();
  });
});

test('every refusal is in the evidence, and no secret is', async () => {
  const told = JSON.stringify(
    of(town.shared.spool.pull(0, 2000).records, 'login').filter(({ data }) => data.event === 'error'),
  );
  expect(told).toMatch(/request_not_supported|invalid_grant|invalid_request/);
  expect(told).not.toContain(CLIENT.secret);
});
