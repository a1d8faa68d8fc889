import { exec } from './channel.ts';
import { NOTE, namespaceOf } from './names.ts';
import { INIT_FOLDER } from './objects/volumes.ts';
import { pathOf } from './place.ts';
import { type Pod, podSchema, stateOf } from './pods.ts';
import type { Tools } from './tools.ts';
import { whileThere } from './while-there.ts';

const LIMIT = 20_000;

/** Asks the lab's first process of a container. */
export async function askInit({ api }: Tools, id: string, pod: string, container: string, words: readonly string[]) {
  const at = { namespace: namespaceOf(id), pod, container };
  const { code, out, err } = await exec(api.access, at, [`${INIT_FOLDER}/init`, ...words], AbortSignal.timeout(LIMIT));
  if (code !== 0) throw new Error(`${words.join(' ')} in ${pod}/${container}: exit ${code} ${err.slice(0, 300)}`);
  return out;
}

export async function podOf({ api }: Tools, id: string, workload: string): Promise<Pod | undefined> {
  const found = await whileThere(api, id, api.get(`${pathOf.core(id, 'pods')}/${workload}`), undefined);
  return found === undefined ? undefined : podSchema.parse(found);
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
