import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds } from './holds.ts';

test('what came back with more fields holds what was sent', () => {
  expect(holds({ spec: { a: 1, b: [{ c: 'x', added: true }], status: {} } }, { a: 1, b: [{ c: 'x' }] }, 'spec')).toBe(
    true,
  );
});

test.each([
  ['a rule that lost its peers', { ingress: [{ ports: [1] }] }, { ingress: [{ from: ['x'], ports: [1] }] }],
  ['a rule more', { ingress: [{ from: ['x'] }, {}] }, { ingress: [{ from: ['x'] }] }],
  ['another value', { port: 80 }, { port: 81 }],
  ['nothing at all', undefined, { port: 81 }],
])('%s is seen', (_, answer, sent) => {
  expect(holds(answer, sent)).toBe(false);
});

test('an empty list may come back as none', () => {
  expect(holds({}, { egress: [] })).toBe(true);
});

test('everything holds itself', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => holds(value, value)));
});
