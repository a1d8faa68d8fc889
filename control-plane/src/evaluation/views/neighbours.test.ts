import type { Data } from '@proeftuin/contract/evidence';
import { expect, test } from 'vitest';
import type { TrialContext } from '../context.ts';
import { grade } from '../grade.ts';
import { rubricOf } from '../rubric/rubrics.ts';
import { EvidenceMaker } from '../testing/evidence.ts';

const APART = 'security/access/municipalities-kept-apart';

function judged(story: Partial<Data<'scenario'>> | undefined, context: Partial<TrialContext> = {}) {
  const make = new EvidenceMaker();
  make.story('quick/report-move');
  if (story !== undefined) make.story('moving/other-municipality', { capability: 'moving.handle', ...story });
  const [result] = grade(make.records, make.context({ ...context, only: APART }), rubricOf('v1')).audits;
  return { outcome: result?.outcome, reason: result?.reason?.en, details: result?.details };
}

test.each([
  ['in the list', { listed: true, opened: false }, ['in the list of another municipality']],
  ['by its address', { listed: false, opened: true }, ['by its address, as another municipality']],
  ['in both ways', { listed: true, opened: true }, ['in the list', 'by its address']],
])('a case that another municipality sees %s is a shortfall', (_, facts, said) => {
  const { outcome, details } = judged({ facts });
  expect(outcome).toBe('fail');
  expect(details).toEqual(said.map((words) => expect.stringContaining(words)));
});

test('it needs a region and a side for civil servants', () => {
  expect(judged({ outcome: 'not-applicable' })).toMatchObject({
    outcome: 'not-applicable',
    reason: 'This trial plays in one municipality.',
  });
  expect(judged({ outcome: 'not-applicable' }, { capabilities: ['moving.report'] })).toMatchObject({
    outcome: 'not-applicable',
    reason: expect.stringContaining('moving.handle'),
  });
});

test('what was not seen to its end is not judged', () => {
  expect(judged(undefined).outcome).toBe('not-run');
  const stopped = { outcome: 'failed', cause: 'provider:status-5xx' } as const;
  expect(judged(stopped).outcome).toBe('not-run');
  expect(judged({ ...stopped, facts: { listed: false } }).outcome).toBe('not-run');
});
