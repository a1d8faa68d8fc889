import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { LEVELS } from './levels.ts';
import { ISSUER, openTestTown } from './testing/browser.ts';

let town: Municipality;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());
const get = async (path: string) => {
  const answer = await town.fetch(new Request(`${ISSUER}${path}`));
  return { answer, body: z.record(z.string(), z.unknown()).parse(await answer.json()) };
};

test('the discovery document says all that Discovery 1.0 (3) requires, and nothing that is not there', async () => {
  const { answer, body } = await get('/.well-known/openid-configuration');
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(body).toMatchObject({
    issuer: ISSUER,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256', 'ES256'],
    code_challenge_methods_supported: ['S256'],
    acr_values_supported: LEVELS.map(({ acr }) => acr),
    claims_parameter_supported: false,
    request_uri_parameter_supported: false,
  });
  expect(body.claims_supported).toEqual(expect.arrayContaining(['sub', 'rrn', 'acr', 'auth_time', 'vo_orgcode']));
  for (const missing of ['registration_endpoint', 'pushed_authorization_request_endpoint', 'introspection_endpoint'])
    expect(body).not.toHaveProperty(missing);
  const endpoints = Object.entries(body).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name));
  expect(endpoints.map(([name]) => name).sort()).toEqual([
    'authorization_endpoint',
    'end_session_endpoint',
    'jwks_uri',
    'token_endpoint',
    'userinfo_endpoint',
  ]);
  for (const [, url] of endpoints) {
    const there = await town.fetch(
      new Request(String(url), { method: url === body.token_endpoint ? 'POST' : 'GET', redirect: 'manual' }),
    );
    expect([url, there.status]).not.toEqual([url, 404]);
  }
});

test('the keys are public halves, and may be kept for a while', async () => {
  const { answer, body } = await get('/v1/keys');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
  expect(answer.headers.get('content-type')).toMatch(/^application\/jwk-set\+json/);
  const { keys } = z.object({ keys: z.array(z.record(z.string(), z.string())) }).parse(body);
  for (const key of keys) {
    expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(key).toMatchObject({ kty: 'RSA', use: 'sig', alg: 'RS256', e: 'AQAB' });
  }
});
