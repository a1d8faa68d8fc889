import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openHome } from '../../../home.ts';
import { makeImage } from '../../../images/images.ts';
import type { ImageSource } from '../../engine.ts';
import type { Bench } from '../../testing/bench.ts';
import { OWNER } from '../../testing/plans.ts';
import { foreignImage } from '../../testing/real.ts';
import { accessTo } from '../access.ts';
import { Api } from '../api.ts';
import { LABEL } from '../names.ts';
import { openKubernetesEngine } from '../open.ts';
import { pathOf } from '../place.ts';

const exec = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
/** Milliseconds after which a sandbox of the suites is nobody's. */
const OLD = 30 * 60_000;

export interface Cluster {
  readonly kubeconfig: string;
  readonly loader: readonly [string, ...string[]];
  /** Of the API server, where the cluster is one of the folder's. */
  readonly kill?: () => Promise<void>;
  close(): Promise<void>;
}

/**
 * KUBECONFIG's cluster, else one that is brought up here by `up` of the folder PROEFTUIN_CLUSTER (`../shared/cluster`
 * beside the repository), and taken down again. Throws where there is neither: a suite that has no cluster has failed.
 */
export async function openCluster(): Promise<Cluster> {
  const folder = resolve(ROOT, process.env.PROEFTUIN_CLUSTER ?? '../shared/cluster');
  const [program = join(folder, 'load-image'), ...args] = (process.env.PROEFTUIN_IMAGE_LOADER ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const loader = [program, ...args] as const;
  const up = async () => (await exec(join(folder, 'up'), { maxBuffer: 16 << 20 })).stdout.trim();
  const of = (kubeconfig: string, close: Cluster['close']): Cluster => {
    const pid = join(dirname(dirname(kubeconfig)), 'pids/kube-apiserver');
    const kill = async () => {
      process.kill(Number.parseInt(readFileSync(pid, 'utf8'), 10), 'SIGKILL');
      await up();
    };
    return { kubeconfig, loader: [...loader], close, ...(existsSync(pid) ? { kill } : {}) };
  };
  if (process.env.KUBECONFIG !== undefined) return of(process.env.KUBECONFIG, async () => undefined);
  if (!existsSync(join(folder, 'up')))
    throw new Error(`no cluster: KUBECONFIG is not set, and there is no ${folder}/up (PROEFTUIN_CLUSTER)`);
  const ran = await exec(join(folder, 'status')).then(
    () => true,
    () => false,
  );
  const down = async () => void (await exec(join(folder, 'down')));
  return of(await up(), ran ? async () => undefined : down);
}

const namesSchema = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) });

/** A real cluster under test. */
export async function benchOn(cluster: Cluster): Promise<Bench> {
  const home = mkdtempSync(join(tmpdir(), 'proeftuin-cluster-'));
  const { kubeconfig, loader } = cluster;
  const open = () => openKubernetesEngine({ home, kubeconfig, loader });
  const engine = await open();
  const api = new Api(await accessTo(kubeconfig));
  for (const { id, created = '' } of await engine.list(OWNER))
    if (Date.parse(created) < Date.now() - OLD) await engine.remove(id);
  const cache = openHome().folder;
  const sources: ImageSource[] = [];
  for (const name of ['gateway', 'probe', 'init'])
    sources.push({ ...(await makeImage(name, { home: cache })), name, kind: 'archive' });
  const facts = await engine.images(sources, new AbortController().signal);
  const names = async (path: string, query: Record<string, string>) =>
    namesSchema.parse(await api.json(path, { query })).items.map(({ metadata }) => metadata.name);
  return {
    engine,
    images: Object.fromEntries(Object.entries(facts).map(([name, { digest }]) => [name, digest])),
    again: open,
    foreign: () => foreignImage(home),
    ...(cluster.kill === undefined ? {} : { kill: cluster.kill }),
    async remains(id) {
      const labelled = { labelSelector: `${LABEL.sandbox}=${id}` };
      const all = await names(pathOf.namespaces, {});
      return [
        ...all.filter((name) => name.includes(id)),
        ...(await names(pathOf.namespaces, labelled)),
        ...(await names('/api/v1/pods', labelled)),
      ];
    },
    async close() {
      await engine.close();
      api.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
