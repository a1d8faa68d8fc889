import { expect, test } from 'vitest';
import type { Call } from './call.ts';
import { Paging } from './paging.ts';

const HOST = 'http://basisregisters.localhost:4309';
const call = (path: string, next?: string, more: Partial<Call> = {}): Call => ({
  at: '2026-11-30T12:00:00.000Z',
  method: 'GET',
  url: new URL(path, HOST),
  system: 'basisregisters',
  status: 200,
  ms: 1,
  headers: new Map(),
  traced: true,
  browser: false,
  request: '',
  answer: { type: 'application/json', body: JSON.stringify(next === undefined ? {} : { volgende: HOST + next }) },
  handed: [],
  ...more,
});
const NEXT = '/v2/adressen?offset=100&limit=100';
const paths = (paging: Paging, now: number, end = false) => paging.due(now, end).map((one) => one.call.url.pathname);

test('a list is told after the patience, once, and at the end at once', () => {
  const paging = new Paging(10);
  paging.saw(call('/v2/adressen', NEXT), 0);
  expect([paths(paging, 9), paths(paging, 10), paths(paging, 11)]).toEqual([[], ['/v2/adressen'], []]);
  paging.saw(call('/v2/adressen', NEXT), 20);
  paging.saw(call('/v2/straatnamen', '/v2/straatnamen?offset=100&limit=100'), 20);
  expect(paths(paging, 20, true)).toEqual(['/v2/straatnamen']);
});

test('a list that is read on is not told, in whatever order the parameters stand; where it stops, it is', () => {
  const paging = new Paging(10);
  paging.saw(call('/v2/adressen', NEXT), 0);
  paging.saw(call('/v2/adressen?limit=100&offset=100'), 1);
  expect(paths(paging, 100)).toEqual([]);
  paging.saw(call('/v2/adressen', NEXT), 100);
  paging.saw(call(NEXT, '/v2/adressen?offset=200&limit=100'), 101);
  expect(paths(paging, 200)).toEqual(['/v2/adressen']);
});

test.each([
  ['who said limit', call('/v2/adressen?limit=5', NEXT)],
  ['a person in a browser', call('/v2/adressen', NEXT, { browser: true })],
  ['an error', call('/v2/adressen', NEXT, { status: 500 })],
  ['a list of one page', call('/v2/adressen')],
])('%s is held against nobody', (_, one) => {
  const paging = new Paging(10);
  paging.saw(one, 0);
  expect(paths(paging, 100, true)).toEqual([]);
});
