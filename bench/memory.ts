/**
 * Memory of the lab's own parts in one sandbox while verhuisloket is tried: gateway, municipality and the relays (sluis),
 * runner and browser apart; a town of 29,000 and one of 530,000. Highest sum of what the control groups hold: anonymous,
 * shared and kernel memory; the pages of files (node's binary, shared by all that run it on the machine, and given back
 * when memory is short) apart as `files`. `node bench/memory.ts` prints one JSON record.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectTo } from '../control-plane/src/engines/container/connection.ts';
import { LABEL } from '../control-plane/src/engines/container/names.ts';
import { placeOf } from '../control-plane/src/engines/container/service.ts';
import { openHome } from '../control-plane/src/home.ts';
import { openTestLab, provider, testHome } from '../control-plane/src/testing/lab.ts';

const OWN = new Set(['gateway', 'municipality', 'sluis']);
const APART = new Set(['runner', 'browser']);
const lab = await openTestLab();
const { owner } = openHome({ PROEFTUIN_HOME: testHome() });
const docker = connectTo(placeOf(testHome()).socket);

/** A number of `memory.stat`, by the name that version 1 or version 2 of control groups gives it. */
const stat = (text: string, ...names: string[]): number => {
  const found = names.map((name) => new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]).find((n) => n !== undefined);
  if (found === undefined) throw new Error(`memory.stat has none of ${names.join(', ')}`);
  return Number(found);
};

/** Bytes that the control group of a container holds, and the pages of files among them; undefined before it is in it. */
function groupOf(id: string, pid: number): { all: number; files: number } | undefined {
  const lines = readFileSync(`/proc/${pid}/cgroup`, 'utf8').split('\n');
  const first = lines.map((line) => line.split(':')).find(([, kinds]) => kinds === 'memory');
  const path = first?.[2] ?? lines.find((line) => line.startsWith('0::'))?.slice(3) ?? '';
  if (!path.includes(id)) return undefined;
  const folder = first === undefined ? `/sys/fs/cgroup${path}` : `/sys/fs/cgroup/memory${path}`;
  const text = readFileSync(`${folder}/memory.stat`, 'utf8');
  const files = stat(text, 'total_cache', 'file') - stat(text, 'total_shmem', 'shmem');
  const usage = first === undefined ? 'memory.current' : 'memory.usage_in_bytes';
  return { all: Number(readFileSync(`${folder}/${usage}`, 'utf8')), files };
}

/** Bytes by container now, pages of files apart. */
async function held(): Promise<Map<string, number>> {
  const filters = { label: [`${LABEL.owner}=${owner}`, LABEL.sandbox], status: ['running'] };
  const list = await docker.listContainers({ filters });
  const sizes = new Map<string, number>();
  const add = (key: string, bytes: number) => sizes.set(key, (sizes.get(key) ?? 0) + bytes);
  await Promise.all(
    list.map(async ({ Id, Labels }) => {
      const told = await docker
        .getContainer(Id)
        .inspect()
        .catch(() => undefined);
      if (told === undefined || told.State.Pid === 0) return;
      const name = Labels[LABEL.container] ?? '';
      try {
        const group = groupOf(Id, told.State.Pid);
        if (group === undefined) return;
        // Files in memory (tmpfs) are no cache.
        add(name, group.all - group.files);
        if (OWN.has(name)) add('files', group.files);
      } catch (error) {
        // It ended between the two.
        if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      }
    }),
  );
  return sizes;
}

const mib = (bytes: number) => Math.round(bytes / 1024 ** 2);
const total = (sizes: ReadonlyMap<string, number>, which: ReadonlySet<string>) =>
  [...sizes].reduce((sum, [name, size]) => sum + (which.has(name) ? size : 0), 0);

async function measure(profile: 'aalter' | 'antwerpen') {
  const trial = lab.try(provider('verhuisloket'), { profile, out: join(testHome(), 'out', 'memory') });
  let running = true;
  void trial.finally(() => {
    running = false;
  });
  let own = new Map<string, number>();
  let apart = 0;
  while (running) {
    const sizes = await held();
    if (total(sizes, OWN) > total(own, OWN)) own = sizes;
    apart = Math.max(apart, total(sizes, APART));
    await pause(250);
  }
  const end = await trial;
  if (end.error !== undefined) throw end.error;
  const parts = Object.fromEntries(
    [...own].filter(([name]) => OWN.has(name) || name === 'files').map(([name, size]) => [name, mib(size)]),
  );
  return { own: mib(total(own, OWN)), ...parts, runnerAndBrowser: mib(apart) };
}

try {
  const mebibytes: Record<string, unknown> = {};
  for (const profile of ['aalter', 'antwerpen'] as const) mebibytes[profile] = await measure(profile);
  process.stdout.write(
    `${JSON.stringify({ bench: 'memory', at: new Date().toISOString(), node: process.version, cores: cpus().length, mebibytes })}\n`,
  );
} finally {
  await lab.close();
}
