/**
 * What a sandbox costs beside the bare engine, in turns in one run: created → first answer through the gateway, against
 * as many bare containers in one network until one answers; and its removal against theirs. `node bench/sandbox.ts`
 * prints one JSON record; `--engine docker` measures Docker Engine.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type ClientHttp2Session, connect } from 'node:http2';
import { connect as dial } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectTo } from '../control-plane/src/engines/container/connection.ts';
import { openContainerEngine } from '../control-plane/src/engines/container/open.ts';
import { placeOf, serviceOf } from '../control-plane/src/engines/container/service.ts';
import type { Engine, ImageSource } from '../control-plane/src/engines/engine.ts';
import { suppliesOf } from '../control-plane/src/engines/testing/bench.ts';
import { startDockerd } from '../control-plane/src/engines/testing/dockerd.ts';
import { plan, workload } from '../control-plane/src/engines/testing/plans.ts';
import { openHome } from '../control-plane/src/home.ts';
import { makeImage } from '../control-plane/src/images/images.ts';

const ROUNDS = 7;
const kind = process.argv.includes('docker') ? 'docker' : 'podman';
const never = new AbortController().signal;
const home = mkdtempSync(join(tmpdir(), 'sandbox-bench-'));
const daemon = kind === 'docker' ? await startDockerd() : undefined;
const engine: Engine = await openContainerEngine({
  home,
  choice: kind,
  progress: () => undefined,
  ...(daemon === undefined ? {} : { dockerSocket: daemon.socket }),
});
const docker = connectTo(daemon?.socket ?? placeOf(home).socket);
const sources: ImageSource[] = [];
for (const name of ['gateway', 'probe'])
  sources.push({ ...(await makeImage(name, { home: openHome().folder })), name, kind: 'archive' });
const facts = await engine.images(sources, never);
const images = Object.fromEntries(Object.entries(facts).map(([name, { digest }]) => [name, digest]));

const since = (begin: number) => performance.now() - begin;
const pause = () => new Promise((done) => setTimeout(done, 10));

/** One question to the gateway's side of the hub. */
async function askGateway(id: string, path: string, body: unknown): Promise<string> {
  const stop = new AbortController();
  const stream = await engine.control(id, stop.signal);
  const session: ClientHttp2Session = connect('http://hub', { createConnection: () => stream });
  try {
    return await new Promise((resolve, reject) => {
      const request = session.request({ ':path': path, ':method': 'POST', 'content-type': 'application/json' });
      let text = '';
      request.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      request.on('end', () => resolve(text));
      for (const emitter of [session, request, stream]) emitter.on('error', reject);
      request.end(JSON.stringify(body));
    });
  } finally {
    session.destroy();
    stop.abort();
  }
}

async function sandbox(): Promise<{ up: number; down: number; containers: number }> {
  const one = plan([workload('shop', ['serve', '8080'], { ports: [8080] })]);
  const begin = performance.now();
  await engine.apply(one, await suppliesOf({ images }), 'play', never);
  for (;;) {
    const asked = { workload: 'shop', port: 8080, path: '/', timeout: 3000 };
    const said = await askGateway(one.id, '/gateway/dial', asked).catch(() => '');
    if (said.includes('"status"')) break;
    if (since(begin) > 60_000) throw new Error(`the sandbox did not answer: ${said}`);
    await pause();
  }
  const up = since(begin);
  const containers = (await docker.listContainers({ all: true })).filter(({ Names }) =>
    Names.some((name) => name.includes(one.id.slice(2))),
  ).length;
  if (containers === 0) throw new Error('none of its containers was seen');
  const leave = performance.now();
  const left = await engine.remove(one.id);
  if (left.length > 0) throw new Error(`left: ${left.join(', ')}`);
  return { up, down: since(leave), containers };
}

/** As many containers of the same image in one network, all created and started at once. */
async function bare(count: number): Promise<{ up: number; down: number }> {
  const name = `bench-${randomBytes(4).toString('hex')}`;
  const image = images.probe ?? '';
  const begin = performance.now();
  const network = await docker.createNetwork({ Name: name });
  const Ulimits = ['nofile', 'nproc'].map((Name) => ({ Name, Soft: 1024, Hard: 1024 }));
  const HostConfig = { NetworkMode: name, Memory: 32 * 1024 * 1024, ReadonlyRootfs: true, Ulimits };
  const containers = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const asked = { name: `${name}-${n}`, Image: image, Cmd: ['serve', '8080'], HostConfig };
      const made = await docker.createContainer(asked);
      await made.start();
      return made;
    }),
  );
  const last = await containers.at(-1)?.inspect();
  const at = last?.NetworkSettings.Networks[name]?.IPAddress ?? '';
  while (!(await reaches(at))) {
    if (since(begin) > 60_000) throw new Error(`the bare container did not answer at ${at}`);
    await pause();
  }
  const up = since(begin);
  const leave = performance.now();
  await Promise.all(containers.map((one) => one.remove({ force: true, v: true })));
  await network.remove();
  return { up, down: since(leave) };
}

const reaches = (host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = dial({ host, port: 8080, timeout: 1000 });
    socket.on('connect', () => resolve(socket.destroy() !== undefined));
    for (const event of ['error', 'timeout'])
      socket.on(event, () => {
        socket.destroy();
        resolve(false);
      });
  });

const median = (list: number[]) => Math.round(list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0);
try {
  const [ours, theirs] = [[] as { up: number; down: number }[], [] as { up: number; down: number }[]];
  let containers = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const one = await sandbox();
    const base = await bare(one.containers);
    containers = one.containers;
    if (round === 0) continue;
    ours.push(one);
    theirs.push(base);
    console.error(`${round} of ${ROUNDS}  ${JSON.stringify({ sandbox: one, bare: base })}`);
  }
  const [up, down] = [median(ours.map((o) => o.up)), median(ours.map((o) => o.down))];
  const [bareUp, bareDown] = [median(theirs.map((o) => o.up)), median(theirs.map((o) => o.down))];
  const times = (a: number, b: number) => Number((a / b).toFixed(2));
  process.stdout.write(
    `${JSON.stringify({
      bench: `sandbox on ${kind}`,
      at: new Date().toISOString(),
      node: process.version,
      cores: cpus().length,
      samples: ROUNDS,
      containers,
      milliseconds: { firstAnswer: up, bareFirstAnswer: bareUp, removal: down, bareRemoval: bareDown },
      times: { firstAnswer: times(up, bareUp), removal: times(down, bareDown) },
    })}\n`,
  );
} finally {
  await engine.close();
  if (daemon === undefined) {
    const pid = serviceOf(home);
    if (pid !== undefined) process.kill(pid, 'SIGTERM');
  }
  await daemon?.close();
  rmSync(home, { recursive: true, force: true });
}
