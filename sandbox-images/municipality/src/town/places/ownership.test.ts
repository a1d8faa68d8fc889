import { expect, test } from 'vitest';
import { openTown } from '../town.ts';

const town = openTown({ profile: 'aalter', seed: 'golden' });
const { addresses, ownership, people } = town;
const all = Array.from({ length: addresses.count }, (_, i) => i);

test('every dwelling is owned once: shares come to one, and the number of a block has none', () => {
  for (const i of all) {
    const owners = ownership.at(i);
    const sum = owners.reduce((total, { share }) => total + share, 0);
    expect(sum, `address ${i}`).toBe(addresses.dwelling(i) ? 1 : 0);
  }
});

test('who owns what is the same read from either side', () => {
  const owned = new Map<string, number[]>();
  for (const i of all) {
    for (const owner of ownership.at(i)) {
      if (owner.kind === 'person') owned.set(owner.person, [...(owned.get(owner.person) ?? []), i]);
    }
  }
  for (let n = 1; n <= people.count; n += 1) {
    const id = `p-${n}`;
    expect(
      [...ownership.heldBy(id)].sort((a, b) => a - b),
      id,
    ).toEqual(owned.get(id) ?? []);
  }
});

test('owners are grown up, and most households live in a dwelling of their own', () => {
  let [own, homes] = [0, 0];
  for (const i of all) {
    const living = new Set(people.livingAt(addresses.byIndex(i).id).map(({ id }) => id));
    const owners = ownership.at(i).flatMap((owner) => (owner.kind === 'person' ? [owner.person] : []));
    for (const id of owners) expect(people.age(people.indexOf(id) ?? -1), id).toBeGreaterThanOrEqual(18);
    if (living.size === 0) continue;
    homes += 1;
    if (owners.some((id) => living.has(id))) own += 1;
  }
  expect(own / homes).toBeGreaterThan(0.7);
  expect(own / homes).toBeLessThan(0.82);
});

test('what nobody in the town owns is the municipality’s', () => {
  const { kbo } = town.municipalities[0] ?? { kbo: '' };
  const theirs = all.filter((i) => ownership.at(i).some((owner) => owner.kind === 'municipality'));
  expect(theirs.length / all.length).toBeGreaterThan(0.01);
  expect(theirs.length / all.length).toBeLessThan(0.1);
  expect(ownership.at(theirs[0] ?? 0)).toEqual([{ kind: 'municipality', kbo, share: 1 }]);
  expect(ownership.of('1')).toEqual([]);
  expect(ownership.heldBy('p-0')).toEqual([]);
});
