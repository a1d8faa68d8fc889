import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import * as z from 'zod';
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
/** Milliseconds after which a sandbox of the suites is nobody's. */
const OLD = 30 * 60_000;

const namesSchema = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) });

/** The real cluster under test. */
export interface ClusterBench extends Bench {
  /** The engine's, which knows what is on the nodes. */
  readonly home: string;
}

export async function openClusterBench(): Promise<ClusterBench> {
  const { kubeconfig, admin, loader, folder, home } = inject('cluster');
  const open = () => openKubernetesEngine({ home, kubeconfig, loader });
  const engine = await open();
  const api = new Api(await accessTo(admin));
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
    home,
    engine,
    images: Object.fromEntries(Object.entries(facts).map(([name, { digest }]) => [name, digest])),
    again: open,
    foreign: () => foreignImage(home),
    ...(folder === undefined
      ? {}
      : {
          async kill() {
            killProgram(admin, 'kube-apiserver');
            await mend(folder);
          },
        }),
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
    },
  };
}

/** Kills a program of a cluster that the tests started, without a warning. */
export function killProgram(admin: string, program: 'kube-apiserver' | 'kubelet'): void {
  const pid = readFileSync(join(dirname(dirname(admin)), 'pids', program), 'utf8');
  process.kill(Number.parseInt(pid, 10), 'SIGKILL');
}

/** Has back what was killed. */
export async function mend(folder: string): Promise<void> {
  await exec(join(folder, 'up'), { maxBuffer: 16 << 20 });
}
