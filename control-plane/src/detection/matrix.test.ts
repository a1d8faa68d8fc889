import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseManifest } from '@proeftuin/contract/manifest/parse';
import type { AuditResult, Report } from '@proeftuin/contract/scorecard';
import { expect, test } from 'vitest';
import { openTown } from '../../../sandbox-images/municipality/src/town/town.ts';
import { DEFECTS, manifestWith, UNBROKEN } from '../../../sandbox-images/providers/verhuisloket/defects.ts';
import { MARKUP } from '../../../sandbox-images/providers/verhuisloket/src/planted-markup.ts';
import { STRANGER } from '../../../sandbox-images/providers/verhuisloket/src/town.ts';
import { BUSY } from '../evaluation/reasons.ts';
import { audits } from '../evaluation/registry.ts';
import { compare, passes, table, wilson } from './matrix.ts';

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

test('time that a busy machine could not measure is neither found nor missed', () => {
  const bad = report([{ ...audit('security/a/one', 'not-run'), reason: BUSY }]);
  expect(compare({ id: 'd', breaks: ['security/a/one'] }, good, bad)).toMatchObject({
    detected: [],
    missed: [],
    busy: ['security/a/one'],
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

test('passes are told by suite, with their mean and their ends', () => {
  const took = [
    { suite: 'quick', seconds: 10 },
    { suite: 'core', seconds: 20 },
    { suite: 'quick', seconds: 12 },
  ];
  expect(passes(took)).toEqual([
    'suite quick  2 passes, 11.0 s each (10.0 – 12.0)',
    'suite core   1 passes, 20.0 s each (20.0 – 20.0)',
  ]);
});

test('each defect that verhuisloket can have planted is in the matrix, and each of the matrix can be planted', async () => {
  const sources = fileURLToPath(new URL('../../../sandbox-images/providers/verhuisloket/src/', import.meta.url));
  const code = readdirSync(sources).map((file) => readFileSync(join(sources, file), 'utf8'));
  const asked = code.flatMap((text) => [...text.matchAll(/planted\('([\w-]+)'\)/g)].map(([, id = '']) => id));
  const planted = new Set([...asked, ...Object.keys(MARKUP)]);
  const known = new Set(DEFECTS.map(({ id }) => id));
  expect([...planted].filter((id) => !known.has(id))).toEqual([]);
  const inCode = DEFECTS.filter(({ id, manifest }) => manifest === undefined || planted.has(id));
  expect(inCode.map(({ id }) => id).toSorted()).toEqual([...planted].toSorted());
});

test('each defect of the manifest can be written into it, and it is a manifest still', () => {
  const folder = fileURLToPath(new URL('../../../sandbox-images/providers/verhuisloket/', import.meta.url));
  const text = readFileSync(join(folder, 'proeftuin.yaml'), 'utf8');
  for (const defect of DEFECTS.filter(({ manifest }) => manifest !== undefined)) {
    const written = manifestWith(defect, text);
    expect(written).not.toBe(text);
    expect(parseManifest(written, `${defect.id}.yaml`)).toMatchObject({ ok: true });
  }
  expect(() => manifestWith({ id: 'd', manifest: [['no such words', '']] }, text)).toThrow('not once');
});

test('the stranger of the planted defects is a honeytoken of the town that detection plays in', () => {
  const { people } = openTown({ profile: 'aalter', seed: '309' });
  const person = people.byInsz(STRANGER);
  expect(person !== undefined && people.isHoneytoken(person.id)).toBe(true);
});

test('each audit has a planted defect, or a reason why none can be', () => {
  const meant = new Set(DEFECTS.flatMap(({ breaks, asks = [] }) => [...breaks, ...asks]));
  const without = audits.map(({ id }) => id).filter((id) => !meant.has(id));
  expect(without).toEqual(Object.keys(UNBROKEN));
});

test('an audit that may only suspect a defect must ask for a person that it did not ask for before', () => {
  const defect = { id: 'd', breaks: [], asks: ['security/a/one'] };
  const review = report([audit('security/a/one', 'needs-review')]);
  expect(compare(defect, good, review)).toMatchObject({ detected: ['security/a/one'], missed: [] });
  expect(compare(defect, review, review)).toMatchObject({ missed: ['security/a/one'] });
  expect(compare(defect, good, good)).toMatchObject({ missed: ['security/a/one'] });
});

test('each defect breaks audits that there are', () => {
  const known = new Set(audits.map(({ id }) => id));
  expect(DEFECTS.flatMap(({ breaks, asks = [] }) => [...breaks, ...asks]).filter((id) => !known.has(id))).toEqual([]);
});
