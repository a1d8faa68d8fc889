import { createHash } from 'node:crypto';
import { PROFILES } from '@proeftuin/contract/municipality';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validInsz, validKbo } from './numbers/insz.ts';
import { PROFILE_SHAPES } from './profiles/all.ts';
import { openTown } from './town.ts';

const small = fc.record({
  profile: fc.constantFrom(...PROFILES),
  seed: fc.string({ minLength: 1, maxLength: 12 }),
  population: fc.integer({ min: 50, max: 1_500 }),
});
const towns = (check: (town: ReturnType<typeof openTown>, seed: string, residents: number) => void): void =>
  fc.assert(
    fc.property(small, (config) => {
      const town = openTown(config);
      try {
        check(town, config.seed, config.population);
      } finally {
        town.close();
      }
    }),
    { numRuns: 12 },
  );

/** Everything that a town says of its people and addresses, as one hash. */
function digest(town: ReturnType<typeof openTown>, sample: number): string {
  const hash = createHash('sha256');
  const step = Math.max(1, Math.floor(town.people.count / sample));
  for (let i = 0; i < town.people.count; i += step) {
    const person = town.people.person(i);
    const address = person.address === null ? null : town.addresses.byIndex(person.address.index);
    hash.update(JSON.stringify({ ...person, address }));
  }
  const far = Math.max(1, Math.floor(town.addresses.count / sample));
  for (let i = 0; i < town.addresses.count; i += far) hash.update(JSON.stringify(town.addresses.byIndex(i)));
  for (let i = 0; i < town.streets.count; i++) hash.update(JSON.stringify(town.streets.byIndex(i)));
  return hash.digest('hex');
}

describe('a town, whatever profile, seed and population', () => {
  test('each person has a valid INSZ of its own, by which it is found', () => {
    towns((town) => {
      const seen = new Set<string>();
      for (let i = 0; i < town.people.count; i++) {
        const { insz } = town.people.person(i);
        expect(validInsz(insz)).toBe(true);
        expect(town.people.byInsz(insz)?.index).toBe(i);
        seen.add(insz);
      }
      expect(seen.size).toBe(town.people.count);
    });
  });

  test('the months of birth in its numbers are those of no real number', () => {
    towns((town) => {
      for (let i = 0; i < town.people.count; i++)
        expect(Number(town.people.person(i).insz.slice(2, 4))).toBeGreaterThanOrEqual(61 - 1);
    });
  });

  test('the odd serials are the men, and the date is that of the number', () => {
    towns((town) => {
      for (let i = 0; i < town.people.count; i += 7) {
        const { insz, sex, birthDate, tags } = town.people.person(i);
        expect(Number(insz.slice(6, 9)) % 2).toBe(sex === 'M' ? 1 : 0);
        if (tags.includes('bis-number')) continue;
        expect(
          `${insz.slice(0, 2)}-${String(Number(insz.slice(2, 4)) - 60).padStart(2, '0')}-${insz.slice(4, 6)}`,
        ).toBe(birthDate.slice(2));
        expect(birthDate <= town.date).toBe(true);
      }
    });
  });

  test('households are mutual, and live at one address', () => {
    towns((town, _, residents) => {
      expect(town.people.count).toBeGreaterThan(residents);
      for (let i = 0; i < town.people.count; i += 3) {
        const person = town.people.person(i);
        expect(person.household).toContain(person.id);
        for (const other of town.people.household(person.id)) {
          expect(other.household).toEqual(person.household);
          expect(other.address?.id).toBe(person.address?.id);
          expect(other.householdId).toBe(person.householdId);
        }
      }
    });
  });

  test('addresses and streets are found by their ids, and no two addresses look the same', () => {
    towns((town) => {
      const seen = new Set<string>();
      for (let i = 0; i < town.addresses.count; i++) {
        const a = town.addresses.byIndex(i);
        expect(town.addresses.byId(a.id)).toEqual(a);
        const street = town.streets.byId(a.streetId);
        expect(street?.name).toBe(a.street);
        if (a.parentId !== null) expect(town.addresses.byId(a.parentId)?.houseNumber).toBe(a.houseNumber);
        seen.add(`${a.nis} ${a.street} ${street?.homonym} ${a.houseNumber} ${a.box}`);
      }
      expect(seen.size).toBe(town.addresses.count);
    });
  });

  test('walking the pages gives each address once', () => {
    towns((town) => {
      const ids: string[] = [];
      for (let offset = 0, more = true; more; offset += 97) {
        const page = town.addresses.page(offset, 97);
        ids.push(...page.items.map(({ id }) => id));
        more = page.more;
      }
      expect(ids.length).toBe(town.addresses.count);
      expect(new Set(ids).size).toBe(town.addresses.count);
    });
  });

  test('nobody lives where it is vacant', () => {
    towns((town) => {
      const vacant = new Set(town.addresses.vacant(10_000).map(({ id }) => id));
      expect(vacant.size).toBeGreaterThan(20);
      for (let i = 0; i < town.people.count; i++)
        expect(vacant.has(town.people.person(i).address?.id ?? '')).toBe(false);
    });
  });

  test('the whole catalogue is there', () => {
    towns((town) => {
      for (const tag of town.people.tags().keys()) expect(town.people.select({ tag }, 1)[0]?.tags).toContain(tag);
    });
  });
});

