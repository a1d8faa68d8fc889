import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLab, outcomeOf, provider, type TestLab } from '../testing/lab.ts';

let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab();
});
afterAll(() => lab.close());

test('verhuisloket, as it is, is ready for a pilot; the town knows of the move', async () => {
  const end = await lab.try(provider('verhuisloket'));
  expect(end.error).toBeUndefined();
  const played = end.report.scenarios.filter(({ outcome }) => outcome !== 'not-applicable');
  expect(played.map((s) => [s.id, s.outcome])).toEqual([
    ['quick/landing', 'ok'],
    ['quick/report-move', 'ok'],
  ]);
  expect(end.report.audits.filter((a) => a.outcome === 'error' || a.outcome === 'fail').map((a) => a.id)).toEqual([]);
  expect(end.report.level).toBe('ready for a pilot');
  expect(end.held).toBe(true);
});

test('with defects, each is found, and nothing is called an error of the lab', async () => {
  const end = await lab.try(provider('verhuisloket'), {
    defects: 'no-pkce,weak-cookie,insz-in-log,no-language,status-unpublished',
  });
  expect(end.error).toBeUndefined();
  const found = [
    'integration/login/pkce-used',
    'security/session/cookie-flags',
    'security/privacy/insz-not-in-logs',
    'experience/accessibility/language-of-page',
    'integration/standards/status-published',
  ];
  expect(found.map((id) => [id, outcomeOf(end, id)])).toEqual(found.map((id) => [id, 'fail']));
  expect(end.report.audits.filter((a) => a.outcome === 'error').map((a) => a.id)).toEqual([]);
  expect(end.held).toBe(false);
});
