import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { Accounts } from '../accounting.ts';
import type { Municipality } from '../open.ts';
import { asService, call, jsonOf, lever, openSmall } from '../testing/open.ts';

const total = z.looseObject({ times: z.number(), persons: z.number() });
const shape = z.object({ entries: z.array(z.looseObject({ subject: z.string() })), lost: z.number() });
let m: Municipality;
beforeEach(async () => {
  m = await openSmall();
  const [one, two] = m.shared.town.people.select({ adult: true }, 2);
  const asks: [string | undefined, string, string, string][] = [
    [one?.insz, 'naam', 'verhuizing', 'token-loket'],
    [one?.insz, 'naam,verblijfplaats', 'verhuizing', 'token-loket'],
    [two?.insz, 'naam', 'attest', 'token-loket'],
    [two?.insz, 'verblijfplaats', 'attest', 'token-ander'],
  ];
  for (const [insz, fields, purpose, token] of asks)
    await call(m, 'personen', `/v1/personen/${insz}?velden=${fields}`, {
      headers: asService({ 'x-purpose': purpose, authorization: `Bearer ${token}` }),
    });
});
const people = () => m.shared.town.people.select({ adult: true }, 2);
const ids = async (query: string) =>
  (await jsonOf(lever(m, 'GET', `/accounting?${query}`), shape)).entries.map(({ subject }) => subject);
const totals = async (query: string) =>
  (await jsonOf(lever(m, 'GET', `/accounting?${query}`), z.object({ totals: z.array(total) }))).totals;

test('is asked by person (id or INSZ), field, purpose, client and system, together or apart', async () => {
  const [one, two] = people();
  expect(await ids(`person=${one?.id}`)).toEqual([one?.id, one?.id]);
  expect(await ids(`person=${two?.insz}`)).toEqual([two?.id, two?.id]);
  expect(await ids('field=verblijfplaats')).toEqual([one?.id, two?.id]);
  expect(await ids('purpose=attest&client=ander')).toEqual([two?.id]);
  expect(await ids('system=magda')).toEqual([]);
  expect((await lever(m, 'GET', '/accounting?veld=naam')).status).toBe(400);
});

test('is summed up by any of them', async () => {
  expect(await totals('by=field,purpose')).toEqual([
    { field: 'naam', purpose: 'verhuizing', times: 2, persons: 1 },
    { field: 'verblijfplaats', purpose: 'verhuizing', times: 1, persons: 1 },
    { field: 'naam', purpose: 'attest', times: 1, persons: 1 },
    { field: 'verblijfplaats', purpose: 'attest', times: 1, persons: 1 },
  ]);
  expect(await totals('by=client&field=naam')).toEqual([{ client: 'loket', times: 3, persons: 2 }]);
  expect((await lever(m, 'GET', '/accounting?by=haarkleur')).status).toBe(400);
});

test('begins anew with a reset, and says what it could not hold', async () => {
  await lever(m, 'POST', '/reset');
  expect(await ids('')).toEqual([]);
  const full = new Accounts();
  const entry = { system: 's', client: 'c', subject: 'p-1', fields: ['naam'], purpose: 'p', honeytoken: false };
  for (let n = 0; n < 100_003; n += 1) full.add(entry);
  expect([full.entries().length, full.lost]).toEqual([100_000, 3]);
});
