import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLab, outcomeOf, provider, type TestLab } from '../testing/lab.ts';

let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab();
});
afterAll(() => lab.close());

test('static-site: a root image on port 80 is tried as it is, and told what to mend', async () => {
  const end = await lab.try(provider('static-site'));
  expect(end.error).toBeUndefined();
  expect(end.report.isolation.filter((i) => i.verdict === 'fail')).toEqual([]);
  expect(end.report.isolation.map((i) => i.id).sort()).toEqual(
    ['bounded', 'closed-build', 'no-forgery', 'no-power', 'no-route', 'nothing-left', 'one-door', 'own-names'].sort(),
  );
  expect(end.report.level).toBe('not ready');
  for (const id of [
    'security/container/non-root',
    'experience/accessibility/contrast',
    'experience/accessibility/page-titled',
    'experience/accessibility/non-text-content',
  ]) {
    expect([id, outcomeOf(end, id)]).toEqual([id, 'fail']);
  }
  expect(outcomeOf(end, 'integration/operation/starts')).toBe('pass');
  expect(end.report.audits.filter((audit) => audit.outcome === 'error')).toEqual([]);
  for (const file of ['report.json', 'report.html', 'plan.json', 'evidence/gateway.jsonl', 'evidence/heads.json']) {
    expect([file, existsSync(join(end.files.folder, file))]).toEqual([file, true]);
  }
  const html = readFileSync(end.files.html, 'utf8');
  expect(html).toContain('security/container/non-root');
  expect(html).not.toMatch(/<script/i);
  expect((await lab.engine.list(end.report.trial.id)).length).toBe(0);
});
