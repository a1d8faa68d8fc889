import { PROFILES } from '@proeftuin/contract/municipality';
import { expect, test } from 'vitest';
import facts from '../../data/facts.json' with { type: 'json' };
import { ageOn, dateOf } from '../numbers/days.ts';
import { PROFILE_SHAPES } from '../profiles/all.ts';
import { BLOCK } from '../skeleton.ts';
import { openTown } from '../town.ts';
import { HOUSEHOLD } from './marginals.ts';

/** How far a town may lie from the Flemish figure: one hundredth of all. */
const TOLERANCE = 0.01;

const town = openTown({ profile: 'leiedal', seed: 'marginals' });
const { naming } = town.people.parts;
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
  close(share(people.filter((p) => p.age >= 85).length), facts.age85plusShare2023.value, 0.005);
});

/** Shares of five years of age, from 0–4 on. */
const fiveYears = (born: Uint16Array, date: string): number[] => {
  const counts = Array<number>(22).fill(0);
  for (const day of born) {
    const at = Math.floor(ageOn(dateOf(day), date) / 5);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.map((count) => count / born.length);
};

test.each(PROFILES)('in %s the largest cohort of five years is that of Flanders', (profile) => {
  const own = openTown({ profile, seed: 'marginals' });
  const shares = fiveYears(own.people.parts.town.persons.born, own.date);
  const [from] = facts.largestFiveYearCohort.split('-').map(Number);
  const largest = (from ?? 0) / 5;
  const others = shares.filter((_, at) => at !== largest);
  expect(shares[largest]).toBeGreaterThan(Math.max(...others));
  // Nor does a cohort stand out from those beside it: no edge of a band shows.
  for (let at = 1; at < 13; at++) if (at !== largest) close(shares[at] ?? 0, shares[at - 1] ?? 0, 0.0125);
  own.close();
});

test('women among all, among the old and the very old', () => {
  const { women, total } = facts.populationFlanders;
  close(share(people.filter((p) => p.woman).length), women / total);
  const ratio = (from: number): number => {
    const old = people.filter((p) => p.age >= from);
    const w = old.filter((p) => p.woman).length;
    return (100 * w) / (old.length - w);
  };
  close(ratio(65), facts.womenPer100Men['65+'], 5);
  close(ratio(85), facts.womenPer100Men['85+'], 15);
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
  close(has(HOUSEHOLD.single), types.alleenstaand, 0.02);
  close(has(HOUSEHOLD.marriedWithout), types.gehuwdZonderKinderen, 0.02);
  close(has(HOUSEHOLD.marriedWith), types.gehuwdMetKinderen, 0.02);
  close(has(HOUSEHOLD.unmarriedWith), types.ongehuwdMetKinderen, 0.02);
});

test('civil state of adults, within four percentage points', () => {
  const counts = new Map<string, number>();
  const adults = people.flatMap(({ age }, i) => (age >= 18 ? [i] : []));
  for (const i of adults) counts.set(town.people.civilState(i), (counts.get(town.people.civilState(i)) ?? 0) + 1);
  const { gehuwd, ongehuwd, gescheiden, verweduwd } = facts.maritalStatusAdults2023;
  for (const [state, wanted] of Object.entries({ gehuwd, ongehuwd, gescheiden, weduwstaat: verweduwd }))
    close((counts.get(state) ?? 0) / adults.length, wanted, 0.04);
});

/** Holds that the names of `real` are the first, and that each has its share among them but for a part of it. */
function named(counts: ReadonlyMap<string, number>, real: Readonly<Record<string, number>>, part: number): void {
  const all = Object.values(real).reduce((sum, n) => sum + n, 0);
  const ours = Object.keys(real).reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  for (const [name, n] of Object.entries(real)) close((counts.get(name) ?? 0) / ours / (n / all), 1, part);
  expect(firstOf(counts, Object.keys(real).length)).toEqual(Object.keys(real).sort());
}
const firstOf = (counts: ReadonlyMap<string, number>, most: number): string[] =>
  [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([name]) => name)
    .sort();

test('the ten most frequent family names, each to a tenth of its frequency', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < persons.count; i++) {
    const { familyName } = town.people.names(i);
    counts.set(familyName, (counts.get(familyName) ?? 0) + 1);
  }
  const { source: _, ...real } = facts.surnamesFlanders2024;
  named(counts, real, 0.1);
});

/** How often each given name was given, in households of Flemish origin. */
function given(sex: 'M' | 'V', younger: number): Map<string, number> {
  const counts = new Map<string, number>();
  people.forEach(({ age }, i) => {
    if (age >= younger || town.people.sex(i) !== sex || naming.origin(persons.household[i] ?? 0) !== 'nl') return;
    const { givenName } = town.people.names(i);
    counts.set(givenName, (counts.get(givenName) ?? 0) + 1);
  });
  return counts;
}

