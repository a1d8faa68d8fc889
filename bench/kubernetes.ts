/**
 * What a sandbox costs on a cluster beside kubectl, in turns in one run: plan applied → answer through the gateway, against
 * the same objects applied by kubectl until their pods are Ready; ten at once; removal against `kubectl delete namespace`;
 * requests of whole trials, counted on the way to the API server; and 1,000 sandboxes at rest under one engine, on an API
 * server of the bench's own. `node bench/kubernetes.ts` prints one JSON record; the suites' cluster is used.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientHttp2Session, connect } from 'node:http2';
import { cpus, loadavg, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Engine, ImageSource } from '../control-plane/src/engines/engine.ts';
import { openKubernetesEngine } from '../control-plane/src/engines/kubernetes/open.ts';
import { clusterAtHand } from '../control-plane/src/engines/kubernetes/testing/at-hand.ts';
import { startFakeServer } from '../control-plane/src/engines/kubernetes/testing/fake-server.ts';
import { openRoad } from '../control-plane/src/engines/kubernetes/testing/road.ts';
import { SitesFile } from '../control-plane/src/engines/sites.ts';
import { suppliesOf } from '../control-plane/src/engines/testing/bench.ts';
import { plan, workload } from '../control-plane/src/engines/testing/plans.ts';
import { openHome } from '../control-plane/src/home.ts';
import { makeImage } from '../control-plane/src/images/images.ts';
import { startCli } from '../control-plane/src/testing/cli.ts';
import { provider } from '../control-plane/src/testing/lab.ts';

const ROUNDS = 3;
const MANY = 10;
const AT_REST = 1000;
/** Seconds: longer than a watch lasts, so that each is begun anew once. */
const REST = 330;
const never = new AbortController().signal;
const since = (begin: number) => performance.now() - begin;
const median = (list: number[]) => Math.round(list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0);
const times = (a: number, b: number) => Number((a / b).toFixed(2));
const home = mkdtempSync(join(tmpdir(), 'kubernetes-bench-'));

let hand: Awaited<ReturnType<typeof clusterAtHand>>;
try {
  hand = await clusterAtHand();
} catch (error) {
  process.stdout.write(`${JSON.stringify({ bench: 'kubernetes', notRun: String(error) })}\n`);
  process.exit(0);
}
const { cluster, giveBack } = hand;
const env = {
  ...process.env,
  KUBECONFIG: cluster.admin,
  PATH: [process.env.PATH, join(dirname(dirname(cluster.admin)), 'bin')].join(delimiter),
};

function kubectl(args: readonly string[], input?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('kubectl', args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
      });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`kubectl ${args.join(' ')}: ${said}`))));
    child.stdin.end(input);
  });
}

const shop = () => plan([workload('shop', ['serve', '8080'], { ports: [8080] })]);
type Plan = ReturnType<typeof shop>;

async function answers(engine: Engine, { id }: Plan): Promise<void> {
  for (let said = '', begin = performance.now(); !said.includes('"status"'); ) {
    if (since(begin) > 120_000) throw new Error(`the sandbox did not answer: ${said}`);
    const stop = new AbortController();
    const stream = await engine.control(id, stop.signal);
    const session: ClientHttp2Session = connect('http://hub', { createConnection: () => stream });
    said = await new Promise<string>((resolve) => {
      const request = session.request({
        ':path': '/gateway/dial',
        ':method': 'POST',
        'content-type': 'application/json',
      });
      let heard = '';
      request.setEncoding('utf8').on('data', (chunk: string) => {
        heard += chunk;
      });
      request.on('end', () => resolve(heard));
      for (const emitter of [session, request, stream]) emitter.on('error', () => resolve(''));
      request.end(JSON.stringify({ workload: 'shop', port: 8080, path: '/', timeout: 3000 }));
    });
    session.destroy();
    stop.abort();
    if (!said.includes('"status"')) await pause(20);
  }
}

