import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { LEVELS } from './levels.ts';
import { ASK, answerTo, Browser, exchange, openTestTown } from './testing/browser.ts';

const [{ acr: LOW }, { acr: SUBSTANTIAL }, { acr: HIGH }] = LEVELS;
let town: Municipality;
let browser: Browser;
beforeEach(async () => {
  town = await openTestTown();
  browser = new Browser(town);
});
afterEach(() => town.close());

const claims = async (back: URL) => {
  const { body } = await exchange(town, back.searchParams.get('code') ?? '');
  return decodeJwt(z.object({ id_token: z.string() }).parse(body).id_token);
};
const error = (back: URL): string | null => back.searchParams.get('error');
const isAsked = (back: URL): boolean => back.pathname.startsWith('/interaction/');

describe('prompt', () => {
  test('none without a session is login_required; with one it is answered at once (Core 3.1.2.6)', async () => {
    expect(error(await answerTo(browser, { prompt: 'none' }))).toBe('login_required');
    await browser.login('p-2');
    expect((await answerTo(browser, { prompt: 'none' })).searchParams.has('code')).toBe(true);
  });

  test('none with the id token of somebody else is login_required (Core 3.1.2.1)', async () => {
    const other = new Browser(town);
    const { body } = await exchange(town, (await other.login('p-3')).searchParams.get('code') ?? '');
    const id_token_hint = String(body.id_token);
    await browser.login('p-2');
    expect(error(await answerTo(browser, { prompt: 'none', id_token_hint }))).toBe('login_required');
    expect((await answerTo(other, { prompt: 'none', id_token_hint })).searchParams.has('code')).toBe(true);
  });

  test('login asks again who it is, and somebody else may answer', async () => {
    const first = await claims(await browser.login('p-2'));
    expect(isAsked(await answerTo(browser, {}))).toBe(false);
    expect(isAsked(await answerTo(browser, { prompt: 'login' }))).toBe(true);
    const second = await claims(await browser.login('p-3', { prompt: 'login' }));
    expect(second.sub).not.toBe(first.sub);
  });
});

describe('max_age, on the lab clock', () => {
  test('asks again when the login is older, and tells when it was', async () => {
    const first = await claims(await browser.login('p-2', { max_age: '600' }));
    town.shared.clock.turn({ advance: 500 });
    const same = await claims(await answerTo(browser, { max_age: '600' }));
    expect(Math.abs(Number(same.auth_time) - Number(first.auth_time))).toBeLessThanOrEqual(1);
    town.shared.clock.turn({ advance: 200 });
    expect(isAsked(await answerTo(browser, { max_age: '600' }))).toBe(true);
    expect(error(await answerTo(browser, { max_age: '600', prompt: 'none' }))).toBe('login_required');
    const later = await claims(await browser.login('p-2', { max_age: '600' }));
    expect(Number(later.auth_time) - Number(first.auth_time)).toBeGreaterThanOrEqual(699);
    expect(Math.abs(Number(later.auth_time) * 1000 - town.shared.clock.now())).toBeLessThan(30_000);
  });

  test('a session ends after eight hours, a code after a minute, an access token after an hour', async () => {
    const code = (await browser.login('p-2')).searchParams.get('code') ?? '';
    const fresh = (await answerTo(browser, {})).searchParams.get('code') ?? '';
    const { body } = await exchange(town, fresh);
    town.shared.clock.turn({ advance: 61 });
    expect(await exchange(town, code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const info = async () => {
      const headers = { authorization: `Bearer ${String(body.access_token)}` };
      return (await town.fetch(new Request('https://login.vlavirgem.test/v1/userinfo', { headers }))).status;
    };
    expect(await info()).toBe(200);
    town.shared.clock.turn({ advance: 3600 });
    expect(await info()).toBe(401);
    expect(isAsked(await answerTo(browser, {}))).toBe(false);
    town.shared.clock.turn({ advance: 7 * 3600 });
    expect(isAsked(await answerTo(browser, {}))).toBe(true);
  });
});

describe('levels (acr_values)', () => {
  test('a session that is sure enough is not asked again, and the token says how sure', async () => {
    await browser.login('p-2');
    expect((await claims(await answerTo(browser, { acr_values: LOW }))).acr).toBe(SUBSTANTIAL);
    expect((await claims(await answerTo(browser, { acr_values: SUBSTANTIAL }))).acr).toBe(SUBSTANTIAL);
  });

  test('a session that is less sure must step up, and stays so', async () => {
    await browser.login('p-2');
    expect(isAsked(await answerTo(browser, { acr_values: HIGH }))).toBe(true);
    expect(error(await answerTo(browser, { acr_values: HIGH, prompt: 'none' }))).toBe('login_required');
    expect((await claims(await browser.login('p-2', { acr_values: HIGH }))).acr).toBe(HIGH);
    expect((await claims(await answerTo(browser, { acr_values: HIGH, prompt: 'none' }))).acr).toBe(HIGH);
  });

  test('any of several will do; one that nobody knows is passed over', async () => {
    await browser.login('p-2');
    expect(isAsked(await answerTo(browser, { acr_values: `${HIGH} ${SUBSTANTIAL}` }))).toBe(false);
    expect(isAsked(await answerTo(browser, { acr_values: 'urn:onbekend' }))).toBe(false);
  });

  test('the page takes no level below what was asked', async () => {
    const start = await browser.go(`/v1/auth?${new URLSearchParams({ ...ASK, acr_values: HIGH })}`);
    const at = start.headers.get('location') ?? '';
    expect(await (await browser.go(at)).text()).not.toContain(`value="${SUBSTANTIAL}"`);
    for (const niveau of [LOW, SUBSTANTIAL, 'urn:onbekend'])
      expect((await browser.go(at, { persona: 'p-2', niveau })).status).toBe(422);
    expect((await browser.go(at, { persona: 'p-2', niveau: HIGH })).status).toBe(303);
  });

  test('a person may be surer than was asked', async () => {
    const back = await browser.login('p-2', { acr_values: LOW }, HIGH);
    expect((await claims(back)).acr).toBe(HIGH);
  });
});
