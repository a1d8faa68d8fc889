import { createHash } from 'node:crypto';
import { PROFILES } from '@proeftuin/contract/municipality';
import { describe, expect, test } from 'vitest';
import { ageOn } from '../numbers/days.ts';
import { validKbo } from '../numbers/insz.ts';
import { holderOf, MOST_RESIDENTS, validEstablishment } from '../numbers/kbo.ts';
import { openTown } from '../town.ts';

describe.each(PROFILES)('the organisations of %s at two hundred residents', (profile) => {
  const town = openTown({ profile, seed: 'organisations', population: 200 });
  const enterprises = town.enterprises.page(0, 10_000).items;
  const associations = Array.from({ length: town.associations.count }, (_, i) => town.associations.byIndex(i));

  test('each enterprise has a valid number of its own in the range of the town, by which it is found', () => {
    expect(enterprises.length).toBe(town.enterprises.count);
    expect(new Set(enterprises.map((e) => e.number)).size).toBe(enterprises.length);
    for (const enterprise of enterprises) {
      expect(validKbo(enterprise.number)).toBe(true);
      expect(enterprise.number.slice(0, 2)).toBe('19');
      expect(town.enterprises.byNumber(enterprise.number)).toEqual(enterprise);
    }
  });

  test('each seat and establishment is an address in use, at which the enterprise is found', () => {
    for (const { number, seat, establishments } of enterprises) {
      for (const { id } of [seat, ...establishments.map((e) => e.address)]) {
        const address = town.addresses.byId(id);
        expect(address?.status).toBe('inGebruik');
        expect(town.addresses.dwelling(address?.index ?? -1)).toBe(true);
        expect(town.enterprises.atAddress(id).map((e) => e.number)).toContain(number);
      }
    }
  });

  test('establishments have valid numbers, by which they are found', () => {
    for (const enterprise of enterprises)
      for (const establishment of enterprise.establishments) {
        expect(validEstablishment(establishment.number)).toBe(true);
        expect(town.enterprises.establishment(establishment.number)).toEqual({ enterprise, establishment });
      }
  });

  test('who has a mandate is an adult resident, and knows of it; nobody has two in one company', () => {
    let mandates = 0;
    for (const { number, mandates: list, form, start } of enterprises) {
      expect(list.length > 0).toBe(form !== null);
      expect(new Set(list.map((m) => m.person)).size).toBe(list.length);
      for (const { person, since } of list) {
        const resident = town.people.byId(person);
        expect(ageOn(resident?.birthDate ?? '', town.date)).toBeGreaterThanOrEqual(18);
        expect(since >= start).toBe(true);
        expect(town.enterprises.ofPerson(person).map((e) => e.number)).toContain(number);
        mandates += 1;
      }
    }
    const told = Array.from({ length: town.people.count }, (_, i) => town.enterprises.ofPerson(`p-${i + 1}`)).flat();
    expect(told.filter((e) => e.kind === 'legal').length).toBe(mandates);
  });

  test('a natural person’s enterprise and its person name each other', () => {
    const natural = enterprises.filter((e) => e.kind === 'natural');
    for (const { number, person, start } of natural) {
      const resident = town.people.byId(person ?? '');
      expect(resident?.enterprise).toBe(number);
      expect(ageOn(resident?.birthDate ?? '', start)).toBeGreaterThanOrEqual(18);
    }
    const traders = town.people.select({ kind: 'enterprise', tag: 'sole-trader' }, 2);
    for (const { enterprise } of traders) expect(natural.map((e) => e.number)).toContain(enterprise);
  });

  test('nothing starts after it ends, or after the date of the town', () => {
    for (const { start, stopped, situation } of enterprises) {
      expect(start <= (stopped ?? town.date)).toBe(true);
      expect((stopped ?? '') <= town.date).toBe(true);
      expect(situation === 'Stopzetting').toBe(stopped !== null);
    }
  });

  test('members and representatives are residents who know of it; a VZW is an enterprise too', () => {
    for (const association of associations) {
      expect(association.vCode).toMatch(/^V9\d{6}$/);
      expect(town.associations.byVCode(association.vCode)).toEqual(association);
      const members = town.associations.members(association.index);
      const board = town.associations.representatives(association.index);
      expect(board.length).toBeGreaterThanOrEqual(2);
      expect(board[0]?.role).toBe('Voorzitter');
      expect(members).toEqual(expect.arrayContaining(board.map((m) => m.person)));
      expect(new Set(members).size).toBe(members.length);
      for (const id of members) expect(town.associations.ofPerson(id).map((a) => a.vCode)).toContain(association.vCode);
      const enterprise = town.enterprises.byNumber(association.number ?? '');
      expect(enterprise?.vCode).toBe(association.type === 'VZW' ? association.vCode : undefined);
      expect(enterprise?.name).toBe(association.type === 'VZW' ? association.name : undefined);
      if (enterprise !== undefined) expect(enterprise.mandates).toEqual(board);
    }
  });
});

