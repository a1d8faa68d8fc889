import { of } from '@proeftuin/contract/evidence';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../open.ts';
import { asJson, asService, BASE, call, jsonOf, lever, NOW, openSmall, TOKEN } from '../testing/open.ts';

const address = z.looseObject({ id: z.string(), uri: z.string() });
const person = z.looseObject({ id: z.string(), insz: z.string(), address });
const withChanges = z.object({ changes: z.array(z.unknown()) });
let m: Municipality;
beforeEach(async () => {
  m = await openSmall();
});
const records = () => m.shared.spool.pull(0, 2000).records;
const moves = async () => {
  const select = { household: 3, adult: true };
  const people = await jsonOf(
    lever(m, 'POST', '/people', { select, count: 1 }),
    z.object({ people: z.tuple([person]) }),
  );
  const { addresses } = await jsonOf(lever(m, 'GET', '/vacant?count=1'), z.object({ addresses: z.tuple([address]) }));
  const [who] = people.people;
  const body = JSON.stringify({ insz: [who.insz], adres: addresses[0].uri, datum: '2026-02-01' });
  await call(m, 'personen', '/v1/verhuizingen', { method: 'POST', headers: asJson(), body });
  return { person: who, address: addresses[0] };
};

test('hello names the town', async () => {
  expect(await (await lever(m, 'GET', '/hello')).json()).toMatchObject({
    protocol: 1,
    source: 'municipality',
    profile: 'aalter',
    date: '2026-01-01',
  });
});

test('the clock starts at wall time, jumps, and runs as fast as it is told', async () => {
  expect(m.shared.clock.now()).toBe(NOW);
  await lever(m, 'POST', '/clock', { set: '2030-01-01T00:00:00Z', advance: 3600, speed: 60 });
  expect(await (await lever(m, 'GET', '/clock')).json()).toEqual({
    lab: '2030-01-01T01:00:00.000Z',
    town: '2026-01-01',
    speed: 60,
  });
});

test('the diff after a cut holds a move; the person is seen where it moved to; a reset undoes all', async () => {
  const { cut } = await jsonOf(lever(m, 'GET', '/cut'), z.object({ cut: z.number() }));
  const { person: who, address: to } = await moves();
  const { changes } = await jsonOf(lever(m, 'GET', `/diff?from=${cut}`), withChanges);
  expect(changes).toContainEqual({
    system: 'personen',
    subject: who.id,
    what: 'address',
    before: who.address.id,
    after: to.id,
  });
  expect((await jsonOf(lever(m, 'GET', `/people/${who.id}`), person)).address).toEqual(to);
  await lever(m, 'POST', '/reset');
  expect(await jsonOf(lever(m, 'GET', `/diff?from=${cut}`), withChanges)).toEqual({ changes: [] });
  expect(await (await lever(m, 'GET', `/people/${who.id}`)).json()).toEqual(who);
});

test('nobody fits: 404 with why', async () => {
  const answer = await lever(m, 'POST', '/people', { select: { household: 14 }, count: 1 });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ why: expect.stringMatching(/a household of 14 leaves nobody/) });
});

test('accounting says what was handed to whom', async () => {
  const { person: who } = await moves();
  await call(m, 'personen', `/v1/personen/${who.insz}?velden=naam`, { headers: asService() });
  const { entries } = await jsonOf(lever(m, 'GET', '/accounting'), z.object({ entries: z.array(z.unknown()) }));
  expect(entries).toEqual([
    {
      system: 'personen',
      client: 'loket',
      subject: who.id,
      fields: ['naam'],
      purpose: 'verhuizing',
      honeytoken: false,
    },
  ]);
});

test('the login mode is turned, and turned back by a reset', async () => {
  await lever(m, 'POST', '/login-mode', { mode: 'alg-none' });
  expect(m.shared.loginMode.mode).toBe('alg-none');
  await lever(m, 'POST', '/reset');
  expect(m.shared.loginMode.mode).toBe('good');
});

test.each([
  ['POST', '/clock', { set: 'now' }],
  ['POST', '/clock', { speed: -1 }],
  ['POST', '/faults', { system: '*', kind: 'fire' }],
  ['POST', '/faults', { system: '*', kind: 'error', status: 200 }],
  ['POST', '/login-mode', { mode: 'evil' }],
  ['POST', '/people', { select: { haircolour: 'red' }, count: 1 }],
  ['POST', '/people', { select: {}, count: 0 }],
  ['GET', '/vacant?count=none', undefined],
  ['GET', '/diff?from=-1', undefined],
])('%s %s %j is refused', async (method, path, body) => {
  expect((await lever(m, method, path, body)).status).toBe(400);
});

test('no lever answers on the side of the services', async () => {
  for (const host of ['www', 'personen', 'basisregisters', 'municipality', 'inname', 'werklijst']) {
    for (const path of [
      '/clock',
      '/hello',
      '/pull?after=0&max=1',
      '/reset',
      '/accounting',
      '/rules/inname',
      '/cases',
    ]) {
      expect((await call(m, host, path)).status).toBeGreaterThanOrEqual(400);
    }
  }
});

