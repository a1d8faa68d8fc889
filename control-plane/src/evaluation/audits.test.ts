import { describe, expect, test } from 'vitest';
import { grade } from './grade.ts';
import { audits } from './registry.ts';
import { rubricOf } from './rubric/rubrics.ts';
import { cut } from './testing/cut.ts';
import { cutPages } from './testing/cut-pages.ts';
import { EvidenceMaker } from './testing/evidence.ts';
import { experience } from './testing/experience.ts';
import { integration } from './testing/integration.ts';
import { security } from './testing/security.ts';
import { value } from './testing/value.ts';

const examples = [...integration, ...security, ...value, ...experience];
const v1 = rubricOf('v1');

/** Says the same always: it asks for a person, whatever it sees. */
const ALWAYS_REVIEW = 'experience/accessibility/by-hand';

describe.each([...examples, ...cut, ...cutPages])('$audit', ({ audit, good, bad, comesTo = 'fail', badContext }) => {
  const judged = (show: (make: EvidenceMaker) => unknown, context = {}) => {
    const make = new EvidenceMaker();
    show(make);
    const [result] = grade(make.records, make.context({ ...context, only: audit }), v1).audits;
    return result;
  };

  test('holds', () => {
    expect(judged(good)).toMatchObject({ id: audit, outcome: 'pass' });
  });

  test('is broken, and says by what', () => {
    const result = judged(bad, badContext);
    expect(result).toMatchObject({ id: audit, outcome: comesTo });
    expect((result?.evidence.length ?? 0) + (result?.details.length ?? 0)).toBeGreaterThan(0);
  });
});

test('each audit has an example of holding and of being broken', () => {
  const shown = [...examples.map((e) => e.audit), ALWAYS_REVIEW].sort();
  expect(shown).toEqual(audits.map((a) => a.id).sort());
});

test('each dimension has at least five audits', () => {
  for (const dimension of ['integration', 'security', 'value', 'experience'])
    expect(audits.filter((a) => a.dimension === dimension).length).toBeGreaterThanOrEqual(5);
});

test('what no rule decides is always left to a person', () => {
  const make = new EvidenceMaker();
  make.page();
  const { findings } = grade(make.records, make.context({ only: ALWAYS_REVIEW }), v1);
  expect(findings).toMatchObject([{ outcome: 'needs-review' }]);
});
