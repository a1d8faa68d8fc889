import { expect, test } from 'vitest';
import { LabClock } from './clock.ts';

test('what the clock says follows the wall, each turn and its speed, also within a millisecond', () => {
  let wall = Date.UTC(2026, 0, 1);
  const clock = new LabClock(() => wall, '2026-01-01');
  expect([clock.lab(), clock.lab(), clock.wall()]).toEqual(Array(3).fill('2026-01-01T00:00:00.000Z'));
  clock.turn({ set: '2030-01-01T00:00:00Z', speed: 1000 });
  expect([clock.lab(), clock.wall()]).toEqual(['2030-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z']);
  wall += 1;
  expect([clock.lab(), clock.wall()]).toEqual(['2030-01-01T00:00:01.000Z', '2026-01-01T00:00:00.001Z']);
});
