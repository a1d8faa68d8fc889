import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseRecord } from '@proeftuin/contract/evidence';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findResidents } from '../../cli/find.ts';
import { openTestLab, outcomeOf, type TestLab } from '../../testing/lab.ts';

const TAKEN = 'integration/notifications/callback-taken';
const FORGED = 'security/access/forged-callback-refused';
const service = fileURLToPath(new URL('service', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'proeftuin-callbacks-'));
const envFile = join(place, 'citizen.env');
let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab();
  const [citizen] = await findResidents({ profile: 'aalter', seed: '309' }, 'adult', 1);
  writeFileSync(envFile, `INSZ=${citizen?.insz}\n`);
});
afterAll(async () => {
  rmSync(place, { recursive: true });
  await lab.close();
});

const toldBy = async (defects?: string, only?: string) => {
  const end = await lab.try(service, {
    envFile,
    ...(only === undefined ? {} : { only }),
    ...(defects === undefined ? {} : { defects }),
  });
  expect(end.error).toBeUndefined();
  expect(end.report.audits.filter((audit) => audit.outcome === 'error')).toEqual([]);
  const records = (source: string) =>
    readFileSync(join(end.files.folder, 'evidence', `${source}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => parseRecord(JSON.parse(line)));
  const [told] = records('municipality').flatMap((r) => (r.kind === 'callback' ? [r.data] : []));
  // The same as the gateway saw it, from the town's own workload.
  const [seen] = records('gateway').flatMap((r) =>
    r.kind === 'exchange' && r.data.from === 'municipality' ? [r.data] : [],
  );
  return { end, told, seen };
};

test('the town tells a service what became of its message, and nobody else can', async () => {
  const { end, told, seen } = await toldBy();
  expect(told).toMatchObject({ service: 'bode', event: 'notificatie.afgeleverd', attempt: 1, outcome: 'accepted' });
  expect(seen).toMatchObject({ to: 'app', method: 'POST', status: 204, url: 'https://bode.dienst.test/terug' });
  expect([outcomeOf(end, TAKEN), outcomeOf(end, FORGED)]).toEqual(['pass', 'pass']);
});

test('a service that does not take it is told so', async () => {
  const { end, told, seen } = await toldBy('deaf', TAKEN);
  expect(told).toMatchObject({ attempt: 1, status: 500, outcome: 'retry' });
  expect(seen).toMatchObject({ status: 500 });
  expect(outcomeOf(end, TAKEN)).toBe('fail');
});

test('a service that believes anybody is told so', async () => {
  expect(outcomeOf((await toldBy('gullible', FORGED)).end, FORGED)).toBe('fail');
});
