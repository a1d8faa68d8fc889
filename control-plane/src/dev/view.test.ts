import { expect, test } from 'vitest';
import type { Call } from './call.ts';
import { jsonOf, lineOf, shown } from './view.ts';

const call: Call = {
  at: '2026-11-30T12:34:56.000Z',
  method: 'GET\u001b[2J',
  url: new URL(`http://personen.localhost:4309/v1/${'x'.repeat(500)}`),
  system: 'personen',
  status: 0,
  ms: 1.5,
  headers: new Map(),
  traced: false,
  browser: false,
  request: '',
  answer: { type: '', body: '' },
  handed: [],
};
const complaint = { wrong: 'refused', says: `rood \u001b[31m\u202e\r\nGET valse regel${'y'.repeat(500)}` } as const;

test('a line has time, method, system, status, milliseconds and path, and a line for each complaint', () => {
  const [line = '', told = '', ...more] = lineOf(call, [complaint]).split('\n');
  expect(line).toMatch(/^12:34:56 GET {4}personen {7}--- {4}1\.5 ms \/v1\/x+…$/);
  expect(told).toMatch(/^ {9}! refused: rood GET valse regely+…$/);
  expect(more).toEqual([]);
  expect([line.length < 170, told.length < 230]).toEqual([true, true]);
});

test('nothing that a caller wrote moves the cursor, breaks a line or turns text, in JSON either', () => {
  for (const text of [lineOf(call, [complaint]), jsonOf(call, [complaint])])
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
  expect(JSON.parse(jsonOf(call, [complaint]))).toMatchObject({
    event: 'call',
    status: 0,
    complaints: [{ wrong: 'refused' }],
  });
});

test('a cut never leaves half a character', () => {
  expect(shown('😀😀😀', 4).isWellFormed()).toBe(true);
});
