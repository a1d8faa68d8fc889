import { expect, test } from 'vitest';
import { compareReports, renderComparison } from './compare.ts';
import { madeUp, SOME_BROKEN } from './testing/report.ts';
import { renderText } from './text.ts';

test('the scorecard for a terminal is as it was', async () => {
  const { report } = madeUp(SOME_BROKEN);
  const text = renderText(report, { folder: 'out/t-1', html: 'out/t-1/report.html' });
  await expect(text).toMatchFileSnapshot('golden/scorecard.txt');
});

test('no line of a provider moves the terminal', () => {
  const { report } = madeUp([]);
  const hostile = '\u001b[2J\u001b]0;owned\u0007\u202eabc\r\n';
  const text = renderText({ ...report, services: [{ name: hostile, version: '1', title: { nl: '', en: '' } }] });
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

test('a trial that ended early gives no level, and neither does a re-check', () => {
  const { report } = madeUp(SOME_BROKEN);
  const error = { code: 'interrupted', message: 'interrupted', next: 'Run it again.' };
  const ended = renderText({ ...report, trial: { ...report.trial, error } });
  expect(ended).toMatch(/^verhuisloket 1\.4\.0 — ENDED EARLY$/m);
  expect(ended).not.toContain('Missing to be');
  const again = { ...report.trial, command: 'proeftuin try . --only security/session/csrf-refused' };
  const only = (outcome: 'pass' | 'fail' | 'not-run') =>
    renderText({ ...report, trial: again, audits: report.audits.slice(0, 1).map((a) => ({ ...a, outcome })) });
  expect(only('pass')).toMatch(/— RE-CHECKED: NO SHORTFALL$/m);
  expect(only('fail')).toMatch(/— RE-CHECKED: NOT YET IN ORDER$/m);
  expect(only('not-run')).toMatch(/— RE-CHECKED: NO JUDGEMENT$/m);
});

test('the re-check that is printed works where the trial was asked for', () => {
  const { report } = madeUp(SOME_BROKEN);
  const text = renderText(report, { folder: 'out', html: 'out/report.html', folderAsTyped: "'a b'" });
  expect(text).toContain("then: proeftuin try 'a b' --only integration/outcome/task-completed");
});

test('lines fit a terminal', () => {
  const { report } = madeUp(SOME_BROKEN);
  expect(
    renderText(report)
      .split('\n')
      .filter((line) => line.length > 140),
  ).toEqual([]);
});

test('two reports side by side: what got better and what got worse', () => {
  const before = madeUp(['security/injection/sql', 'value/burden/once-only']).report;
  const after = madeUp(['experience/accessibility/contrast']).report;
  const { mended, broken } = compareReports(before, after);
  expect(mended.map((c) => c.audit)).toEqual(
    ['security/injection/sql', 'value/burden/once-only', 'value/burden/prefilled-share'].filter((id) =>
      mended.some((c) => c.audit === id),
    ),
  );
  expect(mended.map((c) => c.audit)).toContain('security/injection/sql');
  expect(broken).toEqual([{ audit: 'experience/accessibility/contrast', before: 'pass', after: 'fail' }]);
  const text = renderComparison(before, { ...after, set: { ...after.set, seed: '310' } });
  expect(text).toContain('security/injection/sql: fail → pass');
  expect(text).toMatch(/seed +309 +310/);
});

test('what was not run in one of them got neither better nor worse', () => {
  const { report } = madeUp(['experience/accessibility/contrast']);
  const audits = report.audits.map((audit) =>
    ['experience/accessibility/contrast', 'experience/speed/page-weight'].includes(audit.id)
      ? { ...audit, outcome: 'not-run' as const }
      : audit,
  );
  const { mended, broken, untold } = compareReports(report, { ...report, audits });
  expect([mended, broken]).toEqual([[], []]);
  expect(untold.map(({ audit, before }) => [audit, before]).sort()).toEqual([
    ['experience/accessibility/contrast', 'fail'],
    ['experience/speed/page-weight', 'pass'],
  ]);
  expect(renderComparison(report, { ...report, audits })).toMatch(
    /Not run in one of them:\n.*contrast: fail → not-run/,
  );
});

test('a report beside itself has not changed', () => {
  const { report } = madeUp([]);
  expect(renderComparison(report, report)).toContain('Nothing changed.');
});
