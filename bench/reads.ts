/**
 * Reads in a town of 530,000 residents under 50 clients at once, over real connections: a person by INSZ, an address by id, a page of
 * 100 addresses, a search by name. More different ones than the municipality keeps, all over the town; persons and pages also when few
 * are asked again and again (a town has no more than some 300 family names). As many as it can (throughput, in turns with a bare Hono process that answers a constant of the
 * same size), with the processor time of each request, and at 20 a second of each client (latency). `node bench/reads.ts` prints
 * one JSON record.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { MUNICIPALITY_ENV } from '@proeftuin/contract/municipality';
import { LAB, LISTEN_ENV } from '@proeftuin/contract/plan';
import { openTown } from '../sandbox-images/municipality/src/town/town.ts';
import { freePort } from './free-port.ts';
import { type Load, load, type Measured } from './load.ts';

const CLIENTS = 50;
const PACE = 20;
const ROUNDS = 3;
const LAST = 2000;
/** Persons, addresses and pages that are asked for in turn; and those of them that are asked again. */
const DIFFERENT = 20_000;
const AGAIN = 100;
const BASE = 'vlavirgem.test';
const KEY = 'sleutel-van-de-bank';
const folder = new URL('../sandbox-images/municipality/', import.meta.url).pathname;
/** Answers whatever is asked with a constant, of the size that it was told. */
const BARE = `import { serve } from '@hono/node-server';import { Hono } from 'hono';
let body = '';
const told = async (c) => { body = 'x'.repeat(Number(await c.req.text())); return c.text(body); };
serve({ fetch: new Hono().put('/', told).get('*', (c) => c.text(body)).fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });`;

async function started(args: readonly string[], env: Readonly<Record<string, string>>, port: number) {
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, ...env }, stdio: 'ignore' });
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/1`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer !== undefined) return child;
    await pause(20);
  }
}

const town = openTown({ profile: 'antwerpen', seed: 'bench' });
const some = Array.from({ length: DIFFERENT }, (_, i) => town.people.person((i * 7_919) % town.people.count));
const [port, control, bare] = [await freePort(), await freePort(), await freePort()];
const config = {
  ...{ v: 1, profile: 'antwerpen', seed: 'bench', base: BASE, levers: KEY, clients: [] },
  grants: [{ service: 'bank', token: 'token-bank', registers: ['personen', 'adressen'] }],
};
const where = {
  [LAB.municipalityPort]: `tcp:127.0.0.1:${port}`,
  [LAB.municipalityControl]: `tcp:127.0.0.1:${control}`,
};
const settings = { [MUNICIPALITY_ENV]: JSON.stringify(config), [LISTEN_ENV]: JSON.stringify(where) };
const town530 = await started(['src/main.ts'], settings, control);
const constant = await started(['--input-type=module', '-e', BARE], { PORT: String(bare) }, bare);

/** Addresses between the beginnings of two pages. */
const APART = Math.floor((town.addresses.count - 100) / DIFFERENT);
type Read = Pick<Load, 'port' | 'host' | 'paths' | 'headers'>;
const registers = { host: `basisregisters.${BASE}`, port, headers: { accept: 'application/ld+json' } };
const ONCE = {
  personByInsz: {
    port,
    host: `personen.${BASE}`,
    paths: some.map(({ insz }) => `/v1/personen/${insz}?velden=naam,verblijfplaats`),
    headers: { authorization: 'Bearer token-bank', 'x-purpose': 'meting' },
  },
  addressById: { ...registers, paths: some.flatMap(({ address }) => (address ? [`/v2/adressen/${address.id}`] : [])) },
  pageOf100: { ...registers, paths: some.map((_, i) => `/v2/adressen?limit=100&offset=${i * APART}`) },
  searchByName: {
    port: control,
    host: LAB.leversHost,
    paths: some.map(({ familyName }) => `/search?q=${encodeURIComponent(familyName)}`),
    headers: { authorization: `Bearer ${KEY}` },
  },
} satisfies Record<string, Read>;
const again = (read: Read): Read => ({ ...read, paths: read.paths.slice(0, AGAIN) });
const READS: Readonly<Record<string, Read>> = {
  ...ONCE,
  personAgain: again(ONCE.personByInsz),
  pageAgain: again(ONCE.pageOf100),
};
town.close();

/** Microseconds of processor time that a process has used (proc(5): in hundredths of a second). */
function usedBy({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** A load, with the processor time that each request took of the process that answers. */
async function spent(child: ChildProcess, asked: Load): Promise<Measured & { readonly cpu: number }> {
  const before = usedBy(child);
  const measured = await load(asked);
  const cpu = (usedBy(child) - before) / (measured.perSecond * (asked.last / 1000));
  return { ...measured, cpu };
}

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
async function measure(read: Read) {
  const all = { ...read, clients: CLIENTS, last: LAST };
  const { bytes } = await load(all);
  await fetch(`http://127.0.0.1:${bare}/`, { method: 'PUT', body: String(bytes) });
  // The same requests: any server has to read them.
  const other = { ...all, port: bare };
  await load({ ...other, last: LAST / 2 });
  const [ours, theirs]: [Awaited<ReturnType<typeof spent>>[], Awaited<ReturnType<typeof spent>>[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await spent(town530, all));
    theirs.push(await spent(constant, other));
  }
  const shares = ours.map(({ perSecond }, round) => perSecond / (theirs[round]?.perSecond ?? 1));
  const [paced, barePaced] = [await load({ ...all, pace: PACE }), await load({ ...other, pace: PACE })];
  return {
    bytes,
    perSecond: median(ours.map((one) => one.perSecond)),
    barePerSecond: median(theirs.map((one) => one.perSecond)),
    shareOfBare: Number(median(shares).toFixed(2)),
    cpuMicroseconds: Math.round(median(ours.map((one) => one.cpu))),
    bareCpuMicroseconds: Math.round(median(theirs.map((one) => one.cpu))),
    saturatedP99: median(ours.map((one) => one.p99)),
    bareSaturatedP99: median(theirs.map((one) => one.p99)),
    p50: paced.p50,
    p99: paced.p99,
    bareP99: barePaced.p99,
  };
}

try {
  const reads: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(READS)) reads[name] = await measure(read);
  console.log(
    JSON.stringify({
      bench: 'reads',
      at: new Date().toISOString(),
      node: process.version,
      cores: cpus().length,
      residents: 530_000,
      clients: CLIENTS,
      paceOfEach: PACE,
      reads,
    }),
  );
} finally {
  for (const child of [town530, constant]) child.kill('SIGKILL');
}
