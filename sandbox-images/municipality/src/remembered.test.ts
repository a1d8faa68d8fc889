import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from './open.ts';
import { Remembered } from './remembered.ts';
import { call, jsonOf, lever, openSmall } from './testing/open.ts';

/** A log of what happened, moved by hand. */
function log() {
  const watchers: (() => void)[] = [];
  const state = { stale: false };
  return {
    state,
    happen: () => {
      for (const changed of watchers) changed();
    },
    watch: (changed: () => void) => {
      watchers.push(changed);
    },
    unseen: () => state.stale,
  };
}

/** Asks for texts of ten characters with their question, and counts how often each was made. */
function asking(most = 1000) {
  const happened = log();
  const remembered = new Remembered(happened, most);
  const made = new Map<string, number>();
  const ask = (asked: string): string =>
    remembered.of(asked, () => {
      const n = (made.get(asked) ?? 0) + 1;
      made.set(asked, n);
      return `${asked} ${n}`.padEnd(10 - asked.length);
    });
  return { ...happened, remembered, made, ask };
}

test('what is asked again is made twice, and then remembered', () => {
  const { ask, made } = asking();
  for (let n = 0; n < 5; n++) ask('a');
  expect(made.get('a')).toBe(2);
  expect(ask('a').trim()).toBe('a 2');
});

test('what is asked once is not held', () => {
  const { ask, remembered } = asking();
  for (let n = 0; n < 3_000; n++) ask(`page ${n}`);
  expect(remembered.held).toBe(0);
});

test('all is forgotten when something happens', () => {
  const { ask, happen, remembered } = asking();
  for (let n = 0; n < 3; n++) ask('a');
  happen();
  expect(remembered.held).toBe(0);
  expect(ask('a').trim()).toBe('a 3');
});

test('a stale read takes nothing from it, and leaves nothing in it', () => {
  const { ask, state } = asking();
  for (let n = 0; n < 3; n++) ask('a');
  state.stale = true;
  expect([ask('a').trim(), ask('a').trim()]).toEqual(['a 3', 'a 4']);
  state.stale = false;
  expect(ask('a').trim()).toBe('a 2');
});

test('what was asked longest ago goes first when the most is held', () => {
  const { ask, made, remembered } = asking(20);
  for (const asked of ['a', 'a', 'b', 'b', 'a', 'c', 'c']) ask(asked);
  expect(remembered.held).toBe(20);
  ask('a');
  expect(made.get('a')).toBe(2);
  ask('b');
  expect(made.get('b')).toBe(3);
});

test('a text larger than the most is given, and not held', () => {
  const happened = log();
  const remembered = new Remembered(happened, 10);
  for (let n = 0; n < 3; n++) expect(remembered.of('a', () => 'x'.repeat(11))).toHaveLength(11);
  expect(remembered.held).toBe(0);
});

describe('in a municipality', () => {
  const page = '/v2/adressen?limit=500';
  const item = z.looseObject({ identificator: z.object({ objectId: z.string() }), adresStatus: z.string() });
  const person = z.looseObject({ id: z.string(), address: z.looseObject({ id: z.string() }).nullable() });
  let m: Municipality;
  beforeEach(async () => {
    m = await openSmall();
  });
  /** Asks often enough that it would be remembered. */
  const often = async <T>(ask: () => Promise<T>): Promise<T> => {
    await ask();
    await ask();
    return await ask();
  };
  const text = () => often(async () => (await call(m, 'basisregisters', page)).text());
  const statusOf = async (id: string): Promise<string | undefined> =>
    z
      .object({ adressen: z.array(item) })
      .parse(JSON.parse(await text()))
      .adressen.find((one) => one.identificator.objectId === id)?.adresStatus;

  test('a list shows what became of an address, and after a reset the address as it was', async () => {
    const [id = ''] = m.shared.town.addresses.vacant(1).map((a) => a.id);
    const before = await text();
    expect(await statusOf(id)).toBe('inGebruik');
    await lever(m, 'POST', `/addresses/${id}`, { status: 'gehistoreerd' });
    expect(await statusOf(id)).toBe('gehistoreerd');
    await lever(m, 'POST', '/faults', { system: 'adressen', kind: 'stale' });
    expect(await text()).toBe(before);
    await lever(m, 'DELETE', '/faults');
    expect(await statusOf(id)).toBe('gehistoreerd');
    await lever(m, 'POST', '/reset');
    expect(await text()).toBe(before);
  });

  test('a list has another ETag once it changed, and the same one again when it is as before', async () => {
    const [id = ''] = m.shared.town.addresses.vacant(1).map((a) => a.id);
    const tag = () => often(async () => (await call(m, 'basisregisters', page)).headers.get('etag') ?? '');
    const before = await tag();
    await lever(m, 'POST', `/addresses/${id}`, { status: 'gehistoreerd' });
    expect(await tag()).not.toBe(before);
    const known = { headers: { 'if-none-match': before } };
    expect((await call(m, 'basisregisters', page, known)).status).toBe(200);
    await lever(m, 'POST', '/reset');
    expect((await call(m, 'basisregisters', page, known)).status).toBe(304);
  });

  test('a search finds who moved where it lives now, and where it lived after a snapshot is restored', async () => {
    const { town } = m.shared;
    const [mover] = town.people.select({ adult: true, household: 1 }, 1);
    const [to] = town.addresses.vacant(1);
    if (mover === undefined || to === undefined) throw new Error('nobody, or nowhere');
    const q = encodeURIComponent(`${mover.familyName} ${mover.givenName}`);
    const livesAt = () =>
      often(async () => {
        const { people } = await jsonOf(lever(m, 'GET', `/search?q=${q}`), z.object({ people: z.array(person) }));
        return people.find(({ id }) => id === mover.id)?.address?.id;
      });
    await lever(m, 'POST', '/snapshots', { name: 'before' });
    expect(await livesAt()).toBe(mover.address?.id);
    town.move('personen', [mover.id], to.id, '2026-02-01');
    expect(await livesAt()).toBe(to.id);
    await lever(m, 'POST', '/snapshots/before/restore');
    expect(await livesAt()).toBe(mover.address?.id);
  });
});
