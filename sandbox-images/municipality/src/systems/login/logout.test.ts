import { of } from '@proeftuin/contract/evidence';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Municipality } from '../../open.ts';
import { answerTo, Browser, CLIENT, exchange, openTestTown } from './testing/browser.ts';

/** RP-Initiated Logout 1.0. */
const HOME = 'https://loket.dienst.test/';
let town: Municipality;
let browser: Browser;
beforeEach(async () => {
  town = await openTestTown();
  browser = new Browser(town);
});
afterEach(() => town.close());

const tokenOf = async (who: Browser, persona: string): Promise<string> => {
  const { body } = await exchange(town, (await who.login(persona)).searchParams.get('code') ?? '');
  return String(body.id_token);
};
const out = (params: Record<string, string>) => browser.go(`/v1/logout?${new URLSearchParams(params)}`);
const loggedIn = async () => (await answerTo(browser, { prompt: 'none' })).searchParams.has('code');

describe('with the id token of who is logged in', () => {
  test.each([
    ['by an address', (p: Record<string, string>) => out(p)],
    ['by a form (2)', (p: Record<string, string>) => browser.go('/v1/logout', p)],
  ])('%s, the session ends and the person is back at the service with its state', async (_, ask) => {
    const id_token_hint = await tokenOf(browser, 'p-2');
    const answer = await ask({ id_token_hint, post_logout_redirect_uri: HOME, state: 'een staat' });
    expect(answer.headers.get('location')).toBe(`${HOME}?state=een+staat`);
    expect(answer.headers.has('x-confirmed')).toBe(false);
    expect(await loggedIn()).toBe(false);
    expect(of(town.shared.spool.pull(0, 99).records, 'login').map(({ data }) => data.event)).toContain('logout');
  });

  test('also when it has expired (2), on the lab clock', async () => {
    const id_token_hint = await tokenOf(browser, 'p-2');
    town.shared.clock.turn({ advance: 2 * 3600 });
    expect((await out({ id_token_hint, post_logout_redirect_uri: HOME })).headers.get('location')).toBe(HOME);
    expect(await loggedIn()).toBe(false);
  });

  test('without an address to go to, the login says that it is done', async () => {
    const answer = await out({ id_token_hint: await tokenOf(browser, 'p-2') });
    const page = await browser.go(answer.headers.get('location') ?? '');
    expect(await page.text()).toContain('U bent afgemeld');
    expect(await loggedIn()).toBe(false);
  });

  test('what the session gave is worth nothing afterwards', async () => {
    const { body } = await exchange(town, (await browser.login('p-2')).searchParams.get('code') ?? '');
    await out({ id_token_hint: String(body.id_token) });
    const headers = { authorization: `Bearer ${String(body.access_token)}` };
    const info = await town.fetch(new Request('https://login.vlavirgem.test/v1/userinfo', { headers }));
    expect(info.status).toBe(401);
  });
});

describe('the person is asked, and stays logged in until the answer (2)', () => {
  test.each([
    ['without an id token', async () => ({ client_id: CLIENT.id, post_logout_redirect_uri: HOME })],
    ['with the id token of somebody else', async () => ({ id_token_hint: await tokenOf(new Browser(town), 'p-3') })],
  ])('%s', async (_, make) => {
    await browser.login('p-2');
    const answer = await out(await make());
    expect([answer.status, answer.headers.has('x-confirmed')]).toEqual([200, false]);
    const page = await answer.text();
    expect(page).toContain('Wilt u zich afmelden?');
    expect(await loggedIn()).toBe(true);
    expect((await browser.go('/v1/logout/confirm', { xsrf: 'verzonnen', logout: 'yes' })).status).toBe(400);
    expect(await loggedIn()).toBe(true);
  });

  test('and who says yes is logged out', async () => {
    await browser.login('p-2');
    const page = await (await out({ client_id: CLIENT.id, post_logout_redirect_uri: HOME })).text();
    const xsrf = /name="xsrf" value="([0-9a-f]+)"/.exec(page)?.[1] ?? '';
    const done = await browser.go('/v1/logout/confirm', { xsrf, logout: 'yes' });
    expect(done.headers.get('location')).toBe(HOME);
    expect(await loggedIn()).toBe(false);
  });
});

describe('nobody is sent elsewhere (3)', () => {
  test.each([
    [
      'an address that is not registered',
      async () => ({
        id_token_hint: await tokenOf(browser, 'p-2'),
        post_logout_redirect_uri: 'https://kwaad.example/',
      }),
    ],
    [
      'a client that is not the one of the token',
      async () => ({ id_token_hint: await tokenOf(browser, 'p-2'), client_id: 'elders' }),
    ],
    [
      'an id token that somebody else signed',
      async () => {
        town.shared.loginMode.mode = 'signature';
        return { id_token_hint: await tokenOf(browser, 'p-2') };
      },
    ],
    ['an id token that is none', async () => ({ id_token_hint: 'x.y.z' })],
    ['a client that nobody knows', async () => ({ client_id: 'niemand' })],
  ])('%s is refused on a page', async (_, make) => {
    const params = await make();
    const answer = await out(params);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  });

  test('an address without a client to judge it by is passed over', async () => {
    await browser.login('p-2');
    const page = await (await out({ post_logout_redirect_uri: 'https://kwaad.example/' })).text();
    const xsrf = /name="xsrf" value="([0-9a-f]+)"/.exec(page)?.[1] ?? '';
    const done = await browser.go('/v1/logout/confirm', { xsrf, logout: 'yes' });
    expect(done.headers.get('location')).toMatch(/^https:\/\/login\.vlavirgem\.test\/v1\/logout\/success/);
  });
});
