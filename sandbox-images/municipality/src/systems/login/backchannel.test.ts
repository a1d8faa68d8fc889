import { of } from '@proeftuin/contract/evidence';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { Browser, CLIENT, exchange, ISSUER, openTestTown } from './testing/browser.ts';

/** OpenID Connect Back-Channel Logout 1.0. */
const ENDED = 'https://loket.dienst.test/einde';
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
let town: Municipality;
let browser: Browser;
let calls: Request[];
let status: number;
beforeEach(async () => {
  [calls, status] = [[], 200];
  const call = async (request: Request): Promise<Response> => {
    calls.push(request);
    return new Response(null, { status });
  };
  town = await openTestTown({ backchannelLogoutUri: ENDED }, { call });
  browser = new Browser(town);
});
afterEach(() => town.close());

const login = async (): Promise<string> => {
  const { body } = await exchange(town, (await browser.login('p-2')).searchParams.get('code') ?? '');
  return String(body.id_token);
};
const logout = (hint: string) => browser.go(`/v1/logout?${new URLSearchParams({ id_token_hint: hint })}`);

test('the service is told which session ended, in a token that is no id token (2.4)', async () => {
  const hint = await login();
  expect((await logout(hint)).status).toBe(303);
  expect(calls.map(({ url, method }) => [url, method])).toEqual([[ENDED, 'POST']]);
  const form = new URLSearchParams(await calls[0]?.text());
  const keys = await (await town.fetch(new Request(`${ISSUER}/v1/keys`))).json();
  const set = createLocalJWKSet(z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }).parse(keys));
  const { payload } = await jwtVerify(form.get('logout_token') ?? '', set, { issuer: ISSUER, audience: CLIENT.id });
  const { sub, sid } = decodeJwt(hint);
  expect(payload).toMatchObject({
    sub,
    sid,
    jti: expect.any(String),
    iat: expect.any(Number),
    events: { [EVENT]: {} },
  });
  expect(payload).not.toHaveProperty('nonce');
});

test('a service that does not take it is told in the evidence; the person is logged out all the same', async () => {
  status = 500;
  expect((await logout(await login())).status).toBe(303);
  const errors = of(town.shared.spool.pull(0, 99).records, 'login').filter(({ data }) => data.event === 'error');
  expect(errors.map(({ data }) => data.message)).toEqual([expect.stringContaining('500')]);
});

test('a client that registered no address is not called', async () => {
  const quiet = await openTestTown(
    {},
    {
      call: async (request) => {
        calls.push(request);
        return new Response();
      },
    },
  );
  const other = new Browser(quiet);
  const { body } = await exchange(quiet, (await other.login('p-2')).searchParams.get('code') ?? '');
  expect(decodeJwt(String(body.id_token))).not.toHaveProperty('sid');
  await other.go(`/v1/logout?${new URLSearchParams({ id_token_hint: String(body.id_token) })}`);
  expect(calls).toEqual([]);
  quiet.close();
});
