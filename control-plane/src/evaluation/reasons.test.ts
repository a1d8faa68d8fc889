import { expect, test } from 'vitest';
import { withoutCases } from './reasons.ts';

test.each([
  [['address.find'], true],
  [['identity.login', 'address.find'], true],
  [['identity.login', 'moving.report'], false],
  [[], false],
])('a service that can %j only looks things up: %s', (capabilities, only) => {
  expect(withoutCases({ capabilities }) !== undefined).toBe(only);
});
