/**
 * Memory of the lab's own parts in one sandbox while verhuisloket is tried: gateway, municipality and the relays (sluis),
 * runner and browser apart; a town of 29,000 and one of 530,000. Highest sum of what the control groups hold, file cache
 * taken away. `node bench/memory.ts` prints one JSON record.
 */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { connectTo } from '../control-plane/src/engines/container/connection.ts';
import { LABEL } from '../control-plane/src/engines/container/names.ts';
import { placeOf } from '../control-plane/src/engines/container/service.ts';
import { openTestLab, provider, testHome } from '../control-plane/src/testing/lab.ts';

const OWN = new Set(['gateway', 'municipality', 'sluis']);
const APART = new Set(['runner', 'browser']);
const statsSchema = z.object({
  memory_stats: z.object({ usage: z.number(), stats: z.record(z.string(), z.number()).nullish() }),
});

execFileSync(process.execPath, ['build.ts'], { cwd: provider('verhuisloket') });
const lab = await openTestLab();
const docker = connectTo(placeOf(testHome()).socket);

/** Bytes by container now. */
async function held(): Promise<Map<string, number>> {
  const list = await docker.listContainers({ filters: { label: [LABEL.sandbox] } });
  const sizes = new Map<string, number>();
  await Promise.all(
    list.map(async ({ Id, Labels }) => {
      const told = await docker
        .getContainer(Id)
        .stats({ stream: false, 'one-shot': true })
        .catch(() => undefined);
      const parsed = statsSchema.safeParse(told);
      if (!parsed.success) return;
      const { usage, stats } = parsed.data.memory_stats;
      const name = Labels[LABEL.container] ?? '';
      const cache = stats?.total_inactive_file ?? stats?.inactive_file ?? 0;
      sizes.set(name, (sizes.get(name) ?? 0) + Math.max(0, usage - cache));
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
  const parts = Object.fromEntries([...own].filter(([name]) => OWN.has(name)).map(([name, size]) => [name, mib(size)]));
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
