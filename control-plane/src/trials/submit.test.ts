import { expect, test } from 'vitest';
import { holds } from './submit.ts';

type Judged = Parameters<typeof holds>[0];
type Outcome = Judged['audits'][number]['outcome'];

const report = (level: Judged['level'], missing: [string, Outcome][], audits: Outcome[] = []) =>
  ({
    level,
    missing: missing.map(([audit, outcome]) => ({ level: 'ready for a pilot', audit, outcome })),
    audits: audits.map((outcome) => ({ outcome })),
  }) as unknown as Judged;

test('the gates of a suite with a level hold when it is reached, and not when one was not even examined', () => {
  expect(holds(report('ready for a pilot', [['a/b/c', 'not-run']]), false)).toBe(true);
  expect(holds(report('not ready', [['a/b/c', 'fail']]), false)).toBe(false);
  expect(holds(report('not ready', [['a/b/c', 'not-run']]), false)).toBe(false);
});

test('a suite without a level answers for the gates that it examined', () => {
  expect(
    holds(
      report('not ready', [
        ['suite/quick', 'not-run'],
        ['a/b/c', 'not-run'],
      ]),
      false,
    ),
  ).toBe(true);
  expect(
    holds(
      report('not ready', [
        ['suite/quick', 'not-run'],
        ['a/b/c', 'fail'],
      ]),
      false,
    ),
  ).toBe(false);
});

test('a re-check answers for what was asked', () => {
  expect(holds(report('not ready', [['suite/quick', 'not-run']], ['pass']), true)).toBe(true);
  expect(holds(report('not ready', [['suite/quick', 'not-run']], ['fail']), true)).toBe(false);
});