test('numbers of nobody, of others and with a wrong check are of no enterprise', () => {
  const town = openTown({ profile: 'voka', seed: 'a', population: 200 });
  for (const number of ['', '0207500123', '1999999943', '1900000006', '190000000', 'p-1'])
    expect(town.enterprises.byNumber(number)).toBeUndefined();
  for (const number of ['', '2000000042', '8500000065', '9000000061', '8899999960'])
    expect(town.enterprises.establishment(number)).toBeUndefined();
  for (const code of ['', 'V0001001', 'V9999999', 'v9000001', 'V900001'])
    expect(town.associations.byVCode(code)).toBeUndefined();
  expect(holderOf('0207500123')).toBeUndefined();
  expect(town.enterprises.ofPerson('p-99999999')).toEqual([]);
  expect(town.enterprises.atAddress('1')).toEqual([]);
  expect(() => town.enterprises.byIndex(-1)).toThrow(RangeError);
  expect(() => town.associations.byIndex(town.associations.count)).toThrow(RangeError);
});

test('voka has nine thousand enterprises; a quarter of its residents a quarter of them', () => {
  expect(openTown({ profile: 'voka', seed: 'golden' }).enterprises.count).toBe(9_000);
  expect(openTown({ profile: 'voka', seed: 'golden', population: 7_250 }).enterprises.count).toBe(2_250);
});

test('looking by name, postal code and activity finds what a walk over all finds', () => {
  const town = openTown({ profile: 'voka', seed: 'a', population: 3_000 });
  const all = town.enterprises.page(0, 10_000).items;
  const both = town.enterprises.page(0, 10_000, { name: 'DAKWERKEN', postalCode: '8530', activity: '43' });
  expect(both.items).toEqual(
    all.filter((e) => /dakwerken/i.test(e.name) && e.seat.postalCode === '8530' && e.activity.code.startsWith('43')),
  );
  expect(both.total).toBe(both.items.length);
  expect(both.total).toBeGreaterThan(0);
  expect(town.enterprises.page(1, 2, { activity: '43' }).items).toEqual(
    all.filter((e) => e.activity.code.startsWith('43')).slice(1, 3),
  );
});

test('at 530,000 residents any enterprise is found again by its number, its address and who is in it', () => {
  const { enterprises, close } = openTown({ profile: 'antwerpen', seed: 'a' });
  for (let i = 0; i < 500; i++) {
    const one = enterprises.byIndex((i * 7_919) % enterprises.count);
    expect(enterprises.byNumber(one.number)?.number).toBe(one.number);
    expect(enterprises.atAddress(one.seat.id).map(({ number }) => number)).toContain(one.number);
  }
  close();
});

test('a move leaves the seat of an enterprise where it is', () => {
  const town = openTown({ profile: 'aalter', seed: 'a', population: 500 });
  const [trader] = town.people.select({ kind: 'enterprise' }, 1);
  const before = town.enterprises.byNumber(trader?.enterprise ?? '');
  town.move('personen', [trader?.id ?? ''], town.addresses.vacant(1)[0]?.id ?? '', '2026-02-01');
  expect(town.enterprises.byNumber(trader?.enterprise ?? '')).toEqual(before);
});

test('more residents than there are numbers for are refused', () => {
  expect(() => openTown({ profile: 'antwerpen', seed: 'a', population: MOST_RESIDENTS })).toThrow(/at most/);
});

describe('the same bytes, on every machine and in every version', () => {
  const golden: Record<string, string> = {
    aalter: '8deb928597d1f1ba0f38b7cf5ccb74fa5213f21898dd5e8aa27bc9f1e392709f',
    antwerpen: '168fe5fde9f9bac6ebe62f0a319d9b155c54185b66c5aa539ab84dcd50eb7829',
    leiedal: '66c07467791f71b653dcad92a54e596120b24b35ea631c4af987aa34bf5ca678',
    voka: '6af322ed9d26b288a38d00ea6df242da6cd43a4ce06a8c0127715a17f3ea5262',
  };
  test.each(PROFILES)('%s', (profile) => {
    const town = openTown({ profile, seed: 'golden', population: 5_000 });
    const hash = createHash('sha256').update(JSON.stringify(town.enterprises.page(0, 10_000)));
    for (let i = 0; i < town.associations.count; i++)
      hash.update(JSON.stringify([town.associations.byIndex(i), town.associations.members(i)]));
    expect(hash.digest('hex')).toBe(golden[profile]);
    town.close();
  });
});
