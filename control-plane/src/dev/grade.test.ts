import { expect, test } from 'vitest';
import type { Call } from './call.ts';
import type { Wrong } from './complaints.ts';
import { Grade, standText } from './grade.ts';

const call = (path: string, more: Partial<Call> = {}): Call => ({
  at: '2026-11-30T12:00:00.000Z',
  method: 'GET',
  url: new URL(path, 'http://personen.localhost:4309'),
  system: 'personen',
  status: 200,
  ms: 1,
  headers: new Map(),
  traced: true,
  browser: false,
  request: '',
  answer: { type: '', body: '' },
  handed: [],
  ...more,
});
const wrong = (...all: Wrong[]) => all.map((one) => ({ wrong: one, says: '' }));

test('a stand counts what was wrong, the most frequent first, and names the audit of a trial', () => {
  const grade = new Grade();
  grade.saw(call('/a'), wrong('no-accept', 'insz-in-url'));
  grade.saw(call('/b'), wrong('no-accept'));
  grade.saw(call('/c'), []);
  grade.saw(call('/d', { browser: true }), wrong('insz-in-url'));
  expect(standText(grade.stand())).toBe(
    [
      '-- start 1: 3 calls, 1 right',
      '         ! no-accept 2×',
      '         ! insz-in-url 1× (a trial fails security/privacy/insz-not-in-urls)',
    ].join('\n'),
  );
});

test('what was wrong is mended when the same calls, with other numbers, come again and are right; not before', () => {
  const grade = new Grade();
  grade.saw(call('/personen/85010112345'), wrong('no-purpose'));
  grade.saw(call('/gezin'), wrong('no-accept'));
  grade.next();
  grade.saw(call('/personen/90020254321'), []);
  expect(grade.stand()).toMatchObject({ run: 2, mended: ['no-purpose'], untried: ['no-accept'] });
  grade.next();
  expect(grade.stand()).toMatchObject({ run: 3, calls: 0, mended: [], untried: ['no-accept'] });
  grade.saw(call('/gezin'), wrong('no-traceparent'));
  expect(grade.stand()).toMatchObject({ mended: ['no-accept'], untried: [], marks: [{ fresh: true }] });
});

test('a list that was not read on is wrong after all', () => {
  const grade = new Grade();
  const list = call('/adressen');
  grade.saw(list, []);
  grade.saw(call('/a'), []);
  expect(grade.stand().right).toBe(2);
  expect(grade.news).toBe(false);
  grade.late(list, { wrong: 'paging-ignored', says: '' });
  expect([grade.news, grade.stand().right]).toEqual([true, 1]);
});
