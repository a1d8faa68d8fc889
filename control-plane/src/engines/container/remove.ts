import type { Leftovers } from '../engine.ts';
import { unlessGone } from './call.ts';
import type { Tools } from './container-engine.ts';
import { LABEL } from './names.ts';
import { parallel } from './parallel.ts';

const TRIES = 3;

/** Removes all of a sandbox, found by label, by the journal, and by its own prefix; says what would not go. */
export async function remove(tools: Tools, id: string): Promise<Leftovers> {
  let left: string[] = [];
  for (let n = 0; n < TRIES; n += 1) {
    left = await once(tools, id);
    if (left.length === 0) break;
    await new Promise((done) => setTimeout(done, 200 * (n + 1)));
  }
  if (left.length === 0) tools.files.remove(id);
  for (const name of tools.failed.keys()) if (name.startsWith(`${id}.`)) tools.failed.delete(name);
  return tools.files.exists(id) ? [...left, `files of ${id}`] : left;
}

async function once(tools: Tools, id: string): Promise<string[]> {
  const found = await there(tools, id);
  // Joiners before the owner of the network namespace.
  const sluizen = found.containers.filter((name) => name.endsWith('.sluis'));
  const joiners = found.containers.filter((name) => !name.endsWith('.sluis'));
  const failed: string[] = [];
  for (const group of [joiners, sluizen]) {
    await parallel(group, 6, async (name) => {
      await unlessGone(tools.docker.getContainer(name).remove({ force: true, v: true })).catch((error) =>
        failed.push(`${name}: ${String(error)}`),
      );
    });
  }
  await parallel(found.volumes, 6, async (name) => {
    await unlessGone(tools.docker.getVolume(name).remove({ force: true })).catch((error) =>
      failed.push(`${name}: ${String(error)}`),
    );
  });
  const still = await there(tools, id);
  return [...still.containers, ...still.volumes].map(
    (name) => failed.find((text) => text.startsWith(`${name}:`)) ?? name,
  );
}

/** What is there: by label, and by the names that were noted before each create (a killed engine loses labels). */
async function there(tools: Tools, id: string): Promise<{ containers: string[]; volumes: string[] }> {
  const filters = { label: [`${LABEL.sandbox}=${id}`] };
  const [containers, volumes] = await Promise.all([
    tools.docker.listContainers({ all: true, filters }),
    tools.docker.listVolumes({ filters }),
  ]);
  const byLabel = containers.map((info) => (info.Names[0] ?? info.Id).replace(/^\//, ''));
  const labelled = (volumes.Volumes ?? []).map((volume) => volume.Name);
  const noted = tools.files.noted(id).filter((name) => name.startsWith(`${id}.`));
  const more = { containers: [] as string[], volumes: [] as string[] };
  await parallel(
    noted.filter((name) => !byLabel.includes(name) && !labelled.includes(name)),
    6,
    async (name) => {
      if ((await unlessGone(tools.docker.getContainer(name).inspect())) !== undefined) more.containers.push(name);
      else if ((await unlessGone(tools.docker.getVolume(name).inspect())) !== undefined) more.volumes.push(name);
    },
  );
  return { containers: [...byLabel, ...more.containers], volumes: [...labelled, ...more.volumes] };
}
