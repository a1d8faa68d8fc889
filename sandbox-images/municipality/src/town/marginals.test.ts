import { PROFILES } from '@proeftuin/contract/municipality';
import { expect, test } from 'vitest';
import facts from '../data/facts.json' with { type: 'json' };
import { ageOn, dateOf } from './days.ts';
import { HOUSEHOLD } from './marginals.ts';
import { PROFILE_SHAPES } from './profiles/all.ts';
import { BLOCK } from './skeleton.ts';
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

test('types of household as in Flanders', () => {
  const { types2021: types } = facts.households;
  const has = (wanted: number): number =>
    households.type.reduce((n, type) => n + (type === wanted ? 1 : 0), 0) / households.count;
  close(has(HOUSEHOLD.single), types.alleenstaand);
  close(has(HOUSEHOLD.marriedWithout), types.gehuwdZonderKinderen);
  close(has(HOUSEHOLD.marriedWith), types.gehuwdMetKinderen);
  close(has(HOUSEHOLD.unmarriedWith), types.ongehuwdMetKinderen);
});

test('civil state of adults, within three percentage points', () => {
  const counts = new Map<string, number>();
  const adults = people.flatMap(({ age }, i) => (age >= 18 ? [i] : []));
  for (const i of adults) counts.set(town.people.civilState(i), (counts.get(town.people.civilState(i)) ?? 0) + 1);
  const { gehuwd, ongehuwd, gescheiden, verweduwd } = facts.maritalStatusAdults2023;
  for (const [state, wanted] of Object.entries({ gehuwd, ongehuwd, gescheiden, weduwstaat: verweduwd }))
    close((counts.get(state) ?? 0) / adults.length, wanted, 0.03);
});

test('the ten most frequent family names, each to a tenth of its frequency', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < persons.count; i++) {
    const { familyName } = town.people.names(i);
    counts.set(familyName, (counts.get(familyName) ?? 0) + 1);
  }
  const { source: _, ...real } = facts.surnamesFlanders2024;
  const all = Object.values(real).reduce((sum, n) => sum + n, 0);
  const ours = Object.keys(real).reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  for (const [name, n] of Object.entries(real)) {
    expect((counts.get(name) ?? 0) / ours / (n / all)).toBeGreaterThan(0.9);
    expect((counts.get(name) ?? 0) / ours / (n / all)).toBeLessThan(1.1);
  }
  const first = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 10);
  expect(first.map(([name]) => name).sort()).toEqual(Object.keys(real).sort());
});

test('given names of children are those that were given most', () => {
  const { M, F } = facts.firstNamesNewbornBelgium2021;
  for (const [sex, wanted] of [
    ['M', M],
    ['V', F],
  ] as const) {
    const counts = new Map<string, number>();
    people.forEach(({ age }, i) => {
      if (age >= 6 || town.people.sex(i) !== sex) return;
      const { givenName } = town.people.names(i);
      counts.set(givenName, (counts.get(givenName) ?? 0) + 1);
    });
    const first = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3);
    expect(first.map(([name]) => name)).toEqual(Object.keys(wanted));
  }
});

test.each(PROFILES)('%s has the flats, nationalities, origins and vacant dwellings of its profile', (profile) => {
  const shape = PROFILE_SHAPES[profile];
  const own = openTown({ profile, seed: 'marginals' });
  const { addresses, buildings, households: homes, persons: residents } = own.people.parts.town;
  const { naming } = own.people.parts;
  let [dwellings, flats, vacant] = [0, 0, 0];
  for (let a = 0; a < addresses.count; a++) {
    const household = addresses.household[a] ?? BLOCK;
    if (household === BLOCK) continue;
    const building = addresses.building[a] ?? 0;
    dwellings += 1;
    if ((buildings.first[building + 1] ?? 0) - (buildings.first[building] ?? 0) > 1) flats += 1;
    if (household < 0) vacant += 1;
  }
  close(flats / dwellings, shape.flats);
  close(vacant / dwellings, 0.045, 0.01);
  const origins = new Map<string, number>();
  for (let h = 0; h < homes.count; h++) origins.set(naming.origin(h), (origins.get(naming.origin(h)) ?? 0) + 1);
  const total = shape.origins.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [origin, weight] of shape.origins) close((origins.get(origin) ?? 0) / homes.count, weight / total, 0.01);
  let foreign = 0;
  for (let i = 0; i < residents.count; i++)
    if (naming.nationality(residents.household[i] ?? 0) !== 'België') foreign += 1;
  close(foreign / residents.count, shape.foreign);
  close(own.enterprises.count / shape.population, shape.enterprises / shape.population, 0.005);
  own.close();
});
