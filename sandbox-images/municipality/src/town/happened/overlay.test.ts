import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Selection } from '@proeftuin/contract/municipality';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NobodyFits, openTown } from '../town.ts';
import { asTheTownWasMade, Log } from './happened.ts';

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown({ profile: 'aalter', seed: 'moves', population: 1_000 });
});
afterEach(() => town.close());

const family = () => {
  const [person] = town.people.select({ household: 3, adult: true }, 1);
  if (person === undefined) throw new Error('no family');
  return person;
};
const free = () => {
  const [address] = town.addresses.vacant(1);
  if (address === undefined) throw new Error('nothing vacant');
  return address;
};

describe('a move', () => {
  test('of a whole household changes its address and keeps it together', () => {
    const [before, to] = [family(), free()];
    town.move('test', before.household, to.id, '2026-02-01');
    const after = town.people.byId(before.id);
    expect(after?.address).toEqual(town.addresses.listed(to.index));
    expect(after?.household).toEqual(before.household);
    expect(after?.since).toBe('2026-02-01');
    expect(town.people.household(before.id).map((p) => p.address?.id)).toEqual([to.id, to.id, to.id]);
  });

  test('of one member founds a household and leaves the others', () => {
    const [before, to] = [family(), free()];
    town.move('test', [before.id], to.id, '2026-02-01');
    expect(town.people.byId(before.id)?.household).toEqual([before.id]);
    const stayed = before.household.filter((id) => id !== before.id);
    for (const id of stayed) {
      expect(town.people.byId(id)?.household).toEqual(stayed);
      expect(town.people.byId(id)?.address?.id).toBe(before.address?.id);
    }
  });

  test('is not in a record that a stale read is given, and in all others', async () => {
    const [before, to] = [family(), free()];
    town.move('test', [before.id], to.id, '2026-02-01');
    const lives = () => [1, 2, 3].map(() => town.people.byId(before.id)?.address?.id).at(-1);
    expect(lives()).toBe(to.id);
    await asTheTownWasMade(async () => {
      expect(town.people.byId(before.id)).toEqual(before);
      expect(town.people.byInsz(before.insz)).toEqual(before);
    });
    expect(lives()).toBe(to.id);
  });

  test('shows in records that were read before, its own and those of the household', () => {
    const [before, to] = [family(), free()];
    const [other = ''] = before.household.filter((id) => id !== before.id);
    const again = () => [1, 2, 3].map(() => town.people.byId(other)).at(-1);
    expect(again()).toBe(again());
    town.move('test', [before.id], to.id, '2026-02-01');
    expect(town.people.byId(before.id)?.address?.id).toBe(to.id);
    expect(town.people.byId(other)?.household).not.toContain(before.id);
    town.reset();
    expect(town.people.byId(other)?.household).toContain(before.id);
  });

  test('takes what was vacant, until the town is reset', () => {
    const to = free();
    const person = family();
    town.move('test', [person.id], to.id, '2026-02-01');
    expect(town.addresses.vacant(10_000).map(({ id }) => id)).not.toContain(to.id);
    town.reset();
    expect(town.addresses.vacant(1)[0]).toEqual(to);
    expect(town.people.byId(person.id)).toEqual(person);
  });

  test('to nowhere, or of nobody, changes nothing', () => {
    expect(() => town.move('test', ['p-1'], '1', '2026-02-01')).toThrow(RangeError);
    expect(() => town.move('test', ['p-1', 'p-999999'], free().id, '2026-02-01')).toThrow(RangeError);
    expect(town.happened.diff(0)).toEqual([]);
  });
});

describe('cut and diff', () => {
  test('the diff after a cut is what happened after it, net', () => {
    const [person, there] = [family(), free()];
    const here = person.address?.id ?? '';
    town.move('test', person.household, there.id, '2026-02-01');
    const cut = town.happened.cut();
    town.move('test', person.household, here, '2026-03-01');
    const addresses = town.happened.diff(cut).filter(({ what }) => what === 'address');
    expect(addresses.map(({ subject, before, after }) => [subject, before, after])).toEqual(
      person.household.map((id) => [id, there.id, here]),
    );
    expect(town.happened.diff(0).filter(({ what }) => what === 'address')).toEqual([]);
  });

  test('a value can be read as it was at a cut', () => {
    const log = new Log();
    const cut = log.write('s', 'x', 'v', '', '1');
    log.write('s', 'x', 'v', '1', '2');
    expect([log.read('x', 'v'), log.readAt(cut, 'x', 'v'), log.readAt(cut - 1, 'x', 'v')]).toEqual([
      '2',
      '1',
      undefined,
    ]);
    log.close();
  });

  test('cuts go on rising over a reset', () => {
    const log = new Log();
    log.write('s', 'x', 'v', '', '1');
    const cut = log.cut();
    log.reset();
    log.write('s', 'y', 'v', '', '1');
    expect(log.diff(cut).map(({ subject }) => subject)).toEqual(['y']);
    log.close();
  });

  test('a log in a file is still there when it is opened again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'town-'));
    const first = new Log(join(folder, 'log.sqlite'));
    first.write('s', 'x', 'v', '', '1');
    first.close();
    const second = new Log(join(folder, 'log.sqlite'));
    expect(second.read('x', 'v')).toBe('1');
    second.close();
    rmSync(folder, { recursive: true });
  });
});