async function ours(engine: Engine, count: number, images: Record<string, string>) {
  const plans = Array.from({ length: count }, shop);
  const begin = performance.now();
  await Promise.all(
    plans.map(async (one) => {
      await engine.apply(one, await suppliesOf({ images }), 'play', never);
      await answers(engine, one);
    }),
  );
  const up = since(begin);
  const leave = performance.now();
  const left = (await Promise.all(plans.map(({ id }) => engine.remove(id)))).flat();
  if (left.length > 0) throw new Error(`left: ${left.join(', ')}`);
  return { up, down: since(leave) };
}

/** Objects of a sandbox as the lab sends them, and the name that stands in each for its namespace. */
interface Template {
  readonly objects: readonly string[];
  readonly namespace: string;
}

const sentSchema = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
});
/** Without a quota, which has a cluster refuse pods until it has counted: to kubectl's advantage. */
const ORDER = ['Namespace', 'ServiceAccount', 'LimitRange', 'NetworkPolicy', 'Secret', 'Service', 'Pod'];

/** Of as many sandboxes as are made at once: each has users of its own, whose processes are counted together. */
async function templatesOf(images: Record<string, string>): Promise<Template[]> {
  const road = await openRoad(cluster.kubeconfig);
  const engine = await openKubernetesEngine({ home, kubeconfig: road.kubeconfig });
  const sent = new Map<string, { kind: string; text: string }[]>();
  road.heard = (method, _, body) => {
    if (method !== 'PATCH') return;
    const { kind, metadata } = sentSchema.parse(JSON.parse(body.toString()));
    const namespace = metadata.namespace ?? metadata.name;
    sent.set(namespace, [...(sent.get(namespace) ?? []), { kind, text: body.toString() }]);
  };
  await Promise.all(
    Array.from({ length: MANY }, shop).map(async (one) => {
      await engine.apply(one, await suppliesOf({ images }), 'play', never);
      await engine.remove(one.id);
    }),
  );
  await engine.close();
  await road.close();
  return [...sent].map(([namespace, objects]) => ({
    namespace,
    objects: ORDER.flatMap((kind) => objects.filter((object) => object.kind === kind)).map(({ text }) => text),
  }));
}

async function byKubectl(templates: readonly Template[]) {
  const named = templates.map((template) => ({ ...template, name: `bench-${randomBytes(5).toString('hex')}` }));
  const names = named.map(({ name }) => name);
  const all = named.flatMap(({ objects, namespace, name }) => objects.map((text) => text.replaceAll(namespace, name)));
  const list = `{"apiVersion":"v1","kind":"List","items":[${all.join(',')}]}`;
  try {
    const begin = performance.now();
    await kubectl(['apply', '-f', '-'], list);
    const ready = ['wait', '--for=condition=Ready', 'pod', '--all', '--timeout=180s', '-n'];
    await Promise.all(names.map((name) => kubectl([...ready, name])));
    const up = since(begin);
    const leave = performance.now();
    await kubectl(['delete', 'namespace', ...names]);
    return { up, down: since(leave) };
  } catch (error) {
    await kubectl(['delete', 'namespace', '--ignore-not-found', ...names]);
    throw error;
  }
}

