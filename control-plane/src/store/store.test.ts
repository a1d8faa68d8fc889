import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spool } from '@proeftuin/contract/spool';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { thisHolder } from './holder.ts';
import { openStore, type Store, type TrialRow } from './store.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  mkdirSync(join(folder, 'blobs'));
  store = openStore(folder);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const LATER = '2030-01-01T00:00:00.000Z';
const row = (id: string, change: Partial<TrialRow> = {}): TrialRow => ({
  id,
  createdAt: '2026-01-01T00:00:00.000Z',
  endedAt: null,
  phase: 'accepted',
  service: 'verhuisloket',
  input: '{}',
  sandbox: `s-${id}`,
  plan: null,
  error: null,
  leaseHolder: null,
  leaseUntil: LATER,
  facts: null,
  level: null,
  admitted: 0,
  ...change,
});

test('admits no more trials than there are places, and gives the place of a dead one away', async () => {
  const now = '2026-01-01T00:00:01.000Z';
  for (const id of ['a', 'b', 'c']) await store.addTrial(row(id));
  expect(await store.admit('a', 2, now)).toBe(true);
  expect(await store.admit('a', 2, now)).toBe(true);
  expect(await store.admit('b', 2, now)).toBe(true);
  expect(await store.admit('c', 2, now)).toBe(false);
  await store.changeTrial('b', { leaseUntil: '2026-01-01T00:00:00.500Z' });
  expect(await store.admit('c', 2, now)).toBe(true);
});

test('only sandboxes with a living lease are living', async () => {
  await store.addTrial(row('a'));
  await store.addTrial(row('b', { leaseUntil: null }));
  await store.addTrial(row('kept', { endedAt: '2025-12-31T00:00:00.000Z' }));
  expect(await store.living('2026-01-01T00:00:00.000Z')).toEqual(new Set(['s-a', 's-kept']));
  expect(await store.living('2026-01-01T00:00:00.000Z', true)).toEqual(new Set(['s-a']));
});

test('what was kept and is gone has no lease any more; what is worked at keeps it', async () => {
  const now = '2026-01-01T00:00:00.000Z';
  await store.addTrial(row('a'));
  await store.addTrial(row('kept', { endedAt: now }));
  await store.release(['s-a', 's-kept']);
  expect(await store.living(now)).toEqual(new Set(['s-a']));
  expect((await store.trial('kept')).leaseUntil).toBeNull();
});

test('what a dead process worked at is not living, holds no place, and is ended as interrupted', async () => {
  const now = '2026-01-01T00:00:01.000Z';
  await store.addTrial(row('a', { leaseHolder: thisHolder() }));
  await store.addTrial(row('died', { leaseHolder: `${hostname()} ${process.pid} 1`, admitted: 1 }));
  await store.addTrial(row('kept', { leaseHolder: `${hostname()} ${process.pid} 1`, endedAt: now }));
  expect(await store.living(now)).toEqual(new Set(['s-a', 's-kept']));
  expect(await store.admit('a', 1, now)).toBe(true);
  await store.endDied(now);
  expect((await store.trials()).map(({ id, phase }) => [id, phase]).sort()).toEqual([
    ['a', 'accepted'],
    ['died', 'error'],
    ['kept', 'accepted'],
  ]);
  expect(JSON.parse((await store.trial('died')).error ?? '')).toMatchObject({ code: 'interrupted' });
});

test('evidence comes back as it went in, once, however often it is added', async () => {
  const spool = new Spool({ source: 'lab', cap: 1e6, now: () => ({ wall: LATER, lab: LATER }) });
  spool.add('gap', { lost: 1, why: 'because' });
  spool.add('gap', { lost: 2, why: '<script>' });
  const { records } = spool.pull(0, 10);
  await store.addEvidence('a', records);
  await store.addEvidence('a', records);
  expect(await store.evidence('a')).toEqual(records);
  expect(await store.lastSeq('a', 'lab')).toBe(2);
});

test('a blob is forgotten with the last trial that needs it', async () => {
  for (const id of ['a', 'b']) await store.addTrial(row(id));
  const sha = await store.addBlob('a', Buffer.from('picture'));
  await store.addBlob('b', Buffer.from('picture'));
  expect(await store.forget(['a'])).toBe(0);
  expect(store.blob(sha)?.toString()).toBe('picture');
  expect(await store.forget(['b'])).toBe(7);
  expect(store.blob(sha)).toBeUndefined();
});

test('a name that is no hash is no blob', () => {
  expect(store.blob('../../etc/passwd')).toBeUndefined();
});

test('an unknown trial says so', async () => {
  await expect(store.trial('x')).rejects.toMatchObject({ code: 'trial.unknown' });
});
