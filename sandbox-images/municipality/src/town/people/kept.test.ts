import { expect, test } from 'vitest';
import { Kept } from './kept.ts';

test('what is asked a second time is kept, until all is forgotten or another with its slot is asked twice', () => {
  const kept = new Kept<{ readonly of: number }>(8);
  let made = 0;
  const ask = (index: number) => {
    kept.of(index, (of) => {
      made += 1;
      return { of };
    });
    return made;
  };
  expect([ask(3), ask(3), ask(3), ask(3)]).toEqual([1, 2, 2, 2]);
  // One that is asked once takes the place of none.
  expect([ask(11), ask(3)]).toEqual([3, 3]);
  expect([ask(11), ask(11), ask(11)]).toEqual([4, 4, 4]);
  expect(ask(3)).toBe(5);
  kept.forget();
  expect(ask(11)).toBe(6);
});

test('each gets its own', () => {
  const kept = new Kept<number>(4);
  for (const round of [0, 1, 2])
    for (let i = 0; i < 20; i++)
      expect(
        kept.of(i, (of) => of + 1),
        `${round}`,
      ).toBe(i + 1);
});
