import { setTimeout as pause } from 'node:timers/promises';
import { of } from '@proeftuin/contract/evidence';
import type { AddressSeen, PersonSeen } from '@proeftuin/contract/municipality';
import { Spool } from '@proeftuin/contract/spool';
import { expect, test } from 'vitest';
import { doLooks } from './do-looks.ts';
import { type Look, type LookContext, SOMEBODY } from './look.ts';
import type { Props } from './scene.ts';
import { ORDER } from './testing/world.ts';
import { Town } from './town/town.ts';

const person = (id: string) => ({ id, household: [id] }) as unknown as PersonSeen;
const address = (n: number) => ({ id: `a-${n}`, street: `straat ${n}` }) as AddressSeen;

/** Plays looks that take so many milliseconds; says who was at work when, and what was recorded. */
async function played(looks: readonly Look[], { endsBrowserIn = '' } = {}) {
  const levers = {
    people: async (_: unknown, count: number) => Array.from({ length: count }, (__, i) => person(`p-${i}`)),
    vacant: async (count: number) => Array.from({ length: count }, (_, i) => address(i)),
    clock: async () => ({ town: '2026-03-02' }),
  };
  const now = () => ({ wall: new Date().toISOString(), lab: new Date().toISOString() });
  const spool = new Spool({ source: 'runner', cap: 1e6, now });
  const link = { ended: 0 };
  const town = new Town(levers as unknown as Town['levers']);
  const shared: Props['shared'] = { silent: 0, closing: [] };
  const order = { ...ORDER, bundle: { code: '', sha256: '' } };
  const props = { order, link, town, spool, shared, signal: new AbortController().signal } as unknown as Props;
  const atWork = new Set<string>();
  const beside: Record<string, string[]> = {};
  await doLooks(looks, props, async (look, work) => {
    for (const other of atWork) {
      beside[look.id] = [...(beside[look.id] ?? []), other];
      beside[other] = [...(beside[other] ?? []), look.id];
    }
    atWork.add(look.id);
    const said = await work();
    if (look.id === endsBrowserIn) link.ended += 1;
    atWork.delete(look.id);
    return said;
  });
  return { records: of(spool.pull(0, 100).records, 'look').map(({ data }) => data), beside, shared };
}

type Run = (context: LookContext) => Promise<unknown>;
const look = (id: string, ms: number, more: Partial<Look> = {}, run: Run = async () => undefined) =>
  ({
    id,
    ...more,
    run: async (context: LookContext) => {
      await pause(ms);
      await run(context);
      return { attempts: [] };
    },
  }) as unknown as Look;

test('looks with a cast are done two at a time, one without alone; their records keep the order of the suite', async () => {
  const { records, beside } = await played([
    look('cors', 40, { cast: [] }),
    look('health', 1, { cast: [] }),
    look('state', 10),
    look('errors', 10, { cast: [] }),
    look('sql', 1, { cast: [] }),
  ]);
  expect(records.map((one) => one.look)).toEqual(['cors', 'health', 'state', 'errors', 'sql']);
  expect(records.map((one) => one.outcome)).toEqual(Array(5).fill('ok'));
  expect(beside).toEqual({ cors: ['health'], health: ['cors'], errors: ['sql'], sql: ['errors'] });
});

test('those that share a window are done one after the other, by one person', async () => {
  const { beside, shared } = await played([
    look('cors', 30, { cast: [], shared: true }),
    look('health', 1, { cast: [], shared: true }),
    look('sql', 60, { cast: [] }),
  ]);
  expect(beside.cors).toEqual(['sql']);
  expect(beside.health).toEqual(['sql']);
  expect(shared.insider?.id).toBe('p-0');
});

test('who tells which address does not follow from which look is the quicker', async () => {
  const told = async (slow: string) => {
    const seen: Record<string, string | undefined> = {};
    const tells = (id: string) =>
      look(id, id === slow ? 30 : 1, { cast: [SOMEBODY] }, async ({ values }) => {
        seen[id] = (await values(person('p-0'))).address?.id;
      });
    await played([tells('cors'), tells('health'), tells('sql')]);
    return seen;
  };
  expect(await told('cors')).toEqual({ cors: 'a-0', health: 'a-1', sql: 'a-2' });
  expect(await told('sql')).toEqual(await told('cors'));
});

test('a look that failed while the browser ended is done once more, alone', async () => {
  let tries = 0;
  const falls = look('sql', 1, { cast: [] }, async () => {
    tries += 1;
    if (tries === 1) throw new Error('Target crashed');
  });
  const { records, beside } = await played([falls, look('cors', 20, { cast: [] })], { endsBrowserIn: 'sql' });
  expect(records.map((one) => [one.look, one.outcome])).toEqual([
    ['sql', 'ok'],
    ['cors', 'ok'],
  ]);
  expect([tries, beside.sql]).toEqual([2, ['cors']]);
});
