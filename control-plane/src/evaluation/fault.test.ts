import { CAUSES } from '@proeftuin/scenarios/sdk/trouble';
import { expect, test } from 'vitest';
import { FAULTS, whoseFault } from './fault.ts';
import { grade } from './grade.ts';
import { NEXT_STEP } from './next-step.ts';
import { rubricOf } from './rubric/rubrics.ts';
import { EvidenceMaker } from './testing/evidence.ts';

test.each(Object.entries(FAULTS))('%s is the fault of the %s, and ends so', (cause, whose) => {
  const make = new EvidenceMaker();
  make.story('quick/report-move', { outcome: 'failed', cause });
  const { audits } = grade(make.records, make.context({ only: 'integration/outcome/task-completed' }), rubricOf('v1'));
  expect(audits[0]?.outcome).toBe(whose === 'provider' ? 'fail' : 'error');
});

test("a cause that is the service's says what to do about it first", () => {
  const make = new EvidenceMaker();
  make.story('quick/report-move', { outcome: 'failed', cause: 'provider:redirect-loop' });
  const { findings } = grade(
    make.records,
    make.context({ only: 'integration/outcome/task-completed' }),
    rubricOf('v1'),
  );
  expect(findings[0]?.mend).toEqual(NEXT_STEP['provider:redirect-loop']);
  for (const cause of Object.keys(NEXT_STEP)) expect(whoseFault(cause)).toBe('provider');
});

test('each cause that a scenario can name is in the table', () => {
  expect(Object.keys(FAULTS).sort()).toEqual([...CAUSES].sort());
});

test.each([undefined, '', 'nobody', 'constructor', '__proto__'])(
  "a cause that nobody named well (%s) is the lab's",
  (cause) => {
    expect(whoseFault(cause)).toBe('lab');
  },
);
