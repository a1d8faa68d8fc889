import { expect, test } from 'vitest';
import { fail, needsReview, pass, text } from './outcome.ts';

test.each([
  ['pass', (details: string[]) => pass([], details)],
  ['fail', (details: string[]) => fail([], details)],
  ['needs-review', (details: string[]) => needsReview(text('Kijk zelf.', 'Look yourself.'), [], details)],
])('%s tells each detail once, in the order in which they were found', (outcome, of) => {
  expect(of(['b', 'a', 'b'])).toMatchObject({ outcome, details: ['b', 'a'] });
});
