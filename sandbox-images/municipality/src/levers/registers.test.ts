import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../open.ts';
import { asService, call, jsonOf, lever, openSmall } from '../testing/open.ts';

let m: Municipality;
beforeEach(async () => {
  m = await openSmall();
});
const changes = z.object({ changes: z.array(z.looseObject({ subject: z.string(), what: z.string() })) });
const diff = async (from: string | number) =>
  (await jsonOf(lever(m, 'GET', `/diff?from=${from}`), changes)).changes.filter(({ what }) => what === 'address');
const take = (name: string) => lever(m, 'POST', '/snapshots', { name });
const restore = async (name: string) => (await lever(m, 'POST', `/snapshots/${name}/restore`)).status;
const family = () => m.shared.town.people.select({ household: 3, adult: true }, 1)[0];
const free = (nth: number) => m.shared.town.addresses.vacant(nth + 1)[nth];
const move = (nth = 0) => {
  const [who, to] = [family(), free(nth)];
  if (who === undefined || to === undefined) throw new Error('nobody or nothing');
  m.shared.town.move('test', [who.id], to.id, '2026-02-01');
  return { who, to };
};
/** As a service sees it. */
const seen = async () => {
  const answer = await call(m, 'personen', `/v1/personen/${family()?.insz}?velden=verblijfplaats`, {
    headers: asService(),
  });
  return answer.text();
};

describe('a snapshot', () => {
  test('brings every register back to what it was, also after a reset', async () => {
    const made = await seen();
    const { to } = move();
    const moved = await seen();
    expect(moved).toContain(to.uri);
    expect(await (await take('na-verhuizing')).json()).toEqual({ name: 'na-verhuizing', cut: 3, changes: 3 });
    move(1);
    expect(await seen()).not.toBe(moved);
    expect(await restore('na-verhuizing')).toBe(200);
    expect(await seen()).toBe(moved);
    expect(m.shared.town.addresses.vacant(10_000).map(({ id }) => id)).not.toContain(to.id);
    await lever(m, 'POST', '/reset');
    expect(await seen()).toBe(made);
    expect(await restore('na-verhuizing')).toBe(200);
    expect(await seen()).toBe(moved);
  });

  test('is told with its size, replaced by one of its name, and let go', async () => {
    await take('a');
    move();
    await take('b');
    move(1);
    await take('a');
    const { snapshots } = await jsonOf(
      lever(m, 'GET', '/snapshots'),
      z.object({ snapshots: z.array(z.object({ name: z.string(), changes: z.number() })) }),
    );
    expect(snapshots.map(({ name, changes: n }) => [name, n])).toEqual([
      ['a', 5],
      ['b', 3],
    ]);
    expect((await lever(m, 'DELETE', '/snapshots/a')).status).toBe(204);
    expect([await restore('a'), (await lever(m, 'DELETE', '/snapshots/a')).status]).toEqual([404, 404]);
    expect((await lever(m, 'GET', '/diff?from=a')).status).toBe(404);
  });

  test.each([{ name: '12' }, { name: '' }, { name: '../x' }, { name: 'x'.repeat(65) }, {}])(
    '%j is refused',
    async (body) => {
      expect((await lever(m, 'POST', '/snapshots', body)).status).toBe(400);
    },
  );

  test('there are at most a hundred', async () => {
    for (let n = 0; n < 100; n += 1) await take(`s${n}`);
    expect([(await take('s100')).status, (await take('s7')).status]).toEqual([409, 200]);
  });
});

describe('the diff with a snapshot', () => {
  test('is what changed since, net; and over a reset, what that took back', async () => {
    const { who, to } = move();
    await take('tussen');
    expect(await diff('tussen')).toEqual([]);
    const { to: second } = move(1);
    expect(await diff('tussen')).toMatchObject([{ system: 'test', subject: who.id, before: to.id, after: second.id }]);
    await lever(m, 'POST', '/reset');
    expect(await diff('tussen')).toMatchObject([{ subject: who.id, before: to.id, after: who.address?.id }]);
    await restore('tussen');
    expect(await diff('tussen')).toEqual([]);
    expect(await diff(0)).toMatchObject([{ subject: who.id, before: who.address?.id, after: to.id }]);
  });

  test('a cut that was taken before a restore never means something new', async () => {
    await take('begin');
    move();
    const cut = m.shared.town.happened.cut();
    await restore('begin');
    move(2);
    expect(m.shared.town.happened.cut()).toBeGreaterThan(cut);
    expect(await diff(cut)).toMatchObject([{ subject: family()?.id, after: expect.any(String) }]);
  });
});
