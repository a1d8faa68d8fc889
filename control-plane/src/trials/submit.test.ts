import { expect, test } from 'vitest';
import { type Asked, commandOf, holds, submit } from './submit.ts';
import type { World } from './trial.ts';

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

const asked: Asked = { suite: 'quick', profile: 'aalter', seed: '309', rubric: 'v1', images: 'build' };
const here = { cwd: import.meta.dirname, signal: new AbortController().signal };

test.each([
  [{ suite: 'none' }, /there is no suite "none"/],
  [{ rubric: 'none' }, /there is no rubric "none"/],
  [{ date: '2026-02-30' }, /not a date: 2026-02-30/],
  [{ municipality: ['11002'] }, /aalter has no municipality 11002; it has 44084/],
  [{ population: 900_000 }, /at most .* residents/],
])('%j is refused before anything is looked at', async (more, why) => {
  await expect(submit({} as World, here, 'none', { ...asked, ...more })).rejects.toMatchObject({
    exit: 2,
    message: expect.stringMatching(why),
  });
});

test('the command of a report leads to the same town', () => {
  expect(commandOf(asked)).toBe('proeftuin try .');
  const region = {
    profile: 'leiedal',
    municipality: ['34022', '34027'],
    date: '2026-03-01',
    population: 2000,
  } as const;
  expect(commandOf({ ...asked, ...region, municipality: [...region.municipality], suite: 'moving' })).toBe(
    'proeftuin try . --suite moving --profile leiedal --municipality 34022 --municipality 34027 --date 2026-03-01 --population 2000',
  );
});