describe('a selection', () => {
  test('holds in all its conditions and leaves edge cases out', () => {
    for (const p of town.people.select({ age: [18, 30], sex: 'V' }, 10)) {
      expect(p.sex).toBe('V');
      expect(p.tags).toEqual([]);
      expect(Number(p.birthDate.slice(0, 4))).toBeGreaterThanOrEqual(1995);
    }
  });

  test('says which condition leaves nobody', () => {
    const none = () => town.people.select({ sex: 'M', household: 14 }, 1);
    expect(none).toThrow(NobodyFits);
    expect(none).toThrow(/nobody in aalter .*a household of 14 leaves nobody/);
    expect(() => town.people.select({ tag: 'diacritcs' }, 1)).toThrow(/known tags: .*diacritics/);
    expect(() => town.people.select({ tag: 'newborn' }, 3)).toThrow(/only 1 of 3/);
  });

  test('of a tag that a name brings goes on outside the catalogue, in one order whatever their number', () => {
    const aged: Selection = { age: [18, 60], tag: 'diacritics' };
    const all = town.people.fitting(aged, 1_000);
    expect(all.length).toBeGreaterThan(town.people.tags().get('diacritics') ?? 0);
    for (const { tags } of all) expect(tags).toContain('diacritics');
    expect(town.people.fitting(aged, 4)).toEqual(all.slice(0, 4));
    const again = openTown({ profile: 'aalter', seed: 'moves', population: 1_000 });
    expect(again.people.fitting(aged, 1_000)).toEqual(all);
    again.close();
    expect(town.people.fitting({ tag: 'bis-number' }, 1_000)).toHaveLength(town.people.tags().get('bis-number') ?? -1);
  });

  test('that nobody meets says how many fit without each condition, and who is nearest', () => {
    const near = (selection: Selection): string => {
      try {
        town.people.select(selection, 1);
      } catch (error) {
        if (error instanceof NobodyFits) return error.near();
      }
      throw new Error('somebody fits');
    };
    const men = town.people.fitting({ sex: 'M' }, 1_000);
    const most = Math.max(...men.map(({ household }) => household.length));
    expect(near({ sex: 'M', household: 14 })).toBe(
      `without "a household of 14" ${men.length} fit (nearest: a household of ${most})`,
    );
    expect(near({ tag: 'newborn', adult: true })).toMatch(/^without "tag newborn" \d+ fit; without "adult" 1 fits$/);
    expect(near({ household: 11 })).toContain('without "not an edge case" 11 fit (nearest: tag household-of-eleven)');
    expect(near({ household: 14, age: [120, 130] })).toBe('no single condition can be left out');
  });

  test('a search finds by either name first, without diacritics or case', () => {
    const [p] = town.people.select({ tag: 'diacritics' }, 1);
    const wisniewski = town.people
      .search('lukasz', 5)
      .concat(town.people.search('WISNIEWSKI', 5))
      .concat(town.people.search('nikolic', 5));
    expect(wisniewski.length).toBeGreaterThan(0);
    expect(town.people.search(`${p?.givenName} ${p?.familyName}`, 5).map(({ id }) => id)).toContain(p?.id);
    expect(town.people.search(`${p?.familyName} ${p?.givenName}`, 5).map(({ id }) => id)).toContain(p?.id);
    expect(town.people.search('  ', 5)).toEqual([]);
  });

  test('honeytokens are known, and picked only by their tag', () => {
    const [token] = town.people.select({ tag: 'honeytoken' }, 1);
    expect(town.people.isHoneytoken(token?.id ?? '')).toBe(true);
    expect(town.people.isHoneytoken('p-1')).toBe(false);
  });
});
