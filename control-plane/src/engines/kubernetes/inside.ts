import { z } from 'zod';
import { parallel } from '../container/parallel.ts';
import type { Usage } from '../engine.ts';
import { ApiError } from './api.ts';
import { exec } from './channel.ts';
import { NOTE, namespaceOf } from './names.ts';
import { SLUIS_NAME } from './objects/pod.ts';
import { INIT_FOLDER } from './objects/volumes.ts';
import { podsSchema } from './observe.ts';
import { pathOf } from './place.ts';
import { type Pod, podSchema, stateOf, workloadOf } from './pods.ts';
import type { Tools } from './tools.ts';

const LIMIT = 20_000;
const usageSchema = z.object({ cpu: z.number(), memory: z.number(), limit: z.number(), pids: z.number() });
const socketsSchema = z.array(z.object({ address: z.string(), port: z.number() }));
const sluisSchema = z.object({ tcp: z.array(z.object({ port: z.number() })) });

/** Asks the lab's first process of a container. */
export async function askInit({ api }: Tools, id: string, pod: string, container: string, words: readonly string[]) {
  const at = { namespace: namespaceOf(id), pod, container };
  const { code, out, err } = await exec(api.access, at, [`${INIT_FOLDER}/init`, ...words], AbortSignal.timeout(LIMIT));
  if (code !== 0) throw new Error(`${words.join(' ')} in ${pod}/${container}: exit ${code} ${err.slice(0, 300)}`);
  return out;
}

export async function podOf({ api }: Tools, id: string, workload: string): Promise<Pod | undefined> {
  const found = await api.get(`${pathOf.core(id, 'pods')}/${workload}`);
  return found === undefined ? undefined : podSchema.parse(found);
}

/** What each running container uses now, from its own control group. */
export async function usageOf(tools: Tools, id: string): Promise<Usage[]> {
  const { items } = podsSchema.parse(await tools.api.json(pathOf.core(id, 'pods')));
  const running = items.flatMap((pod) =>
    pod.spec.containers.filter(({ name }) => stateOf(pod, name).running).map(({ name }) => ({ pod, name })),
  );
  const usage: Usage[] = [];
  await parallel(running, 4, async ({ pod, name }) => {
    // One that ends meanwhile has no numbers.
    const said = await askInit(tools, id, pod.metadata.name, name, ['usage']).catch(() => undefined);
    if (said === undefined) return;
    const { pids, ...rest } = usageSchema.parse(JSON.parse(said));
    usage.push({ workload: workloadOf(pod), container: name, ...rest, pids: Math.max(0, pids) });
  });
  return usage;
}

/** Listening TCP sockets of a workload, read in its pod by its sluis; the sluis's own are left out. */
export async function listeningOf(tools: Tools, id: string, workload: string) {
  const found = await tools.api.json(`${pathOf.core(id, 'pods')}/${workload}`);
  const [sluis] = z
    .object({
      spec: z.object({
        initContainers: z.array(
          z.object({
            name: z.string(),
            env: z.array(z.object({ name: z.string(), value: z.string().default('') })).default([]),
          }),
        ),
      }),
    })
    .parse(found)
    .spec.initContainers.filter(({ name }) => name === SLUIS_NAME);
  if (sluis === undefined) throw new ApiError(404, 'NotFound', `${workload} has no sluis to look from`);
  const at = { namespace: namespaceOf(id), pod: workload, container: SLUIS_NAME };
  const command = ['/usr/local/bin/node', '/app/main.mjs', 'listening'];
  const { out } = await exec(tools.api.access, at, command, AbortSignal.timeout(LIMIT));
  const own = new Set(sluisSchema.parse(JSON.parse(sluis.env[0]?.value ?? '')).tcp.map(({ port }) => port));
  return socketsSchema
    .parse(JSON.parse(out))
    .filter(({ address, port }) => !((port === 53 || own.has(port)) && ['127.0.0.1', '::1'].includes(address)));
}

/** Notes on a pod what the cluster does not see; a watch tells it from there. */
export async function note(tools: Tools, id: string, pod: string, annotations: Record<string, string | null>) {
  await tools.api.json(`${pathOf.core(id, 'pods')}/${pod}`, {
    method: 'PATCH',
    type: 'application/merge-patch+json',
    body: { metadata: { annotations } },
  });
}

/** Stops or continues all processes of a workload. */
export async function freeze(tools: Tools, id: string, workload: string, paused: boolean): Promise<void> {
  const pod = await podOf(tools, id, workload);
  if (pod === undefined || (pod.metadata.annotations[NOTE.paused] === 'true') === paused) return;
  for (const { name } of pod.spec.containers.filter((c) => stateOf(pod, c.name).running))
    await askInit(tools, id, workload, name, ['ask', name, paused ? 'pause' : 'resume']);
  await note(tools, id, workload, { [NOTE.paused]: paused ? 'true' : null });
}
