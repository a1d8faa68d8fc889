import { expect, test } from 'vitest';
import facts from '../data/facts.json' with { type: 'json' };
import { ageOn, dateOf } from './days.ts';
import { openTown } from './town.ts';

/** Percentage points that a town of 290,000 may lie from the Flemish figure. */
const TOLERANCE = 0.02;

const town = openTown({ profile: 'leiedal', seed: 'marginals' });
const { persons, households } = town.people.parts.town;
const share = (count: number): number => count / persons.count;
const people = Array.from({ length: persons.count }, (_, i) => ({
  age: ageOn(dateOf(persons.born[i] ?? 0), town.date),
  woman: persons.woman[i] === 1,
}));
const close = (value: number, wanted: number, tolerance = TOLERANCE): void => {
  expect(value).toBeGreaterThan(wanted - tolerance);
  expect(value).toBeLessThan(wanted + tolerance);
};

test('ages as in Flanders', () => {
  const { age, total } = facts.populationFlanders;
  close(share(people.filter((p) => p.age < 18).length), age['0-17'] / total);
  close(share(people.filter((p) => p.age >= 18 && p.age < 65).length), age['18-64'] / total);
  close(share(people.filter((p) => p.age >= 65).length), age['65+'] / total);
  close(share(people.filter((p) => p.age >= 85).length), facts.age85plusShare2023.value, 0.01);
});

test('women among all, among the old and the very old', () => {
  const { women, total } = facts.populationFlanders;
  close(share(people.filter((p) => p.woman).length), women / total);
  const ratio = (from: number): number => {
    const old = people.filter((p) => p.age >= from);
    const w = old.filter((p) => p.woman).length;
    return (100 * w) / (old.length - w);
  };
  close(ratio(65), facts.womenPer100Men['65+'], 15);
  close(ratio(85), facts.womenPer100Men['85+'], 35);
});

test('size of households, and who lives alone', () => {
  close(persons.count / households.count, facts.households.avgSize2024, 0.1);
  const single = households.type.reduce((n, type) => n + (type === 0 ? 1 : 0), 0);
  close(single / households.count, facts.households.types2021.alleenstaand, 0.03);
});

test('the most frequent family name is the most frequent one', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < persons.count; i += 3) {
    const { familyName } = town.people.names(i);
    counts.set(familyName, (counts.get(familyName) ?? 0) + 1);
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  expect(first?.[0]).toBe('Peeters');
});
