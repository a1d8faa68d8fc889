import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportSchema } from '@proeftuin/contract/scorecard';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Dockerd, startDockerd } from '../engines/testing/dockerd.ts';
import { startCli } from '../testing/cli.ts';
import { provider, testHome } from '../testing/lab.ts';

let daemon: Dockerd;
let out: string;
beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'proeftuin-out-'));
  daemon = await startDockerd();
});
afterAll(async () => {
  await daemon?.close();
  rmSync(out, { recursive: true, force: true });
});

test('a whole trial on a Docker Engine holds every guarantee, and leaves nothing', async () => {
  const args = ['try', provider('static-site'), '--engine', 'docker', '--json', '--out', out];
  const env = { PROEFTUIN_HOME: testHome(), DOCKER_HOST: `unix://${daemon.socket}` };
  const end = await startCli(args, env).ended();
  expect({ code: end.code, err: end.err }).toEqual({ code: 1, err: expect.stringContaining('it answers') });
  const report = reportSchema.parse(JSON.parse(end.out));
  expect(report.set.engine).toMatch(/^Docker /);
  expect(report.isolation.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  expect(report.isolation.find(({ id }) => id === 'nothing-left')?.verdict).toBe('pass');
  expect(report.audits.filter(({ outcome }) => outcome === 'error')).toEqual([]);
  expect(report.audits.find(({ id }) => id === 'integration/operation/starts')?.outcome).toBe('pass');
});
