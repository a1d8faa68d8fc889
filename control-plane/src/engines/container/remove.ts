import { setTimeout as wait } from 'node:timers/promises';
import type { Leftovers } from '../engine.ts';
import { unlessGone } from './call.ts';
import { LABEL, partsOf } from './names.ts';
import { parallel } from './parallel.ts';
import type { Tools } from './tools.ts';

const TRIES = 4;
const AT_ONCE = 4;

interface There {
  readonly containers: { readonly id: string; readonly name: string }[];
  readonly volumes: string[];
}

/** Removes all of a sandbox, found by label, by the journal, and by its own prefix; says what would not go. */
export async function remove(tools: Tools, id: string): Promise<Leftovers> {
  let left: string[] = [];
  for (let n = 0; n < TRIES; n += 1) {
    left = await once(tools, id);
    if (left.length === 0) break;
    await wait(200 * (n + 1));
  }
  if (left.length === 0) tools.files.remove(id);
  for (const known of [tools.troubles, tools.ends])
    for (const name of known.keys()) if (partsOf(name).sandbox === id) known.delete(name);
  return tools.files.exists(id) ? [...left, `files of ${id}`] : left;
}

async function once(tools: Tools, id: string): Promise<string[]> {
  const found = await there(tools, id);
  const why = new Map<string, unknown>();
  const gone = async (name: string, call: Promise<unknown>) =>
    void (await unlessGone(call).catch((error) => why.set(name, error)));
  // Joiners before the owner of the network namespace.
  const isSluis = ({ name }: { name: string }) => name.endsWith('.sluis');
  for (const group of [found.containers.filter((c) => !isSluis(c)), found.containers.filter(isSluis)]) {
    await parallel(group, AT_ONCE, (c) =>
      gone(c.name, tools.docker.getContainer(c.id).remove({ force: true, v: true })),
    );
  }
  await parallel(found.volumes, AT_ONCE, (name) => gone(name, tools.docker.getVolume(name).remove({ force: true })));
  const still = await there(tools, id);
  return [...still.containers.map(({ name }) => name), ...still.volumes].map((name) =>
    why.has(name) ? `${name}: ${String(why.get(name))}` : name,
  );
}

/**
 * What is there: by label, by the sandbox's prefix, and by the names that were noted before each create (a killed engine
 * loses labels). What carries the label of another sandbox is never ours.
 */
async function there(tools: Tools, id: string): Promise<There> {
  const [containers, volumes] = await Promise.all([
    tools.docker.listContainers({ all: true }),
    tools.docker.listVolumes(),
  ]);
  const noted = new Set(tools.files.noted(id));
  const ours = (name: string, labels: Record<string, string> | null | undefined) => {
    const of = labels?.[LABEL.sandbox];
    return of === undefined ? noted.has(name) || name.startsWith(`${id}.`) : of === id;
  };
  return {
    containers: containers
      .map((info) => ({ id: info.Id, name: (info.Names[0] ?? info.Id).replace(/^\//, ''), labels: info.Labels }))
      .filter(({ name, labels }) => ours(name, labels)),
    volumes: (volumes.Volumes ?? []).filter((v) => ours(v.Name, v.Labels)).map((v) => v.Name),
  };
}
