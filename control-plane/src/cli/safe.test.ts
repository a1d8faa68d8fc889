import { expect, test } from 'vitest';
import { safe } from './safe.ts';

test('colours, cursor moves and bidirectional overrides are shown, not obeyed', () => {
  expect(safe('\u001b[31mred\u001b[2J \u202eevil')).toBe('\\u001b[31mred\\u001b[2J \\u202eevil');
});

test('lines and tabs stay', () => {
  expect(safe('a\n\tb é 😀')).toBe('a\n\tb é 😀');
});
