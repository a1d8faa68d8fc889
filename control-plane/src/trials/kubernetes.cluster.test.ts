import { createHash } from 'node:crypto';
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
import { openRoad, type Road } from '../engines/kubernetes/testing/road.ts';
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
/** With PROEFTUIN_FULL all of what follows; else a part, by the day where each has its turn. */
const full = process.env.PROEFTUIN_FULL === '1';
const day = process.env.PROEFTUIN_SEED ?? new Date().toISOString().slice(0, 10);
const seeded = ({ name }: { name: string }) => createHash('sha256').update(`${day} ${name}`).digest('hex');
const long: readonly Trial[] = [
  { name: 'verhuisloket, suite moving', args: [provider('verhuisloket'), '--suite', 'moving'], exit: 0 },
];
const trials: readonly Trial[] = [
  { name: 'static-site', args: [provider('static-site')], exit: 1 },
  { name: 'verhuisloket', args: [provider('verhuisloket')], exit: 0 },
  { name: 'verhuisloket with defects', args: [provider('verhuisloket'), '--defects', DEFECTS], exit: 1 },
  { name: 'Node-RED', args: [provider('node-red')], exit: 0 },
  ...(full ? long : []),
];

const out = mkdtempSync(join(tmpdir(), 'proeftuin-out-'));
const sites = new SitesFile(out, {});
let cluster: Engine;
let owner: string;
beforeAll(async () => {
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

interface Behind {
  readonly name: string;
  /** On the cluster, or on the way to it, when the first of the people begins. */
  readonly happens: (sandbox: string, road: Road) => unknown;
  readonly exit: number;
  /** How the trial ends: the service is not blamed. Which of them depends on what is seen first. */
  readonly errors: readonly (string | undefined)[];
}

const gone = async (path: string) => {
  const api = new Api(await accessTo(inject('cluster').admin));
  await api.json(path, { method: 'DELETE', query: { gracePeriodSeconds: 0 } });
  api.close();
};
const behind: readonly Behind[] = [
  {
    name: 'the pod of the service is removed',
    happens: (id) => gone(`${pathOf.core(id, 'pods')}/app`),
    exit: 3,
    errors: ['engine.failed'],
  },
  {
    name: 'the namespace is removed',
    happens: (id) => gone(pathOf.namespace(id)),
    exit: 3,
    errors: ['lab.channel-lost', 'engine.failed'],
  },
  {
    name: 'a network policy is removed',
    happens: (id) => gone(`${pathOf.policies(id)}/of-app`),
    exit: 3,
    errors: ['engine.failed'],
  },
  {
    name: 'the API server restarts, and is busy',
    happens(_, road) {
      road.cut(4000);
      const busy = { status: 429, headers: { 'retry-after': '1' }, body: { reason: 'TooManyRequests' } };
      road.instead = () => (road.asked.length % 5 === 0 ? busy : undefined);
    },
    exit: 0,
    errors: [undefined],
  },
];
const today = behind.toSorted((a, b) => (seeded(a) < seeded(b) ? -1 : 1)).slice(0, full ? behind.length : 1);
console.log(`behind the lab's back on ${day}: ${today.map(({ name }) => name).join(', ')}`);

test.concurrent.each(today)('$name while people use the service', { timeout }, async ({ name, ...one }) => {
  const road = await openRoad(inject('cluster').kubeconfig);
  const site = `road-${seeded({ name }).slice(0, 8)}`;
  sites.add(site, { engine: 'kubernetes', kubeconfig: road.kubeconfig, loader: inject('cluster').loader });
  const args = ['try', provider('verhuisloket'), '--site', site, '--json', '--out', join(out, name)];
  const trial = startCli(args, { PROEFTUIN_HOME: testHome(), PROEFTUIN_CONFIG: sites.path });
  let said = '';
  trial.child.stderr?.on('data', (text: string) => {
    said += text;
  });
  await trial.says(/1 of \d+: /);
  await one.happens(`s-${/trial t-\d+-([0-9a-f]+)/.exec(said)?.[1]}`, road);
  const end = await trial.ended();
  await road.close();
  const report = reportSchema.parse(JSON.parse(end.out));
  expect(one.errors).toContain(report.trial.error?.code);
  expect(end.code).toBe(one.exit);
  expect(report.isolation.find(({ id }) => id === 'nothing-left')?.verdict).toBe('pass');
});

test('nothing of all these trials is on the cluster', async () => {
  expect(await cluster.list(owner)).toEqual([]);
});
