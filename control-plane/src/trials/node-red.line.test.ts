import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLab, outcomeOf, provider, type TestLab } from '../testing/lab.ts';

let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab();
});
afterAll(() => lab.close());

test('Node-RED as it is: a resident finds their address; what is not in order is what no one here could mend', async () => {
  const end = await lab.try(provider('node-red'));
  expect(end.error).toBeUndefined();
  const played = end.report.scenarios.filter(({ outcome }) => outcome !== 'not-applicable');
  expect(played.map((s) => [s.id, s.outcome])).toEqual([
    ['quick/landing', 'ok'],
    ['quick/find-address', 'ok'],
  ]);
  expect(end.report.audits.filter((a) => a.outcome === 'error')).toEqual([]);
  expect(outcomeOf(end, 'integration/registers/declared-only')).toBe('pass');
  expect(outcomeOf(end, 'security/container/no-undeclared-egress')).toBe('pass');
  expect(outcomeOf(end, 'security/exposure/security-headers')).toBe('fail');
  expect(end.report.isolation.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
});
