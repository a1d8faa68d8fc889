import { expect, test } from 'vitest';
import { grade } from '../grade.ts';
import { rubricOf } from '../rubric/rubrics.ts';
import { EvidenceMaker } from '../testing/evidence.ts';

const CSRF = 'security/session/csrf-refused';
const USABLE = 'integration/operation/stays-usable';

function outcomes(look: (make: EvidenceMaker) => unknown): Record<string, string | undefined> {
  const make = new EvidenceMaker();
  look(make);
  const { audits } = grade(make.records, make.context(), rubricOf('v1'));
  return Object.fromEntries(audits.map((a) => [a.id, a.outcome]));
}
const failed = (cause: string) =>
  outcomes((make) => make.add('look', { look: 'csrf', outcome: 'failed', cause, message: 'gone', data: {} }));

test('a look that the suite leaves out is not examined', () => {
  expect(outcomes((make) => make.exchange('/'))[CSRF]).toBe('not-run');
});

test('a look that the service made impossible fails once, where that is judged', () => {
  const { [CSRF]: csrf, [USABLE]: usable } = failed('provider:crash');
  expect([csrf, usable]).toEqual(['not-run', 'fail']);
});

test("a look that the lab could not make is the lab's fault", () => {
  const { [CSRF]: csrf, [USABLE]: usable } = failed('lab:browser-lost');
  expect([csrf, usable]).toEqual(['error', 'pass']);
});

test("a look that says something unreadable is the lab's fault", () => {
  const look = (make: EvidenceMaker) => make.add('look', { look: 'csrf', outcome: 'ok', data: { attempts: 'many' } });
  expect(outcomes(look)[CSRF]).toBe('error');
});

test('a look that read an answer only in part passes nothing, names the answer, and still shows what it saw', () => {
  const cut = ['https://loket.dienst.test/mijn'];
  const looked = (accepted: boolean) => {
    const make = new EvidenceMaker();
    const attempts = [{ method: 'POST', url: '/x', status: 200, variant: 'foreign-origin' as const, accepted }];
    const id = make.add('look', { look: 'csrf', outcome: 'ok', cut, data: { attempts } });
    const { audits } = grade(make.records, make.context({ only: CSRF }), rubricOf('v1'));
    return { id, audit: audits[0] };
  };
  const { id, audit } = looked(false);
  expect(audit).toMatchObject({ outcome: 'needs-review', evidence: [id], details: cut });
  expect(looked(true).audit?.outcome).toBe('fail');
});