test('numbers of enterprises are valid by their checksum', () => {
  const town = openTown({ profile: 'voka', seed: 'a', population: 2_000 });
  const bosses = town.people.select({ kind: 'enterprise' }, 20);
  for (const { enterprise } of bosses) expect(validKbo(enterprise ?? '')).toBe(true);
  town.close();
});

describe('the same bytes, on every machine, for each version of a profile', () => {
  const golden: Record<string, string> = {
    'aalter 3': 'ca3092f9a1cce3581eaa9023d273e08d08ccdfe6656e7d43638204e386fee32c',
    'antwerpen 3': '0baee2e4c0b176b51a813af59e23fa0e0bd88538beef250aa2cd5c8b0d4c5904',
    'leiedal 3': '8cda2f768a98e0ba23331db151f5dc52bc8d4c10574bb3fa1ab7fa0c7e2ad498',
    'voka 3': '5fffd7d85d7a2f4123a203c755fe8ede53501d1226da2fa1e963d4eef12f53de',
    'aalter 3, fifty residents': '96eddc2e28c55a9bd62f1c75f2865e915fb0713afce86cfdd1e6409d8a12dfab',
  };
  test.each(PROFILES)('%s at true size', (profile) => {
    const town = openTown({ profile, seed: 'golden' });
    expect(digest(town, 2_000)).toBe(golden[`${profile} ${PROFILE_SHAPES[profile].version}`]);
    town.close();
  });
  test('aalter with fifty residents', () => {
    const town = openTown({ profile: 'aalter', seed: 'golden', population: 50 });
    expect(digest(town, 10_000)).toBe(golden['aalter 3, fifty residents']);
    town.close();
  });
});

test('another seed is another town; the same seed the same selection', () => {
  const [a, b, c] = ['x', 'x', 'y'].map((seed) => openTown({ profile: 'aalter', seed, population: 800 }));
  const pick = (town: typeof a) =>
    town?.people.select({ adult: true, household: 3 }, 5).map(({ id, insz }) => [id, insz]);
  expect(pick(a)).toEqual(pick(b));
  expect(pick(a)).not.toEqual(pick(c));
  for (const town of [a, b, c]) town?.close();
});

test('a subset of a region has only its municipalities', () => {
  const town = openTown({ profile: 'leiedal', seed: 'x', municipalities: ['34043', '34023'], population: 500 });
  expect(town.municipalities.map(({ name }) => name)).toEqual(['Kuurne', 'Spiere-Helkijn']);
  expect(new Set(town.addresses.page(0, 5_000).items.map(({ nis }) => nis))).toEqual(new Set(['34023', '34043']));
  expect(() => openTown({ profile: 'leiedal', seed: 'x', municipalities: ['11002'] })).toThrow(
    /11002.*34022 \(Kortrijk\)/,
  );
  town.close();
});
