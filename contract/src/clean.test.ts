import { expect, test } from 'vitest';
import { clean } from './clean.ts';

test.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007text', 'text'],
  ['abc\u202egnp.exe', 'abcgnp.exe'],
  ['a\u0000b\u0007c\u009bd', 'abcd'],
  ['zero\u200bwidth\ufeff', 'zerowidth'],
  ["D'Haene Şahin Łukasz\n\tœuvre", "D'Haene Şahin Łukasz\n\tœuvre"],
  ['half \ud83d pair', 'half \ufffd pair'],
])('%j is shown as %j', (hostile, shown) => {
  expect(clean(hostile)).toBe(shown);
});
