import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Report, reportSchema } from '@proeftuin/contract/scorecard';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Engine } from '../engines/engine.ts';
import { accessTo } from '../engines/kubernetes/access.ts';
import { Api } from '../engines/kubernetes/api.ts';
import { openKubernetesEngine } from '../engines/kubernetes/open.ts';
import { pathOf } from '../engines/kubernetes/place.ts';
import { SitesFile } from '../engines/sites.ts';
import { openHome } from '../home.ts';
import { labImages } from '../images/images.ts';
import { startCli } from '../testing/cli.ts';
import { judged } from '../testing/judged.ts';
import { provider, testHome } from '../testing/lab.ts';

const DEFECTS = 'no-pkce,weak-cookie,insz-in-log,no-language,status-unpublished';

interface Trial {
  readonly name: string;
  readonly args: readonly string[];
  readonly exit: number;
}
/** All with PROEFTUIN_FULL. */
const long: readonly Trial[] = [
  { name: 'verhuisloket, suite moving', args: [provider('verhuisloket'), '--suite', 'moving'], exit: 0 },
  { name: 'Node-RED', args: [provider('node-red')], exit: 0 },
];
const trials: readonly Trial[] = [
  { name: 'static-site', args: [provider('static-site')], exit: 1 },
  { name: 'verhuisloket', args: [provider('verhuisloket')], exit: 0 },
  { name: 'verhuisloket with defects', args: [provider('verhuisloket'), '--defects', DEFECTS], exit: 1 },
  ...(process.env.PROEFTUIN_FULL === '1' ? long : []),
];

const out = mkdtempSync(join(tmpdir(), 'proeftuin-out-'));
const sites = new SitesFile(out, {});
let cluster: Engine;
let owner: string;
beforeAll(async () => {
  for (const name of ['verhuisloket', 'node-red'])
    execFileSync(process.execPath, ['build.ts'], { cwd: provider(name) });
  const home = openHome({ PROEFTUIN_HOME: testHome() });
  owner = home.owner;
  const { kubeconfig, loader } = inject('cluster');
  sites.add('cluster', { engine: 'kubernetes', kubeconfig, loader });
  sites.add('here', { engine: 'podman' });
  cluster = await openKubernetesEngine({ home: home.folder, kubeconfig, loader });
  // Once, and not by each of the trials that begin together.
  await cluster.images(await labImages({ home: home.folder }), new AbortController().signal);
});
afterAll(async () => {
  await cluster?.close();
  rmSync(out, { recursive: true, force: true });
});

type SiteName = 'cluster' | 'here';
const folderOf = (name: string, site: SiteName) => join(out, `${name} ${site}`);

/** A whole trial by the command line, as people run it. */
async function tried({ name, args }: Trial, site: SiteName): Promise<{ exit: number; report: Report }> {
  const env = { PROEFTUIN_HOME: testHome(), PROEFTUIN_CONFIG: sites.path };
  const folder = folderOf(name, site);
  const end = await startCli(['try', ...args, '--site', site, '--json', '--out', folder], env).ended();
  if (end.out === '') throw new Error(`no report: exit ${end.code}: ${end.err.slice(-2000)}`);
  return { exit: end.code ?? -1, report: reportSchema.parse(JSON.parse(end.out)) };
}

/** Milliseconds: two trials of this machine at a time, the others wait for their turn. */
const timeout = 600_000;
test.concurrent.each(trials)('$name: the same on a cluster as on a container engine', { timeout }, async (trial) => {
  const [there, here] = await Promise.all([tried(trial, 'cluster'), tried(trial, 'here')]);
  expect(there.report.set.engine).toMatch(/^Kubernetes /);
  expect(here.report.set.engine).toMatch(/^Podman /);
  expect([there.exit, here.exit]).toEqual([trial.exit, trial.exit]);
  expect(judged(there.report)).toEqual(judged(here.report));
  expect(there.report.audits.filter(({ outcome }) => outcome === 'error')).toEqual([]);
  const gone = there.report.isolation.find(({ id }) => id === 'nothing-left');
  expect(gone).toMatchObject({ verdict: 'pass', detail: 'the namespace and all in it are gone' });
  const [onCluster, onEngine] = (['cluster', 'here'] as const).map((site) =>
    readdirSync(join(folderOf(trial.name, site), 'evidence')).sort(),
  );
  expect(onCluster).toEqual(onEngine);
});

/** What is done to a sandbox by others while people use the service, and how the trial ends: the service is not blamed. */
const behind = [
  { name: 'the pod of the service', path: (id: string) => `${pathOf.core(id, 'pods')}/app`, error: 'engine.failed' },
  { name: 'the namespace', path: pathOf.namespace, error: 'lab.channel-lost' },
];
test.concurrent.each(behind)(
  '$name removed behind its back ends the trial as an error of the lab',
  { timeout },
  async ({ name, path, error }) => {
    const args = ['try', provider('verhuisloket'), '--site', 'cluster', '--json', '--out', join(out, name)];
    const trial = startCli(args, { PROEFTUIN_HOME: testHome(), PROEFTUIN_CONFIG: sites.path });
    let said = '';
    trial.child.stderr?.on('data', (text: string) => {
      said += text;
    });
    await trial.says(/1 of \d+: /);
    const api = new Api(await accessTo(inject('cluster').admin));
    const sandbox = `s-${/trial t-\d+-([0-9a-f]+)/.exec(said)?.[1]}`;
    await api.json(path(sandbox), { method: 'DELETE', query: { gracePeriodSeconds: 0 } });
    api.close();
    const end = await trial.ended();
    const report = reportSchema.parse(JSON.parse(end.out));
    expect([end.code, report.trial.error?.code]).toEqual([3, error]);
    expect(report.isolation.find(({ id }) => id === 'nothing-left')?.verdict).toBe('pass');
  },
);

test('nothing of all these trials is on the cluster', async () => {
  expect(await cluster.list(owner)).toEqual([]);
});
