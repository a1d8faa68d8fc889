import { createHash } from 'node:crypto';
import { PROFILES } from '@proeftuin/contract/municipality';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTown } from '../town.ts';
import type { Point } from './lots.ts';

type Opened = ReturnType<typeof openTown>;
const towns = (check: (town: Opened) => void): void =>
  fc.assert(
    fc.property(fc.constantFrom(...PROFILES), fc.string({ minLength: 1, maxLength: 12 }), (profile, seed) => {
      const town = openTown({ profile, seed, population: 200 });
      try {
        check(town);
      } finally {
        town.close();
      }
    }),
    { numRuns: 8 },
  );
const each = <T>(books: { readonly count: number; byIndex(i: number): T }): T[] =>
  Array.from({ length: books.count }, (_, i) => books.byIndex(i));

/** Twice the area of a ring: positive when it goes anticlockwise. */
const area = (ring: readonly Point[]): number =>
  ring.slice(1).reduce((sum, [x, y], i) => {
    const [px, py] = ring[i] ?? [0, 0];
    return sum + px * y - x * py;
  }, 0);
/** Is a point inside a convex ring that goes anticlockwise, by more than `room` (square metres of the cross product)? */
const inside = ([x, y]: Point, ring: readonly Point[], room = 0): boolean =>
  ring.slice(1).every(([bx, by], i) => {
    const [ax, ay] = ring[i] ?? [0, 0];
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) > room;
  });

describe('buildings, units and parcels of a town of 200, whatever profile and seed', () => {
  test('every address has one unit, one building and one parcel, which point back', () => {
    towns((town) => {
      for (const address of each(town.addresses)) {
        const { items: units } = town.units.page(0, 10, { addressId: address.id });
        expect(units.map((unit) => unit.address)).toEqual([address]);
        const [unit] = units;
        expect(town.units.byId(unit?.id ?? '')).toEqual(unit);
        const building = town.buildings.byId(unit?.buildingId ?? '');
        expect(town.units.of(building?.index ?? -1).map(({ id }) => id)).toContain(unit?.id);
        const { items: parcels } = town.parcels.page(0, 10, { addressId: address.id });
        expect(parcels.length).toBe(1);
        const on = town.buildings.page(0, 10, { parcelId: parcels[0]?.id });
        expect(on).toEqual({ items: [building], more: false });
      }
    });
  });

  test('a building is one house number with its boxes, and lies round the point of its addresses', () => {
    towns((town) => {
      let units = 0;
      for (const building of each(town.buildings)) {
        const own = town.units.of(building.index);
        units += own.length;
        expect(new Set(own.map(({ address: a }) => `${a.streetId} ${a.houseNumber}`)).size).toBe(1);
        expect(own.filter(({ use }) => use === 'gemeenschappelijkDeel').length).toBe(own.length > 1 ? 1 : 0);
        expect(building.outline[0]).toEqual(building.outline.at(-1));
        expect(area(building.outline)).toBeGreaterThan(20);
        for (const { address } of own) expect(inside([address.x, address.y], building.outline)).toBe(true);
      }
      expect(units).toBe(town.units.count);
    });
  });

  test('no building stands in its neighbour', () => {
    towns((town) => {
      const buildings = each(town.buildings);
      for (const { index, outline } of buildings) {
        const street = town.units.of(index)[0]?.address.streetId;
        const next = buildings[index + 2];
        if (next === undefined || town.units.of(next.index)[0]?.address.streetId !== street) continue;
        for (const corner of next.outline) expect(inside(corner, outline, 0.1)).toBe(false);
      }
    });
  });

  test('each parcel has a CaPaKey of its own, by which it is found; a key with another letter is nobody’s', () => {
    towns((town) => {
      const keys = each(town.parcels);
      for (const parcel of keys) {
        expect(parcel.id).toMatch(/^\d{5}[A-Z]\d{4}-\d{2}[A-Z]\d{3}$/);
        expect(town.municipalities.map(({ nis }) => nis)).toContain(parcel.id.slice(0, 5));
        expect(town.parcels.byId(parcel.id)).toEqual(parcel);
        const letter = parcel.id.charAt(13) === 'A' ? 'B' : 'A';
        expect(town.parcels.byId(`${parcel.id.slice(0, 13)}${letter}${parcel.id.slice(14)}`)).toBeUndefined();
      }
      expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length);
    });
  });

  test('a filter gives just those that it says, page after page', () => {
    towns((town) => {
      for (const status of ['gepland', 'inAanbouw', 'gerealiseerd', 'gesloopt']) {
        const wanted = each(town.buildings).filter((b) => b.status === status);
        const found = [];
        for (let offset = 0, more = true; more; offset += 7) {
          const page = town.buildings.page(offset, 7, { status });
          found.push(...page.items);
          more = page.more;
        }
        expect(found).toEqual(wanted);
      }
      for (const use of ['nietGekend', 'gemeenschappelijkDeel']) {
        expect(town.units.page(0, town.units.count, { use }).items).toEqual(
          each(town.units).filter((u) => u.use === use),
        );
      }
    });
  });
});

test('what is not built yet has a planned unit, and its building is no more than begun', () => {
  const town = openTown({ profile: 'aalter', seed: 'plans', population: 2_000 });
  const planned = town.units.page(0, 500, { status: 'gepland' }).items;
  const dwellings = planned.filter(({ use }) => use === 'nietGekend');
  expect(dwellings.length).toBeGreaterThan(0);
  for (const { address, buildingId } of dwellings) {
    expect(address.status).toBe('voorgesteld');
    const building = town.buildings.byId(buildingId);
    if (town.units.of(building?.index ?? -1).length === 1) expect(building?.status).toMatch(/^(gepland|inAanbouw)$/);
  }
  town.close();
});

describe('the same bytes, on every machine and in every version', () => {
  test.each([
    ['leiedal', 'b31a3ed1f32e2c54c1cef56761910e179e835cb90b925ea47440d7c3d6f156ae'],
    ['antwerpen', '3751a9ae1c1931b1bb80b5a8dd02ddfeb6dee66af456f4fe01a56530c1dc92fe'],
  ] as const)('%s', (profile, golden) => {
    const town = openTown({ profile, seed: 'golden' });
    const hash = createHash('sha256');
    for (const book of [town.buildings, town.units, town.parcels])
      for (let i = 0; i < book.count; i += 97) hash.update(JSON.stringify(book.byIndex(i)));
    expect(hash.digest('hex')).toBe(golden);
    town.close();
  });
});
