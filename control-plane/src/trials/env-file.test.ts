import { parseEnv as nodeParse } from 'node:util';
import { expect, test } from 'vitest';
import { envText, parseEnv } from './env-file.ts';

const VALUES = {
  PLAIN: 'http://login.localhost:4309/v1?a=b',
  EMPTY: '',
  SPACES: ' two words ',
  HASH: 'a # b',
  DOLLAR: 'p$HOME`x`\\n',
  DOUBLE: 'say "so"',
  SINGLE: "D'Haene",
  AMPERSAND: 'a&b=c',
};

test('what is written is read back the same by this lab and by Node', () => {
  const text = envText(VALUES);
  expect(nodeParse(text)).toEqual(VALUES);
  expect(Object.fromEntries(parseEnv(text))).toEqual(VALUES);
});

test.each(['two\nlines', `both ' and "`, `single ' and $`])('a value that no .env holds is refused: %j', (value) => {
  expect(() => envText({ NAME: value })).toThrow(/NAME: a value of several lines/);
});
