import { createLocalJWKSet, createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { Browser, CLIENT, exchange, ISSUER, openTestTown } from './testing/browser.ts';

/** Rotation of signing keys, OpenID Connect Core 10.1.1. */
let town: Municipality;
let asked = 0;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

const set = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });
const published = async () => set.parse(await (await town.fetch(new Request(`${ISSUER}/v1/keys`))).json());
const tokenIn = async (mode: 'good' | 'rotated-key'): Promise<string> => {
  town.shared.loginMode.mode = mode;
  const { body } = await exchange(town, (await new Browser(town).login('p-2')).searchParams.get('code') ?? '');
  return String(body.id_token);
};
const rules = { issuer: ISSUER, audience: CLIENT.id };

test('a token of the key before is good while that key is published; the new one by kid', async () => {
  const before = await tokenIn('good');
  const after = await tokenIn('rotated-key');
  const keys = createLocalJWKSet(await published());
  expect((await jwtVerify(before, keys, rules)).protectedHeader.kid).toBe('proeftuin-1');
  expect((await jwtVerify(after, keys, rules)).protectedHeader.kid).toBe('proeftuin-2');
});

test('who kept the keys of before must look again, and finds the new one', async () => {
  town.shared.loginMode.mode = 'good';
  const kept = createLocalJWKSet(await published());
  const remote = createRemoteJWKSet(new URL(`${ISSUER}/v1/keys`), {
    cooldownDuration: 0,
    [customFetch]: async (url, init) => {
      asked += 1;
      return town.fetch(new Request(url, { headers: new Headers(init.headers) }));
    },
  });
  await jwtVerify(await tokenIn('good'), remote, rules);
  const after = await tokenIn('rotated-key');
  await expect(jwtVerify(after, kept, rules)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  await jwtVerify(after, remote, rules);
  expect(asked).toBe(2);
});

test('a token of either key is a hint at logout', async () => {
  for (const mode of ['good', 'rotated-key'] as const) {
    const browser = new Browser(town);
    town.shared.loginMode.mode = mode;
    const { body } = await exchange(town, (await browser.login('p-2')).searchParams.get('code') ?? '');
    const hint = new URLSearchParams({ id_token_hint: String(body.id_token) });
    expect((await browser.go(`/v1/logout?${hint}`)).status).toBe(303);
  }
});
