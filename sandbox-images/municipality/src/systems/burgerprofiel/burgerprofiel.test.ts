import { of } from '@proeftuin/contract/evidence';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Municipality } from '../../open.ts';
import { asService, type Call, CONFIG, call, lever, openSmall, TOKEN } from '../../testing/open.ts';
import { channelOf } from './records.ts';

let m: Municipality;
beforeEach(async () => {
  m = await openSmall({ grants: [{ service: 'loket', token: TOKEN, registers: ['burgerprofiel'] }, CONFIG.grants[2]] });
});
afterEach(() => m.close());
const someone = (tag?: string) => {
  const [person] = m.shared.town.people.select(tag === undefined ? { adult: true } : { tag }, 1);
  if (person === undefined) throw new Error('nobody');
  return person;
};
const ask = (path: string, init: Call = { headers: asService() }) => call(m, 'burgerprofiel', path, init);

test('tells what a service asked of a citizen, and accounts for it', async () => {
  const { id, insz, language } = someone();
  await lever(m, 'POST', `/people/${id}/channel`, { channel: 'email' });
  const answer = await ask(`/v1/burgers/${insz}?velden=taal,voorkeur`);
  expect(await answer.json()).toEqual({ insz, taal: language, voorkeur: { kanaal: 'email' } });
  expect(of(m.shared.spool.pull(0, 9).records, 'register-access').map(({ data }) => data)).toEqual([
    {
      system: 'burgerprofiel',
      client: 'loket',
      subject: id,
      fields: ['taal', 'voorkeur'],
      purpose: 'verhuizing',
      honeytoken: false,
    },
  ]);
});

test('who refused consent has no address to reach it at', async () => {
  expect(await (await ask(`/v1/burgers/${someone('consent-refused').insz}`)).json()).toMatchObject({
    voorkeur: { kanaal: 'geen' },
    contact: null,
  });
});

test('a choice is in the diff, and a reset takes it back', async () => {
  const person = someone();
  const before = channelOf(m.shared.town, person);
  const channel = before === 'post' ? 'ebox' : 'post';
  await lever(m, 'POST', `/people/${person.id}/channel`, { channel });
  const change = { system: 'burgerprofiel', subject: person.id, what: 'kanaal', before, after: channel };
  expect(m.shared.town.happened.diff(0)).toEqual([change]);
  await lever(m, 'POST', '/reset');
  expect(channelOf(m.shared.town, person)).toBe(before);
});

test('ways are shared out about as the table says', () => {
  const { town } = m.shared;
  const all = Array.from({ length: town.people.count }, (_, i) => town.people.byId(`p-${i + 1}`));
  const share = (channel: string) =>
    all.filter((p) => p !== undefined && channelOf(town, p) === channel).length / all.length;
  for (const [channel, wanted] of [
    ['ebox', 0.45],
    ['email', 0.35],
    ['post', 0.2],
  ] as const)
    expect(Math.abs(share(channel) - wanted)).toBeLessThan(0.07);
});

describe('misuse', () => {
  const cases: readonly [string, () => [string, Call], number][] = [
    ['no token', () => [`/v1/burgers/${someone().insz}`, { headers: { 'x-purpose': 'a' } }], 401],
    [
      'not declared',
      () => [`/v1/burgers/${someone().insz}`, { headers: asService({ authorization: 'Bearer token-zonder' }) }],
      403,
    ],
    ['no purpose', () => [`/v1/burgers/${someone().insz}`, { headers: { authorization: `Bearer ${TOKEN}` } }], 400],
    ['ten digits', () => ['/v1/burgers/8507300332', { headers: asService() }], 400],
    ['a wrong check digit', () => ['/v1/burgers/85073003329', { headers: asService() }], 400],
    ['nobody', () => ['/v1/burgers/85073003328', { headers: asService() }], 404],
    ['a field that is none', () => [`/v1/burgers/${someone().insz}?velden=taal,iban`, { headers: asService() }], 400],
    ['no field', () => [`/v1/burgers/${someone().insz}?velden=`, { headers: asService() }], 400],
    [
      'a field of the prototype',
      () => [`/v1/burgers/${someone().insz}?velden=toString`, { headers: asService() }],
      400,
    ],
    [
      'a change, which is the citizen’s',
      () => [`/v1/burgers/${someone().insz}`, { method: 'PUT', headers: asService() }],
      405,
    ],
  ];
  test.each(cases)('%s', async (_, make, status) => {
    const answer = await ask(...make());
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(of(m.shared.spool.pull(0, 9).records, 'register-access')).toEqual([]);
  });
});

test.each([
  ['/people/p-1/channel', { channel: 'duif' }, 400],
  ['/people/p-9999999/channel', { channel: 'post' }, 404],
  ['/notifications/x/open', undefined, 409],
])('the lever %s %j is refused', async (path, body, status) => {
  expect((await lever(m, 'POST', path, body)).status).toBe(status);
});
