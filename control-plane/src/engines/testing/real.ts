import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { openHome } from '../../home.ts';
import { configOf, writeArchive } from '../../images/archive.ts';
import { makeImage } from '../../images/images.ts';
import { writeLayer } from '../../images/layer.ts';
import { connectTo } from '../container/connection.ts';
import { openContainerEngine } from '../container/open.ts';
import { placeOf, serviceOf } from '../container/service.ts';
import type { ImageSource } from '../engine.ts';
import type { Bench } from './bench.ts';
import { startDockerd } from './dockerd.ts';
import { OWNER } from './plans.ts';

const never = new AbortController().signal;
/** Milliseconds after which a sandbox of the suites is nobody's. */
const OLD = 30 * 60_000;
const silent = () => undefined;

/** A real engine with a home of its own: the lab's own Podman service, or a Docker daemon of the test's own. */
export async function openBench(kind: 'podman' | 'docker'): Promise<Bench> {
  const home = mkdtempSync(join(tmpdir(), 'proeftuin-engine-'));
  const daemon = kind === 'docker' ? await startDockerd() : undefined;
  const open = () =>
    openContainerEngine({
      home,
      choice: kind,
      progress: silent,
      ...(daemon === undefined ? {} : { dockerSocket: daemon.socket }),
    });
  const engine = await open();
  // A machine may have seen runs that were killed; what is younger may be another run's that lives.
  for (const { id, created = '' } of await engine.list(OWNER))
    if (Date.parse(created) < Date.now() - OLD) await engine.remove(id);
  const docker = connectTo(daemon?.socket ?? placeOf(home).socket);
  const cache = openHome().folder;
  const sources: ImageSource[] = [];
  for (const name of ['gateway', 'probe'])
    sources.push({ ...(await makeImage(name, { home: cache })), name, kind: 'archive' });
  const facts = await engine.images(sources, never);
  return {
    engine,
    images: Object.fromEntries(Object.entries(facts).map(([name, { digest }]) => [name, digest])),
    again: open,
    foreign: () => foreignImage(home),
    remains: (id) => remains(docker, home, id),
    ...(daemon === undefined ? {} : { volumesHeldAfterKill: true as const }),
    kill: daemon?.kill ?? (async () => killService(home)),
    async close() {
      await engine.close();
      if (daemon === undefined) killService(home);
      await daemon?.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function killService(home: string): void {
  const pid = serviceOf(home);
  if (pid === undefined) throw new Error("there is no Podman service of this home's");
  process.kill(pid, 'SIGKILL');
}

/** An archive for another machine than this. */
export async function foreignImage(home: string): Promise<ImageSource> {
  const layer = await writeLayer(join(home, 'layers'), new Map([['x', { kind: 'text', text: 'x', mode: 0o644 }]]), 'x');
  const config = { env: {}, entrypoint: ['/x'], command: [], workdir: '/', user: '', ports: [], labels: {} };
  const arch = process.arch === 'x64' ? 'arm64' : 'x64';
  const file = join(home, 'foreign.tar');
  await writeArchive(file, ['proeftuin-test/foreign:1'], configOf(config, [layer], arch), [layer]);
  return { name: 'foreign', kind: 'archive', file };
}

async function remains(docker: Docker, home: string, id: string): Promise<string[]> {
  const [containers, volumes, networks] = await Promise.all([
    docker.listContainers({ all: true }),
    docker.listVolumes(),
    docker.listNetworks(),
  ]);
  const named = (text: string, labels: unknown) => text.includes(id) || JSON.stringify(labels ?? {}).includes(id);
  return [
    ...containers.map((c) => [c.Names.join(), c.Labels] as const),
    ...(volumes.Volumes ?? []).map((v) => [v.Name, v.Labels] as const),
    ...networks.map((n) => [n.Name, n.Labels] as const),
    ...readdirSync(join(home, 'sandboxes')).map((name) => [`files of ${name}`, {}] as const),
  ]
    .filter(([text, labels]) => named(text, labels))
    .map(([text]) => text);
}
