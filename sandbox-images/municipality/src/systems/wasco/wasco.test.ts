import { of } from '@proeftuin/contract/evidence';
import { createLocalJWKSet, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { asJson, BARE, BASE, CONFIG, call, jsonOf, lever, openSmall } from '../../testing/open.ts';
import { PURPOSES } from './purposes.ts';
import { VALID } from './records.ts';
import { issuedSchema, redeemedSchema } from './schema.ts';

const OTHER = { authorization: 'Bearer token-ander' };
const LANDING = 'https://ander.dienst.test/welkom?taal=nl';
let m: Municipality;
beforeEach(async () => {
  const grants = CONFIG.grants.map((g) => ({
    ...g,
    registers: g.service === 'zonder' ? [] : [...g.registers, 'wasco'],
  }));
  m = await openSmall({ grants, landings: [{ service: 'ander', url: LANDING }] });
});
afterEach(() => m.close());

const someone = () => {
  const [person] = m.shared.town.people.select({ adult: true }, 1);
  if (person === undefined) throw new Error('nobody');
  return person;
};
const asked = (more: object = {}) => ({
  insz: someone().insz,
  ontvanger: 'ander',
  doel: 'adreswijziging-melden',
  ...more,
});
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(m, 'wasco', path, { method: 'POST', headers: asJson(headers), body: JSON.stringify(body) });
const issued = async (more: object = {}) => jsonOf(post('/v1/overdrachten', asked(more)), issuedSchema.required());
const tokenIn = (link: string): string => new URL(link).searchParams.get('overdracht') ?? '';
const redeem = (overdracht: string, headers: Record<string, string> = OTHER) =>
  post('/v1/overdrachten/inwisselen', { overdracht }, headers);
const handed = () => of(m.shared.spool.pull(0, 99).records, 'register-access').map(({ data }) => data);
const typeOf = async (answer: Response) => jsonOf(answer, z.looseObject({ type: z.string() })).then(({ type }) => type);

describe('a hand-over', () => {
  test('leads to the receiver, which is told the least that its purpose needs, once', async () => {
    const { id, link, toestand } = await issued({ context: { product: 'ipdc:1152', dossierNummer: 'VH-1' } });
    expect(link.startsWith(`${LANDING}&overdracht=`)).toBe(true);
    expect([toestand, handed()]).toEqual(['uitgegeven', []]);
    const told = await jsonOf(redeem(tokenIn(link)), redeemedSchema);
    expect(told).toMatchObject({
      id,
      afzender: 'loket',
      doel: 'adreswijziging-melden',
      context: { product: 'ipdc:1152', dossierNummer: 'VH-1' },
    });
    expect(Object.keys(told.persoon)).toEqual(['insz', 'naam', 'verblijfplaats']);
    expect(handed()).toEqual([
      {
        system: 'wasco',
        client: 'ander',
        subject: someone().id,
        fields: ['insz', 'naam', 'verblijfplaats'],
        purpose: 'adreswijziging-melden',
        honeytoken: false,
      },
    ]);
    const again = await redeem(tokenIn(link));
    expect([again.status, await typeOf(again)]).toEqual([409, 'urn:be.vlavirgem:overdracht-gebruikt']);
    expect(handed()).toHaveLength(1);
    expect(await issuedState(id)).toBe('ingewisseld');
  });

  test.each(Object.entries(PURPOSES))('for %s tells no more', async (doel, { fields }) => {
    const { link } = await issued({ doel });
    const { persoon } = await jsonOf(redeem(tokenIn(link)), redeemedSchema);
    expect(Object.keys(persoon)).toEqual(['insz', ...fields]);
    expect(handed()[0]?.fields).toEqual(['insz', ...fields]);
  });

  test('ends after two minutes of the lab clock', async () => {
    const { id, link } = await issued();
    m.shared.clock.turn({ advance: VALID / 1000 });
    const late = await redeem(tokenIn(link));
    expect([late.status, await issuedState(id), handed()]).toEqual([410, 'verlopen', []]);
  });

  test('for another is refused, and still works for whom it is', async () => {
    const { link } = await issued();
    expect((await redeem(tokenIn(link), {})).status).toBe(403);
    expect((await redeem(tokenIn(link))).status).toBe(200);
  });

  test('is signed, for one, for a while, and names nobody', async () => {
    const { id, link, geldigTot } = await issued();
    const keys = await jsonOf(
      call(m, 'wasco', '/v1/sleutels'),
      z.object({ keys: z.array(z.record(z.string(), z.string())) }),
    );
    expect(Object.keys(keys.keys[0] ?? {})).not.toContain('d');
    const set = createLocalJWKSet({ keys: keys.keys.map((key) => ({ ...key, kty: 'EC' })) });
    const { payload, protectedHeader } = await jwtVerify(tokenIn(link), set, {
      issuer: `https://wasco.${BASE}`,
      audience: 'ander',
      currentDate: new Date(m.shared.clock.now()),
    });
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'overdracht-1', typ: 'overdracht+jwt' });
    expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti']);
    expect([payload.jti, (payload.exp ?? 0) * 1000]).toEqual([id, Date.parse(geldigTot)]);
  });

  test.each([
    [
      'signed by a stranger',
      async (jti: string) => {
        const { privateKey } = await generateKeyPair('ES256');
        return new SignJWT({ jti, aud: 'ander' })
          .setProtectedHeader({ alg: 'ES256', typ: 'overdracht+jwt' })
          .sign(privateKey);
      },
    ],
    [
      'not signed',
      async (jti: string) => {
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        return `${part({ alg: 'none', typ: 'overdracht+jwt' })}.${part({ jti, aud: 'ander' })}.`;
      },
    ],
    ['no token', async () => 'x'],
  ])('that is %s is refused', async (_, make) => {
    const { id, link } = await issued();
    const forged = await redeem(await make(id));
    expect([forged.status, await typeOf(forged)]).toEqual([400, 'urn:be.vlavirgem:overdracht-ongeldig']);
    const [head = '', body = '', signature = ''] = tokenIn(link).split('.');
    const changed = Buffer.from(body, 'base64url').toString().replace('"ander"', '"loket"');
    expect((await redeem(`${head}.${Buffer.from(changed).toString('base64url')}.${signature}`, {})).status).toBe(400);
    expect(handed()).toEqual([]);
  });

  test('of before a reset is not there any more', async () => {
    const { link } = await issued();
    await lever(m, 'POST', '/reset');
    expect((await redeem(tokenIn(link))).status).toBe(404);
  });
});

