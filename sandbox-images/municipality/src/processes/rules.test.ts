import { dayIn } from '@proeftuin/contract/day';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../open.ts';
import { inname } from '../systems/inname/process.ts';
import { call, jsonOf, lever, openSmall } from '../testing/open.ts';
import { PROCESSES } from './all.ts';
import { rulesSchema, summarySchema } from './shapes.ts';
import { fileWith } from './testing/story.ts';

let m: Municipality;
beforeEach(async () => {
  m = await openSmall();
});
const rules = (query = '') => jsonOf(call(m, 'inname', `/v1/regels${query}`), rulesSchema);
const announce = (from: string, values: object, process = 'inname') =>
  lever(m, 'POST', '/rules', { process, from, values });
/** Twenty days of a container, from two weeks after a day. */
const twenty = (from: string, until: string) => fileWith(m, inname, { van: from, tot: until });

test('a rule that was announced holds from its day on, by the lab clock, and is told before', async () => {
  expect((await twenty('2026-12-11', '2026-12-30')).status).toBe(201);
  expect((await announce('2026-11-28', { maxDagen: 14, tarief: 100 })).status).toBe(200);
  const { vandaag, regels } = await rules();
  expect(vandaag).toBe('2026-11-27');
  expect(regels.map(({ geldigVanaf, geldigTot, waarden }) => [geldigVanaf, geldigTot, waarden.maxDagen])).toEqual([
    ['2020-01-01', '2025-12-31', 90],
    ['2026-01-01', '2026-11-27', 60],
    ['2026-11-28', null, 14],
  ]);
  // What the change does not name stays as it was.
  expect(regels[2]?.waarden).toEqual({ ...regels[1]?.waarden, maxDagen: 14, tarief: 100 });
  const before = await twenty('2026-12-11', '2026-12-30');
  expect([before.status, (await jsonOf(before, summarySchema)).regel]).toEqual([201, '2026-01-01']);

  await lever(m, 'POST', '/clock', { advance: 86_400 });
  const after = await twenty('2026-12-11', '2026-12-30');
  expect([after.status, await after.json()]).toMatchObject([
    422,
    { type: 'urn:be.vlavirgem:regel', regel: '2026-11-28' },
  ]);
  const short = await jsonOf(twenty('2026-12-11', '2026-12-13'), summarySchema);
  expect([short.regel, short.eurocent]).toEqual(['2026-11-28', 2 * 12 * 100]);
});

test('the day turns at midnight in Flanders, not in Greenwich', async () => {
  await announce('2026-11-28', { maxDagen: 14 });
  await lever(m, 'POST', '/clock', { set: '2026-11-27T22:59:00Z' });
  expect((await twenty('2026-12-11', '2026-12-30')).status).toBe(201);
  await lever(m, 'POST', '/clock', { set: '2026-11-27T23:00:00Z' });
  expect((await twenty('2026-12-11', '2026-12-30')).status).toBe(422);
  expect(dayIn(Date.UTC(2026, 5, 30, 22))).toBe('2026-07-01');
});

test('the rule of one day is asked for by that day', async () => {
  const on = async (day: string) => (await rules(`?op=${day}`)).regels.map(({ geldigVanaf }) => geldigVanaf);
  expect(await on('2025-12-31')).toEqual(['2020-01-01']);
  expect(await on('2026-01-01')).toEqual(['2026-01-01']);
  expect((await call(m, 'inname', '/v1/regels?op=2019-12-31')).status).toBe(404);
});

test('a required attachment that is new is asked from that day on', async () => {
  await announce('2026-11-28', { verplichteBijlagen: ['inplantingsplan'] });
  await lever(m, 'POST', '/clock', { advance: 86_400 });
  const bijlagen = [{ soort: 'inplantingsplan', naam: 'plan.pdf' }];
  expect((await twenty('2026-12-11', '2026-12-13')).status).toBe(422);
  expect((await fileWith(m, inname, { van: '2026-12-11', tot: '2026-12-13', bijlagen })).status).toBe(201);
});

