import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportSchema } from '@proeftuin/contract/scorecard';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openContainerEngine } from '../engines/container/open.ts';
import type { Engine } from '../engines/engine.ts';
import { openHome } from '../home.ts';
import { openStore, type Store } from '../store/store.ts';
import { startCli } from '../testing/cli.ts';
import { provider, testHome } from '../testing/lab.ts';

/** A state folder of this test's own, so that it sees exactly what is left; images are the tests' common ones. */
let home: string;
let store: Store;
let engine: Engine;
let owner: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'proeftuin-home-'));
  mkdirSync(join(testHome(), 'images'), { recursive: true });
  symlinkSync(join(testHome(), 'images'), join(home, 'images'));
  owner = openHome({ PROEFTUIN_HOME: home }).owner;
  store = openStore(home);
  engine = await openContainerEngine({ home, choice: 'podman', progress: () => undefined });
});
afterAll(async () => {
  for (const { id } of await engine.list(owner)) await engine.remove(id);
  store.close();
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

const cli = (...args: string[]) => startCli(args, { PROEFTUIN_HOME: home });
const tries = (name: string) =>
  cli('try', provider('static-site'), '--engine', 'podman', '--json', '--out', join(home, 'out', name));
const held = async () => (await engine.list(owner)).map(({ id }) => id).sort();
/** Of the sandboxes of the newest trials, newest first. */
const sandboxes = async () => (await store.trials()).map(({ sandbox }) => sandbox);

test('after Ctrl-C it tears down, leaves nothing, and exits with 130', async () => {
  const trial = tries('interrupted');
  await trial.says(/static-site starts/);
  expect(await held()).toEqual(await sandboxes());
  trial.child.kill('SIGINT');
  const end = await trial.ended();
  expect({ code: end.code, err: end.err }).toEqual({
    code: 130,
    err: expect.stringContaining('interrupted: tearing down'),
  });
  expect(await held()).toEqual([]);
  expect(readdirSync(join(home, 'sandboxes'))).toEqual([]);
  const report = reportSchema.parse(JSON.parse(end.out));
  expect(report.trial.error?.code).toBe('interrupted');
  expect(report.level).toBe('not ready');
  expect(report.isolation.find(({ id }) => id === 'nothing-left')?.verdict).toBe('pass');
});

test('of two trials at once one is killed: a sweep removes what was its, and the other goes on undisturbed', async () => {
  const killed = tries('killed');
  await killed.says(/trial t-/);
  const [dead = ''] = await sandboxes();
  const other = tries('other');
  await killed.says(/static-site starts/);
  // On a machine with one core it waits for its place.
  await other.says(/static-site starts|it waits/);
  killed.child.kill('SIGKILL');
  expect((await killed.ended()).signal).toBe('SIGKILL');
  const before = await held();
  expect(before).toContain(dead);
  const swept = await cli('sweep', '--engine', 'podman', '--json').ended();
  expect(JSON.parse(swept.out)).toEqual({ swept: [{ id: dead, leftovers: [] }] });
  expect(swept.code).toBe(0);
  expect(await held()).toEqual(expect.arrayContaining(before.filter((id) => id !== dead)));
  const row = (await store.trials()).find(({ sandbox }) => sandbox === dead);
  expect(row).toMatchObject({ phase: 'error', error: expect.stringContaining('interrupted') });

  const end = await other.ended();
  expect({ code: end.code, err: end.err }).toEqual({ code: 1, err: expect.stringContaining('it answers') });
  const { trial, isolation } = reportSchema.parse(JSON.parse(end.out));
  expect(trial.error).toBeUndefined();
  expect(isolation.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)).toEqual(['closed-build']);
  expect(await held()).toEqual([]);
});

test('a sweep beside `doctor` leaves its sandbox alone, and afterwards nothing of it is stored', async () => {
  const stored = (await store.trials()).length;
  const doctor = cli('doctor', '--engine', 'podman', '--json');
  await expect.poll(held, { timeout: 60_000, interval: 50 }).toHaveLength(1);
  const swept = await cli('sweep', '--engine', 'podman', '--json').ended();
  expect(JSON.parse(swept.out)).toEqual({ swept: [] });
  const end = await doctor.ended();
  expect({ code: end.code, said: JSON.parse(end.out) }).toMatchObject({ code: 0, said: { ok: true, leftovers: [] } });
  expect(await held()).toEqual([]);
  expect(await store.trials()).toHaveLength(stored);
});
