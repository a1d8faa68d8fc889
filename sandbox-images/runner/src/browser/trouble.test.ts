import { errors } from 'playwright-core';
import { expect, test } from 'vitest';
import { pageTrouble } from './trouble.ts';

const late = 'provider:navigation';

test('what Playwright throws is told in words that a developer of a page knows, its cause with it', () => {
  const loop = pageTrouble(
    new Error('page.goto: net::ERR_TOO_MANY_REDIRECTS at https://x.test/\nCall log:\n - a'),
    late,
  );
  expect([loop.cause, loop.message]).toEqual([
    'provider:redirect-loop',
    'it redirects again and again: https://x.test/',
  ]);
  const slow = pageTrouble(new errors.TimeoutError('page.goto: Timeout 10000ms exceeded.\nCall log:\n - a'), late);
  expect([slow.cause, slow.message]).toEqual([late, 'the page was not whole after 10 s']);
});
