import { expect, test } from 'vitest';
import { parseSelection } from './selection.ts';

test.each([
  ['', {}],
  ['age 18-30, household 3, tag diacritics', { age: [18, 30], household: 3, tag: 'diacritics' }],
  ['Leeftijd 18 – 30 , gezin: 3,label=apostrophe', { age: [18, 30], household: 3, tag: 'apostrophe' }],
  ['age 67', { age: [67, 67] }],
  ['sex v, adult, municipality 34022', { sex: 'V', adult: true, municipality: '34022' }],
  ['civil-servant, minor', { kind: 'civil-servant', adult: false }],
])('%j', (text, selection) => expect(parseSelection(text)).toEqual(selection));

test.each([
  ['hair red', /"hair red": no such condition; there are `age 18-30`, `household 3`/],
  ['age 30-18', /"age 30-18": written as `age 18-30`/],
  ['age young', /written as `age 18-30`/],
  ['household 0', /household/],
  ['adult 18', /written as `adult`/],
  ['adult, minor', /"minor": adult is asked twice/],
  ['tag', /written as `tag diacritics`/],
])('%j is refused with what to write', (text, why) => expect(() => parseSelection(text)).toThrow(why));