describe('in a region', () => {
  const [KORTRIJK, MENEN] = ['34022', '34027'];
  let addresses: readonly string[];
  beforeEach(async () => {
    m = await openSmall({ profile: 'leiedal', municipalities: [KORTRIJK, MENEN], population: 400 });
    addresses = [KORTRIJK, MENEN].map((nis) => m.shared.town.addresses.page(0, 1, { nis }).items[0]?.uri ?? '');
  });
  const settle = (municipality: string | undefined, from: string, values: object) =>
    lever(m, 'POST', '/rules', { process: 'inname', municipality, from, values });
  const most = async (query = '') =>
    (await rules(query)).regels.map(({ geldigVanaf, waarden }) => [geldigVanaf, waarden.maxDagen]);
  /** Statuses of the same twenty days in Kortrijk and in Menen. */
  const twentyInEach = () =>
    Promise.all(
      addresses.map(
        async (adres) => (await fileWith(m, inname, { adres, van: '2026-12-11', tot: '2026-12-30' })).status,
      ),
    );

  test('a municipality settles its own rule, and the others keep theirs', async () => {
    expect((await settle(KORTRIJK, '2026-11-27', { maxDagen: 14 })).status).toBe(200);
    expect(await twentyInEach()).toEqual([422, 201]);
    expect((await most(`?niscode=${KORTRIJK}`)).at(-1)).toEqual(['2026-11-27', 14]);
    expect(await most(`?niscode=${MENEN}`)).toEqual(await most());
    const { rules: seen } = await jsonOf(
      lever(m, 'GET', `/rules/inname?municipality=${KORTRIJK}`),
      z.object({ rules: z.array(z.looseObject({ from: z.string() })) }),
    );
    expect(seen.at(-1)).toMatchObject({ from: '2026-11-27', values: { maxDagen: 14 } });
  });

  test('what one settled stays its own when all change, in whatever order they do', async () => {
    await settle(undefined, '2026-12-01', { maxDagen: 30, tarief: 100 });
    await settle(KORTRIJK, '2026-11-27', { maxDagen: 14 });
    await settle(KORTRIJK, '2026-12-05', { maxDagen: 15 });
    expect((await most(`?niscode=${KORTRIJK}`)).slice(2)).toEqual([
      ['2026-11-27', 14],
      ['2026-12-01', 14],
      ['2026-12-05', 15],
    ]);
    expect((await most(`?niscode=${MENEN}`)).at(-1)).toEqual(['2026-12-01', 30]);
    const [own, common] = await Promise.all([rules(`?niscode=${KORTRIJK}`), rules()]);
    expect(own.regels.at(-1)?.waarden).toEqual({ ...common.regels.at(-1)?.waarden, maxDagen: 15 });
  });

  test('a municipality that is not there has none', async () => {
    expect((await settle('44084', '2026-12-01', { maxDagen: 14 })).status).toBe(404);
    expect((await lever(m, 'GET', '/rules/inname?municipality=44084')).status).toBe(404);
    expect((await call(m, 'inname', '/v1/regels?niscode=44084')).status).toBe(404);
    expect((await settle(KORTRIJK, '2026-12-01', { maxDagen: 0 })).status).toBe(400);
    expect(m.shared.town.happened.diff(0)).toEqual([]);
  });
});

describe('a change that is none is refused', () => {
  test.each([
    ['a value that the rule does not know', '2026-12-01', { kleur: 1 }, 'inname', 400],
    ['a value out of bounds', '2026-12-01', { maxDagen: 0 }, 'inname', 400],
    ['a value of another kind', '2026-12-01', { maxDagen: ['x'] }, 'inname', 400],
    ['a day that is none', '2026-02-30', { maxDagen: 5 }, 'inname', 400],
    ['a day before the first rule', '2019-01-01', { maxDagen: 5 }, 'inname', 409],
    ['a process that is not there', '2026-12-01', { maxDagen: 5 }, 'huwelijken', 404],
  ])('%s', async (_, from, values, process, status) => {
    expect((await announce(from, values, process)).status).toBe(status);
    expect(m.shared.town.happened.diff(0)).toEqual([]);
  });
});

test.each(PROCESSES.map((process) => [process.id, process] as const))(
  'each value of the rules of %s is explained',
  (_, process) => {
    for (const { from, values } of process.rules) {
      expect(Object.keys(process.ruleMeanings).sort()).toEqual(Object.keys(values).sort());
      expect(process.ruleValues.parse(values)).toEqual(values);
      expect(from).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    expect(process.rules.map(({ from }) => from)).toEqual(process.rules.map(({ from }) => from).sort());
  },
);
