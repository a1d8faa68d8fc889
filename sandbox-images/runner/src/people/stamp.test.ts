import { expect, test } from 'vitest';
import { stamped } from './stamp.ts';

test('a page cannot write its requests to another step, nor to one when there is none', () => {
  const sent = { Accept: '*/*', 'X-Proeftuin-Step': 'quick/landing#1' };
  const accept = { name: 'Accept', value: '*/*' };
  expect(stamped(sent, 'moving/household#2')).toEqual([
    accept,
    { name: 'x-proeftuin-step', value: 'moving/household#2' },
  ]);
  expect(stamped(sent, '')).toEqual([accept]);
});
