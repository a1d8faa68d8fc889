import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseRecord } from '@proeftuin/contract/evidence';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLab, outcomeOf, type TestLab } from '../../testing/lab.ts';

const AUDIT = 'integration/notifications/callback-taken';
const service = fileURLToPath(new URL('service', import.meta.url));
let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab();
});
afterAll(() => lab.close());

test.each([
  ['that takes it', undefined, 204, 'accepted', 'pass'],
  ['that does not', 'deaf', 500, 'retry', 'fail'],
] as const)(
  'the town tells a service what became of its message: one %s',
  async (_, defects, status, outcome, found) => {
    const end = await lab.try(service, { only: AUDIT, ...(defects === undefined ? {} : { defects }) });
    expect(end.error).toBeUndefined();
    const records = (source: string) =>
      readFileSync(join(end.files.folder, 'evidence', `${source}.jsonl`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => parseRecord(JSON.parse(line)));
    const [told] = records('municipality').flatMap((r) => (r.kind === 'callback' ? [r.data] : []));
    expect(told).toMatchObject({ service: 'bode', event: 'notificatie.afgeleverd', attempt: 1, status, outcome });
    // The same as the gateway saw it, from the town's own workload.
    const seen = records('gateway').flatMap((r) =>
      r.kind === 'exchange' && r.data.from === 'municipality' ? [r.data] : [],
    );
    expect(seen[0]).toMatchObject({ to: 'app', method: 'POST', status, url: 'https://bode.dienst.test/terug' });
    expect(outcomeOf(end, AUDIT)).toBe(found);
    expect(end.report.audits.filter((audit) => audit.outcome === 'error')).toEqual([]);
  },
);
