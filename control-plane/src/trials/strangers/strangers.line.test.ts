import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLab, outcomeOf, type TestLab } from '../../testing/lab.ts';
import { projectOf, STRANGERS } from './strangers.ts';

/** All with PROEFTUIN_FULL, else three by their seed. */
const seeded = (id: string) => createHash('sha256').update(`309 ${id}`).digest('hex');
const chosen =
  process.env.PROEFTUIN_FULL === '1'
    ? STRANGERS
    : STRANGERS.toSorted((a, b) => (seeded(a.id) < seeded(b.id) ? -1 : 1)).slice(0, 3);

let lab: TestLab;
const folder = mkdtempSync(join(tmpdir(), 'proeftuin-strangers-'));
beforeAll(async () => {
  lab = await openTestLab();
});
afterAll(async () => {
  await lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each(chosen)('$id runs as it is, or is told what to change', async (stranger) => {
  const project = join(folder, stranger.id);
  for (const [path, text] of Object.entries(projectOf(stranger))) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const end = await lab.try(project, { out: join(folder, 'out', stranger.id) });
  expect(end.error).toBeUndefined();
  expect(end.report.audits.filter(({ outcome }) => outcome === 'error').map(({ id }) => id)).toEqual([]);
  expect(end.report.isolation.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  const landing = end.report.scenarios.find(({ id }) => id === 'quick/landing');
  if (stranger.down === undefined) expect([landing?.outcome, landing?.message]).toEqual(['ok', undefined]);
  else expect(outcomeOf(end, 'integration/operation/starts')).toBe('fail');
  for (const [audit, says] of Object.entries(stranger.told ?? {})) {
    expect([audit, outcomeOf(end, audit)]).toEqual([audit, 'fail']);
    const found = end.report.audits.find(({ id }) => id === audit);
    expect(found?.details.join('\n')).toMatch(says);
  }
});
