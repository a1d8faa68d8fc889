import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Stride } from './stride.ts';

test('each place is taken once, and leads back, whatever the size', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.constantFrom(7_919, 15_838)), fc.nat(), (n, start) => {
      const stride = new Stride(n, start);
      const taken = new Set<number>();
      for (let i = 0; i < n; i++) {
        const to = stride.at(i);
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThan(n);
        expect(stride.of(to)).toBe(i);
        taken.add(to);
      }
      expect(taken.size).toBe(n);
    }),
    { numRuns: 40 },
  );
});

test('the largest is exact too, and none or too many are refused', () => {
  const stride = new Stride(2 ** 26, 2 ** 26 - 1);
  expect(stride.of(stride.at(2 ** 26 - 7))).toBe(2 ** 26 - 7);
  for (const n of [0, 1.5, 2 ** 26 + 1]) expect(() => new Stride(n, 0)).toThrow(RangeError);
});
