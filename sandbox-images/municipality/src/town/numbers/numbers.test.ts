import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STREET_NAMES, streetName } from '../../data/streets.ts';
import { Dice, stream, walk, weighted } from '../chance/dice.ts';
import { Births } from '../people/births.ts';
import { toLambert72, toLambert2008, toWgs84 } from '../places/geo.ts';
import { spiral } from '../places/streets.ts';
import { ageOn, dayOf, isDate } from './days.ts';
import { inszOf, kboOf, readInsz, validInsz, validKbo } from './insz.ts';

test('INSZ: the published fictitious example, the rule of 2000, one wrong digit', () => {
  expect(validInsz('57611399743')).toBe(true);
  expect(inszOf({ century: 2000, date: 30_512, serial: 1 })).toMatch(/^03051200/);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.constantFrom(1900 as const, 2000 as const),
      (nine, century) => {
        const insz = inszOf({ century, date: Math.floor(nine / 1000), serial: nine % 1000 });
        expect(readInsz(insz)?.serial).toBe(nine % 1000);
        expect(
          validInsz(`${insz.slice(0, 10)}${(Number(insz[10]) + 1) % 10}`) &&
            validInsz(`${insz.slice(0, 10)}${(Number(insz[10]) + 2) % 10}`),
        ).toBe(false);
      },
    ),
  );
});

test('births: each number leads to who bears it, and no other number of those days to anybody', () => {
  const days = Array.from({ length: 400 }, (_, i) => dayOf('2003-02-26') + (i % 8));
  const births = new Births(
    Uint16Array.from(days),
    Uint8Array.from(days, (_, i) => (i >> 3) % 2),
    60,
  );
  const bearers = new Map(days.map((_, person) => [births.insz(person), person]));
  expect(bearers.size).toBe(days.length);
  for (const month of [61, 62, 63, 73]) {
    for (let day = 0; day <= 31; day++) {
      for (let serial = 0; serial < 1000; serial++) {
        const insz = inszOf({ century: 2000, date: 30_000 + month * 100 + day, serial });
        if (births.find(insz) !== bearers.get(insz)) expect.fail(`${insz} is not ${bearers.get(insz)}`);
      }
    }
  }
});

test('KBO: the published mock number', () => {
  expect(validKbo('1999999943')).toBe(true);
  expect(kboOf(19_999_999)).toBe('1999999943');
  expect(validKbo('1999999944')).toBe(false);
});

test('Lambert 72 and 2008 of one point as the address register writes it', () => {
  const [x, y] = toLambert2008(toWgs84([73_862.07, 211_634.58]));
  expect(Math.hypot(x - 573_857.26, y - 711_625.49)).toBeLessThan(0.5);
  const [bx, by] = toLambert72(toWgs84([140_252.76, 198_794.27]));
  expect(Math.hypot(bx - 140_252.76, by - 198_794.27)).toBeLessThan(0.01);
});

test('a walk visits all once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.nat(), (n, start) => {
      expect(new Set(walk(n, start)).size).toBe(n);
    }),
  );
});

test('spiral cells are all different and close in on the middle', () => {
  const cells = Array.from({ length: 121 }, (_, n) => spiral(n));
  expect(new Set(cells.map(String)).size).toBe(121);
  expect(Math.max(...cells.flat().map(Math.abs))).toBe(5);
});

test('no two street names are the same', () => {
  expect(new Set(Array.from({ length: STREET_NAMES }, (_, n) => streetName(n))).size).toBe(STREET_NAMES);
});

test('weights are kept, and attributes do not depend on each other', () => {
  const dice = new Dice('w');
  const table = weighted([
    ['a', 1],
    ['b', 3],
  ]);
  const what = stream('x.y');
  const n = 20_000;
  const b = Array.from({ length: n }, (_, i) => dice.pick(what, i, table)).filter((v) => v === 'b').length;
  expect(b / n).toBeCloseTo(0.75, 1);
  const both = Array.from({ length: n }, (_, i) => [
    dice.unit(what, i) < 0.5,
    dice.unit(stream('x.z'), i) < 0.5,
  ]).filter(([p, q]) => p && q).length;
  expect(both / n).toBeCloseTo(0.25, 1);
});

test('dates and ages', () => {
  expect(['2024-02-29', '2023-02-29', '2024-13-01', '24-01-01'].map(isDate)).toEqual([true, false, false, false]);
  expect(ageOn('2008-01-02', '2026-01-01')).toBe(17);
  expect(ageOn('2008-01-01', '2026-01-01')).toBe(18);
  expect(ageOn('1985-00-00', '2026-01-01')).toBe(40);
});
