import { LAB } from '@proeftuin/contract/plan';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Municipality } from '../open.ts';
import { asService, BASE, KEY, lever, openSmall } from '../testing/open.ts';
import { onWire, type Wire } from '../testing/wire.ts';

/** All levers, and the evidence beside them. */
const LEVERS: readonly (readonly [method: string, path: string, body?: object])[] = [
  ['GET', '/clock'],
  ['POST', '/clock', { advance: 86_400 }],
  ['GET', '/faults'],
  ['POST', '/faults', { system: '*', kind: 'error' }],
  ['DELETE', '/faults'],
  ['POST', '/reset'],
  ['GET', '/cut'],
  ['GET', '/diff?from=0'],
  ['GET', '/snapshots'],
  ['POST', '/snapshots', { name: 'mijn' }],
  ['POST', '/snapshots/mijn/restore'],
  ['DELETE', '/snapshots/mijn'],
  ['POST', '/people', { select: {}, count: 1 }],
  ['GET', '/municipalities'],
  ['GET', '/people/p-1'],
  ['GET', '/vacant'],
  ['GET', '/dossiers'],
  ['GET', '/accounting'],
  ['GET', '/tags'],
  ['GET', '/search?q=peeters'],
  ['POST', '/login-mode', { mode: 'alg-none' }],
];
const EVIDENCE = [
  ['GET', '/hello'],
  ['GET', '/pull?after=0&max=1'],
] as const;

let m: Municipality;
/** What a provider has a door to, and what only the lab has. */
let [front, lab]: Wire[] = [];
beforeAll(async () => {
  m = await openSmall({ levers: KEY });
  front = await onWire(m);
  lab = await onWire(m, (request) => m.control(request));
});
afterAll(() => {
  front?.close();
  lab?.close();
});
const state = async () => {
  const parts = ['/clock', '/faults', '/snapshots', '/accounting', '/diff'];
  const seen = await Promise.all(parts.map(async (path) => (await lever(m, 'GET', path)).json()));
  return JSON.stringify([seen, m.shared.loginMode.mode]).replace(/"lab":"[^"]*"/, '');
};

test('from the side of a provider no lever answers, whatever host, token or key is presented', async () => {
  const before = await state();
  const hosts = [...m.hosts.map((name) => `${name}.${BASE}`), LAB.leversHost, LAB.municipality, `levers.${BASE}`];
  for (const authorization of [asService().authorization, `Bearer ${KEY}`]) {
    for (const host of hosts) {
      for (const [method, path, body] of [...LEVERS, ...EVIDENCE]) {
        const sent = body === undefined ? {} : { body: JSON.stringify(body) };
        const headers = { authorization: authorization ?? '', 'content-type': 'application/json' };
        const { status } = (await front?.ask(host, path, { method, headers, ...sent })) ?? { status: 0 };
        expect([host, method, path, status >= 400 && status < 500]).toEqual([host, method, path, true]);
      }
    }
  }
  expect(await state()).toBe(before);
});

test('on the lab side no lever turns without the key, or with that of a service', async () => {
  const before = await state();
  for (const headers of [{}, asService(), { authorization: `Bearer ${KEY}x` }, { authorization: `Basic ${KEY}` }]) {
    for (const [method, path, body] of LEVERS) {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await lab?.ask(LAB.leversHost, path, { method, headers, ...sent });
      expect([method, path, answer?.status, answer?.body]).toEqual([
        ...[method, path, 401],
        '{"error":"the levers ask for their key"}',
      ]);
    }
  }
  expect(await state()).toBe(before);
});

test('a municipality without a key has no levers', async () => {
  const shut = await openSmall({ levers: undefined });
  expect((await lever(shut, 'POST', '/reset')).status).toBe(401);
  expect((await lever(shut, 'GET', '/hello')).status).toBe(200);
  shut.close();
});