test('the five given names that most people have, each to a seventh of its frequency', () => {
  const { M, F } = facts.firstNamesWholePopulationFlanders2017;
  named(given('M', 150), M, 1 / 7);
  named(given('V', 150), F, 1 / 7);
});

test('the three given names that most children got, each to a seventh of its frequency, and the seven after them', () => {
  const { M, Mnext, F, Fnext } = facts.firstNamesNewbornBelgium2021;
  for (const [sex, three, next] of [
    ['M', M, Mnext],
    ['V', F, Fnext],
  ] as const) {
    const counts = given(sex, 12);
    expect(firstOf(counts, 10)).toEqual([...Object.keys(three), ...next].sort());
    for (const name of next) counts.delete(name);
    named(counts, three, 1 / 7);
  }
});

test.each(PROFILES)('%s has foreign residents of the nations of Flanders, in their order', (profile) => {
  const shape = PROFILE_SHAPES[profile];
  const own = openTown({ profile, seed: 'marginals' });
  const { naming: names, town: made } = own.people.parts;
  const counts = new Map<string, number>();
  let foreign = 0;
  for (let i = 0; i < made.persons.count; i++) {
    const nation = names.nationality(made.persons.household[i] ?? 0);
    if (nation === 'België') continue;
    foreign += 1;
    counts.set(nation, (counts.get(nation) ?? 0) + 1);
  }
  close(foreign / made.persons.count, shape.foreign);
  const { Dutch, foreignTotal, euShareOfForeign, nextInOrder } = facts.nationality2024;
  const union = ['Nederland', 'Roemenië', 'Polen', 'Bulgarije', 'Spanje', 'Italië', 'Frankrijk', 'Portugal'];
  const share = (nations: readonly string[]): number =>
    nations.reduce((sum, nation) => sum + (counts.get(nation) ?? 0), 0) / foreign;
  // Whole households are drawn, some six hundred in the smallest town.
  close(share(['Nederland']), Dutch / foreignTotal, 0.05);
  close(share(union), euShareOfForeign, 0.05);
  const order = [...counts].sort((a, b) => b[1] - a[1]).map(([nation]) => nation);
  expect(order[0]).toBe('Nederland');
  if (profile === 'antwerpen') expect(order.slice(1, 10)).toEqual(nextInOrder);
  own.close();
});

test('the foreign share of Flanders lies between those of the profiles, and enterprises per resident are its own', () => {
  const { foreignShare } = facts.nationality2024;
  const shares = PROFILES.map((profile) => PROFILE_SHAPES[profile].foreign);
  expect(Math.min(...shares)).toBeLessThan(foreignShare);
  expect(Math.max(...shares)).toBeGreaterThan(foreignShare);
  const { enterprises, population } = PROFILE_SHAPES.leiedal;
  close(enterprises / population, facts.companiesFlandersActive.value / facts.populationFlanders.total, 0.015);
});

test('the municipalities of a region share its residents as the real ones do', () => {
  const { source: _, Herstappe: __, ...real } = facts.municipalPopulation2019;
  const ours = town.municipalities.filter(({ name }) => Object.hasOwn(real, name));
  const all = Object.values(real).reduce((sum, n) => sum + n, 0);
  const residents = ours.reduce((sum, place) => sum + place.residents, 0);
  const shares = Object.fromEntries(ours.map((place) => [place.name, place.residents / residents]));
  for (const [name, n] of Object.entries(real)) if (name !== 'Harelbeke') close(shares[name] ?? 0, n / all, 0.001);
});

test.each(PROFILES)('%s has the flats, origins and vacant dwellings of its profile', (profile) => {
  const shape = PROFILE_SHAPES[profile];
  const own = openTown({ profile, seed: 'marginals' });
  const { addresses, buildings, households: homes } = own.people.parts.town;
  let [dwellings, flats, vacant] = [0, 0, 0];
  for (let a = 0; a < addresses.count; a++) {
    const household = addresses.household[a] ?? BLOCK;
    if (household === BLOCK) continue;
    const building = addresses.building[a] ?? 0;
    dwellings += 1;
    if ((buildings.first[building + 1] ?? 0) - (buildings.first[building] ?? 0) > 1) flats += 1;
    if (household < 0) vacant += 1;
  }
  close(flats / dwellings, shape.flats, 0.02);
  close(vacant / dwellings, 0.045, 0.01);
  const origins = new Map<string, number>();
  let belgian = 0;
  for (let h = 0; h < homes.count; h++) {
    if (own.people.parts.naming.nationality(h) !== 'België') continue;
    belgian += 1;
    const origin = own.people.parts.naming.origin(h);
    origins.set(origin, (origins.get(origin) ?? 0) + 1);
  }
  const total = shape.belgians.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [origin, weight] of shape.belgians) close((origins.get(origin) ?? 0) / belgian, weight / total);
  close(own.enterprises.count / shape.population, shape.enterprises / shape.population, 0.005);
  own.close();
});