test('an unknown host is misdirected; the index page lists each system with a call that works', async () => {
  expect((await call(m, 'geheim', '/')).status).toBe(421);
  const { systems } = await jsonOf(
    call(m, 'www', '/', { headers: { accept: 'application/json' } }),
    z.object({
      systems: z.array(z.object({ name: z.string(), examples: z.array(z.object({ command: z.string() })) })),
    }),
  );
  const names = systems.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'adresmatch',
      'adressen',
      'dossiers',
      'gebouweenheden',
      'gebouwen',
      'gemeenten',
      'percelen',
      'personen',
    ]),
  );
  const base = systems.filter(({ examples }) => examples.some(({ command }) => command.includes('basisregisters.')));
  expect(base.length).toBeGreaterThan(8);
  for (const { command } of base.flatMap(({ examples }) => examples)) {
    const path = new RegExp(`'https://basisregisters\\.${BASE}([^']+)'$`).exec(command)?.[1] ?? '';
    // As a shell would: '…'"$TOKEN"'' is one word.
    const words = command.replaceAll(`'"$TOKEN"'`, TOKEN).matchAll(/-H '([^']+)'/g);
    const headers = Object.fromEntries([...words].map(([, header = '']) => header.split(': ')));
    expect([command, (await call(m, 'basisregisters', path, { headers })).status]).toEqual([command, 200]);
  }
});

describe('faults', () => {
  const list = () => call(m, 'basisregisters', '/v2/adressen?limit=5');
  const add = async (fault: object): Promise<string> =>
    (await jsonOf(lever(m, 'POST', '/faults', { system: 'adressen', ...fault }), z.object({ id: z.string() }))).id;

  test('an error, with its status, only at its system, until it ends', async () => {
    const id = await add({ kind: 'error', status: 502 });
    expect((await list()).status).toBe(502);
    expect((await call(m, 'basisregisters', '/v2/gemeenten')).status).toBe(200);
    expect((await lever(m, 'DELETE', `/faults/${id}`)).status).toBe(204);
    expect((await list()).status).toBe(200);
    expect(of(records(), 'fault').map(({ data }) => [data.id, data.system, data.fault, data.phase])).toEqual([
      [id, 'adressen', 'error', 'begin'],
      [id, 'adressen', 'error', 'end'],
    ]);
  });

  test('no header or body of an answer tells a fault from a real one', async () => {
    const id = await add({ kind: 'error' });
    const answer = await list();
    expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toMatch(
      new RegExp(`${id}|fault|proeftuin|inject`, 'i'),
    );
  });

  test('a rate limit says when to come back', async () => {
    await add({ kind: 'rate-limit', retryAfter: 7 });
    const answer = await list();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  });

  test('a share hits some, the same ones in each run', async () => {
    const run = async () => {
      const town = await openSmall();
      await lever(town, 'POST', '/faults', { system: '*', kind: 'error', share: 0.3 });
      const seen: number[] = [];
      for (let i = 0; i < 60; i++) seen.push((await call(town, 'basisregisters', '/v2/gemeenten')).status);
      return seen;
    };
    const [a, b] = [await run(), await run()];
    expect(a).toEqual(b);
    expect(a.filter((s) => s === 503).length).toBeGreaterThan(5);
    expect(a.filter((s) => s === 200).length).toBeGreaterThan(25);
  });

  test('malformed is no JSON; an extra field is in the answer and its items; a duplicate comes twice', async () => {
    const id = await add({ kind: 'malformed' });
    const bad = await (await list()).text();
    expect(() => JSON.parse(bad)).toThrow(SyntaxError);
    await lever(m, 'DELETE', `/faults/${id}`);
    await add({ kind: 'extra-field' });
    const field = { nieuwVeld: { code: 'onaangekondigd' } };
    expect(await (await list()).json()).toMatchObject({ ...field, adressen: [field, field, field, field, field] });
    await lever(m, 'DELETE', '/faults');
    await add({ kind: 'duplicate' });
    const { adressen } = await jsonOf(list(), z.object({ adressen: z.array(z.unknown()) }));
    expect(adressen).toHaveLength(6);
    expect(adressen[5]).toEqual(adressen[4]);
  });

  test('a cut or truncated answer breaks off', async () => {
    for (const kind of ['cut', 'truncated']) {
      await add({ kind });
      await expect(list().then((a) => a.text())).rejects.toThrow();
      await lever(m, 'DELETE', '/faults');
    }
  });

  test('latency and timeout end when the caller goes', async () => {
    for (const kind of ['latency', 'timeout']) {
      await add({ kind, ms: 600_000 });
      const abort = new AbortController();
      const answer = m.fetch(new Request(`https://basisregisters.${BASE}/v2/adressen`, { signal: abort.signal }));
      abort.abort();
      expect((await answer).status).toBe(kind === 'latency' ? 200 : 504);
      await lever(m, 'DELETE', '/faults');
    }
  });

  test('a stale read shows the town before what happened', async () => {
    const { person: who } = await moves();
    const shape = z.object({ verblijfplaats: z.looseObject({ adres: z.looseObject({ id: z.string() }) }) });
    const path = `/v1/personen/${who.insz}?velden=verblijfplaats`;
    const street = async () =>
      (await jsonOf(call(m, 'personen', path, { headers: asService() }), shape.loose())).verblijfplaats.adres.id;
    expect(await street()).not.toBe(who.address.uri);
    await lever(m, 'POST', '/faults', { system: 'personen', kind: 'stale' });
    expect(await street()).toBe(who.address.uri);
  });
});
