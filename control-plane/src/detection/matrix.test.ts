import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AuditResult, Report } from '@proeftuin/contract/scorecard';
import { expect, test } from 'vitest';
import { DEFECTS } from '../../../sandbox-images/providers/verhuisloket/defects.ts';
import { MARKUP } from '../../../sandbox-images/providers/verhuisloket/src/planted-markup.ts';
import { audits } from '../evaluation/registry.ts';
import { compare, table, wilson } from './matrix.ts';

const audit = (id: string, outcome: AuditResult['outcome']) =>
  ({ id, outcome, dimension: id.split('/')[0] }) as AuditResult;
const report = (audits: AuditResult[]) => ({ audits }) as Report;

const good = report([audit('security/a/one', 'pass'), audit('security/a/two', 'pass'), audit('value/b/three', 'fail')]);

test('a defect is detected by the audit that is meant for it, and nothing else may change', () => {
  const bad = report([
    audit('security/a/one', 'fail'),
    audit('security/a/two', 'fail'),
    audit('value/b/three', 'fail'),
  ]);
  expect(compare({ id: 'd', breaks: ['security/a/one'] }, good, bad)).toMatchObject({
    detected: ['security/a/one'],
    missed: [],
    falseAlarms: ['security/a/two'],
  });
  expect(compare({ id: 'd', breaks: ['security/a/one'], mayAlsoBreak: ['security/*'] }, good, bad).falseAlarms).toEqual(
    [],
  );
});

test('an audit that stays silent is a miss, an error of the lab is an alarm', () => {
  const bad = report([audit('security/a/one', 'not-run'), audit('security/a/two', 'error')]);
  expect(compare({ id: 'd', breaks: ['security/a/one'] }, good, bad)).toMatchObject({
    missed: ['security/a/one'],
    falseAlarms: ['security/a/two'],
  });
});

test("Wilson's interval of 0 of 10 and 10 of 10", () => {
  expect(wilson(0, 10)[1]).toBeCloseTo(0.278, 2);
  expect(wilson(10, 10)[0]).toBeCloseTo(0.722, 2);
});

test('the table counts by dimension', () => {
  const text = table([
    compare({ id: 'd', breaks: ['security/a/one'] }, good, report([audit('security/a/one', 'fail')])),
  ]);
  expect(text).toMatch(/security +1\/1/);
});

test('each defect that verhuisloket can have planted is in the matrix, and each of the matrix can be planted', async () => {
  const sources = fileURLToPath(new URL('../../../sandbox-images/providers/verhuisloket/src/', import.meta.url));
  const code = readdirSync(sources).map((file) => readFileSync(join(sources, file), 'utf8'));
  const asked = code.flatMap((text) => [...text.matchAll(/planted\('([\w-]+)'\)/g)].map(([, id]) => id));
  const planted = new Set([...asked, ...Object.keys(MARKUP)]);
  expect([...planted].toSorted()).toEqual(DEFECTS.map(({ id }) => id).toSorted());
});

test('each defect breaks audits that there are', () => {
  const known = new Set(audits.map(({ id }) => id));
  expect(DEFECTS.flatMap(({ breaks }) => breaks).filter((id) => !known.has(id))).toEqual([]);
});