describe('the town’s own desk', () => {
  test('takes somebody over by the link, once, and shows nothing of the person', async () => {
    const { link } = await issued({ ontvanger: 'gemeente' });
    const { pathname, search } = new URL(link);
    const page = await call(m, 'wasco', pathname + search);
    const text = await page.text();
    expect([page.status, page.headers.get('referrer-policy'), page.headers.get('cache-control')]).toEqual([
      200,
      'no-referrer',
      'no-store',
    ]);
    expect(text).toContain('U komt van loket. Waarvoor: een adreswijziging melden.');
    expect(text).not.toContain(someone().familyName);
    expect((await call(m, 'wasco', pathname + search)).status).toBe(409);
    expect((await call(m, 'wasco', pathname)).status).toBe(400);
  });

  test('sends somebody to a service, by a lever', async () => {
    const order = { subject: someone().id, to: 'ander', purpose: 'dossier-opvolgen' };
    const { link } = await jsonOf(lever(m, 'POST', '/handovers', order), z.looseObject({ link: z.url() }));
    expect(await jsonOf(redeem(tokenIn(link)), redeemedSchema)).toMatchObject({
      afzender: 'gemeente',
      doel: 'dossier-opvolgen',
    });
    for (const wrong of [{ to: 'niemand' }, { to: 'gemeente' }, { subject: 'p-9999999' }])
      expect((await lever(m, 'POST', '/handovers', { ...order, ...wrong })).status).toBe(404);
  });
});

const issuedState = async (id: string) =>
  (await jsonOf(call(m, 'wasco', `/v1/overdrachten/${id}`, { headers: asJson() }), issuedSchema)).toestand;

describe('misuse', () => {
  const cases: readonly [string, () => [unknown, Record<string, string>?], number][] = [
    ['no token', () => [asked(), { authorization: '' }], 401],
    ['a token of nobody', () => [asked(), { authorization: 'Bearer x' }], 401],
    ['not declared', () => [asked(), { authorization: `Bearer ${BARE}` }], 403],
    ['another content type', () => [asked(), { 'content-type': 'text/plain' }], 415],
    ['a wrong check digit', () => [asked({ insz: '85073003329' })], 400],
    ['dots and dashes', () => [asked({ insz: '85.07.30-033.28' })], 400],
    ['nobody', () => [asked({ insz: '85073003328' })], 422],
    ['a receiver that nobody knows', () => [asked({ ontvanger: 'niemand' })], 422],
    ['a receiver that takes nobody', () => [asked({ ontvanger: 'zonder' })], 422],
    ['itself', () => [asked({ ontvanger: 'loket' })], 422],
    ['a purpose of its own', () => [asked({ doel: 'reclame' })], 400],
    ['a field on top', () => [asked({ velden: ['geslacht'] })], 400],
    ['anything for context', () => [asked({ context: { insz: '1' } })], 400],
    ['a list', () => [[asked()]], 400],
  ];
  test.each(cases)('%s', async (_, make, status) => {
    const [body, headers] = make();
    const answer = await post('/v1/overdrachten', body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect([handed(), m.shared.town.happened.diff(0)]).toEqual([[], []]);
  });

  test.each([
    ['no token', {}, { authorization: '' }, 401],
    ['nothing', {}, OTHER, 400],
    ['a number', { overdracht: 1 }, OTHER, 400],
    ['a token without end', { overdracht: 'x'.repeat(5000) }, OTHER, 400],
  ] as const)('taking %s', async (_, body, headers, status) => {
    expect((await post('/v1/overdrachten/inwisselen', body, headers)).status).toBe(status);
  });

  test('of another service cannot be seen', async () => {
    const { id } = await issued();
    expect((await call(m, 'wasco', `/v1/overdrachten/${id}`, { headers: OTHER })).status).toBe(404);
  });
});
