import { PROFILES } from '@proeftuin/contract/municipality';
import { afterAll, describe, expect, test } from 'vitest';
import { ageOn, dateOf } from '../numbers/days.ts';
import { openTown } from '../town.ts';
import { ROLE } from './settle.ts';

describe.each(PROFILES)('kinship in %s', (profile) => {
  const town = openTown({ profile, seed: 'kinship', population: 6_000 });
  afterAll(() => town.close());
  const { naming, town: made } = town.people.parts;
  const { kinship } = naming;
  const { persons } = made;
  const all = Array.from({ length: persons.count }, (_, i) => i);
  const homeOf = (i: number): number => persons.household[i] ?? -1;
  const age = (i: number): number => ageOn(dateOf(persons.born[i] ?? 0), town.date);
  /** Grown-ups with parents in another household. */
  const grown = all.filter((i) => persons.role[i] !== ROLE.child && kinship.parents(i).length > 0);

  test('who is a parent has that child, and who is a child that parent', () => {
    for (const i of all) {
      for (const parent of kinship.parents(i)) expect(kinship.children(parent)).toContain(i);
      for (const child of kinship.children(i)) expect(kinship.parents(child)).toContain(i);
    }
  });

  test('some of the grown-ups have their parents in the town, in another household; some households have several children', () => {
    expect(grown.length / persons.count).toBeGreaterThan(0.05);
    const children = Map.groupBy(grown, (i) => homeOf(kinship.parents(i)[0] ?? -1));
    for (const [home, own] of children) for (const child of own) expect(homeOf(child)).not.toBe(home);
    const sizes = [...children.values()].map((own) => own.length);
    expect(Math.max(...sizes)).toBe(2);
  });

  test('parents are a generation older', () => {
    for (const i of grown) {
      const [first, second] = kinship.parents(i);
      const years = age(first ?? -1) - age(i);
      expect(years).toBeGreaterThanOrEqual(25);
      expect(years).toBeLessThanOrEqual(43);
      if (second !== undefined) expect(age(second) - age(i)).toBeGreaterThanOrEqual(18);
    }
  });

  test('one has the origin of the parents and the family name of the father', () => {
    for (const i of grown) {
      const parents = kinship.parents(i);
      expect(naming.origin(homeOf(parents[0] ?? -1))).toBe(naming.origin(homeOf(i)));
      const father = parents.find((parent) => persons.woman[parent] === 0);
      if (father !== undefined) expect(naming.familyName(i)).toBe(naming.familyName(father));
    }
  });

  test('partners are no brother and sister', () => {
    for (const i of grown.filter((one) => persons.role[one] === ROLE.partner))
      expect(kinship.parents(made.households.first[homeOf(i)] ?? -1)).not.toEqual(kinship.parents(i));
  });
});

test('nobody of the catalogue is in it, nor who is not there', () => {
  const town = openTown({ profile: 'aalter', seed: 'kinship', population: 100 });
  const [token] = town.people.select({ tag: 'honeytoken' }, 1);
  for (const id of [token?.id ?? '', 'p-999999999', 'niemand'])
    expect([...town.people.parents(id), ...town.people.children(id)]).toEqual([]);
  town.close();
});