/** Requests to the API server of a whole trial by the command line, from its start to its end. */
async function requestsOf(name: string) {
  const road = await openRoad(cluster.kubeconfig);
  const sites = new SitesFile(home, {});
  sites.add(name, { engine: 'kubernetes', kubeconfig: road.kubeconfig, loader: cluster.loader });
  const args = ['try', provider(name), '--site', name, '--json', '--out', join(home, 'out')];
  const end = await startCli(args, { PROEFTUIN_CONFIG: sites.path }).ended();
  if (end.code !== 0 && end.code !== 1) throw new Error(`${name} ended with ${end.code}: ${end.err.slice(-2000)}`);
  await road.close();
  const kinds = new Map<string, number>();
  for (const asked of road.asked) {
    const kind = asked
      .replace(/\?.*(watch=true).*/, ' $1')
      .replace(/\?.*/, '')
      .replace(/lab-[^/]+/, 'lab-*');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const [most = ['', 0]] = [...kinds].toSorted(([, a], [, b]) => b - a);
  return { requests: road.asked.length, mostOf: `${most[1]} × ${most[0]}` };
}

/** Requests in a second of 1,000 sandboxes that are up, each looked at every two seconds. */
async function atRest(images: Record<string, string>) {
  const server = await startFakeServer();
  const kubeconfig = join(home, 'fake');
  const named = (name: string, more: object) => ({ name, ...more });
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [named('fake', { cluster: { server: server.url, 'insecure-skip-tls-verify': true } })],
    users: [named('fake', { user: {} })],
    contexts: [named('fake', { context: { cluster: 'fake', user: 'fake' } })],
    'current-context': 'fake',
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  const engine = await openKubernetesEngine({ home, kubeconfig, loader: ['true'] });
  const supplies = await suppliesOf({ images });
  const plans = Array.from({ length: AT_REST }, shop);
  const begin = performance.now();
  for (let n = 0; n < AT_REST; n += 20)
    await Promise.all(plans.slice(n, n + 20).map((one) => engine.apply(one, supplies, 'play', never)));
  const making = since(begin) / 1000;
  const before = server.requests();
  const rest = performance.now();
  while (since(rest) < REST * 1000) {
    const look = performance.now();
    for (const { id } of plans) if (!(await engine.observe(id)).allRunning) throw new Error(`${id} does not run`);
    await pause(Math.max(0, 2000 - since(look)));
  }
  const perSecond = Number(((server.requests() - before) / (since(rest) / 1000)).toFixed(2));
  await engine.close();
  await server.close();
  return {
    sandboxes: AT_REST,
    requestsToMakeOne: Math.round(before / AT_REST),
    secondsToMakeAll: Math.round(making),
    requestsPerSecond: perSecond,
  };
}

try {
  const engine = await openKubernetesEngine({ home, kubeconfig: cluster.kubeconfig, loader: cluster.loader });
  const sources: ImageSource[] = [];
  for (const name of ['gateway', 'probe', 'init'])
    sources.push({ ...(await makeImage(name, { home: openHome().folder })), name, kind: 'archive' });
  const facts = await engine.images(sources, never);
  const images = Object.fromEntries(Object.entries(facts).map(([name, { digest }]) => [name, digest]));
  const templates = await templatesOf(images);
  const measured: Record<string, { ours: { up: number; down: number }[]; kubectl: { up: number; down: number }[] }> =
    {};
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const count of [1, MANY]) {
      const one = await ours(engine, count, images);
      const base = await byKubectl(templates.slice(0, count));
      console.error(`${round} of ${ROUNDS}  ${JSON.stringify({ count, ours: one, kubectl: base })}`);
      if (round === 0) continue;
      const both = measured[count] ?? { ours: [], kubectl: [] };
      measured[count] = both;
      both.ours.push(one);
      both.kubectl.push(base);
    }
  }
  await engine.close();
  const beside = (count: number, what: 'up' | 'down') => {
    const { ours: a = [], kubectl: b = [] } = measured[count] ?? {};
    const [own, base] = [median(a.map((m) => m[what])), median(b.map((m) => m[what]))];
    return { milliseconds: own, kubectl: base, times: times(own, base) };
  };
  const record = {
    bench: 'kubernetes',
    at: new Date().toISOString(),
    node: process.version,
    cores: cpus().length,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    samples: ROUNDS,
    one: { firstAnswer: beside(1, 'up'), removal: beside(1, 'down') },
    [`${MANY} at once`]: { firstAnswer: beside(MANY, 'up'), removal: beside(MANY, 'down') },
    trials: { 'static-site': await requestsOf('static-site'), verhuisloket: await requestsOf('verhuisloket') },
    atRest: await atRest(images),
  };
  process.stdout.write(`${JSON.stringify(record)}\n`);
} finally {
  await giveBack();
  rmSync(home, { recursive: true, force: true });
}
