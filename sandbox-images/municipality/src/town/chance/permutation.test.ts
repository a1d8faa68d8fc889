import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Allotment } from './allotment.ts';
import { Dice } from './dice.ts';
import { Permutation } from './permutation.ts';
import { Seating } from './seating.ts';

const dice = new Dice('permutation');

test.each([1, 2, 3, 16, 17, 1_000])('a permutation of %i gives each number once, and back', (n) => {
  const permutation = new Permutation(n, dice, 'x');
  const all = Array.from({ length: n }, (_, i) => permutation.at(i));
  expect([...all].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
  expect(all.map((value) => permutation.of(value))).toEqual(Array.from({ length: n }, (_, i) => i));
});

test('a permutation is another one under another name, and refuses what is outside', () => {
  const [a, b] = ['a', 'b'].map((name) => new Permutation(1_000, dice, name));
  expect(Array.from({ length: 50 }, (_, i) => a?.at(i))).not.toEqual(Array.from({ length: 50 }, (_, i) => b?.at(i)));
  for (const i of [-1, 1_000, 0.5, Number.NaN]) expect(() => a?.at(i)).toThrow(RangeError);
  expect(() => new Permutation(0, dice, 'x')).toThrow(RangeError);
});

test('each seat has one holder, and each holder knows its seats', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 90 }), (seats, pool) => {
      const allotment = new Allotment(seats, pool, Math.ceil(seats * 0.7), dice, 'seats');
      const told = new Map<number, number>();
      for (let holder = 0; holder < pool; holder++)
        for (const seat of allotment.seatsOf(holder)) told.set(seat, holder);
      expect(told.size).toBe(seats);
      for (const [seat, holder] of told) expect(allotment.holder(seat)).toBe(holder);
    }),
  );
});

test('bodies and persons name each other, nobody twice in one body', () => {
  const pool = Uint32Array.from([3, 5, 8, 13, 21, 34, 55, 89]);
  const sizes = [3, 0, 4, 1, 5, 2];
  const seating = new Seating(sizes, pool, 0.5, dice, 'bodies');
  const pairs = sizes.flatMap((_, body) => seating.of(body).map((person) => [person, body]));
  const back = [...pool].flatMap((person) => seating.bodies(person).map((body) => [person, body]));
  expect(back.sort()).toEqual(pairs.sort());
  expect(new Set(pairs.map(String)).size).toBe(pairs.length);
  expect(seating.bodies(4)).toEqual([]);
  expect([seating.first(1), seating.of(1)]).toEqual([undefined, []]);
  const nobody = new Seating(sizes, new Uint32Array(), 0.5, dice, 'bodies');
  expect([nobody.first(0), nobody.of(0), nobody.bodies(3)]).toEqual([undefined, [], []]);
});
