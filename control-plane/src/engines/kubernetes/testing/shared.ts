import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { holderDied, thisHolder } from '../../../store/holder.ts';

const exec = promisify(execFile);
/** Who of this machine's runs uses the cluster: one file each. */
const USERS = join(tmpdir(), 'proeftuin-cluster-users');

interface Borrowed {
  readonly kubeconfig: string;
  /** Stops the cluster, unless it ran before any suite did, or another run still uses it. */
  giveBack(): Promise<void>;
}

/** Starts the machine's one cluster, or joins those that use it. What a killed run left of it is cleared away first. */
export async function borrowCluster(folder: string): Promise<Borrowed> {
  mkdirSync(USERS, { recursive: true });
  const before = users();
  const down = async () => void (await exec(join(folder, 'down'), { maxBuffer: 16 << 20 }));
  const ran = await exec(join(folder, 'status')).then(
    () => true,
    () => false,
  );
  const foreign = ran && before.living.length + before.died.length === 0;
  if (before.died.length > 0 && before.living.length === 0) await down();
  for (const file of before.died) rmSync(file, { force: true });
  const mine = join(USERS, String(process.pid));
  writeFileSync(mine, thisHolder());
  const up = async () => (await exec(join(folder, 'up'), { maxBuffer: 16 << 20 })).stdout.trim();
  const giveBack = async () => {
    rmSync(mine, { force: true });
    if (!foreign && users().living.length === 0) await down();
  };
  try {
    const kubeconfig = await up().catch(async () => {
      // Half of one, of which nothing can be made.
      await down();
      return await up();
    });
    return { kubeconfig, giveBack };
  } catch (error) {
    await giveBack().catch(() => undefined);
    throw error;
  }
}

function users(): { living: string[]; died: string[] } {
  const files = readdirSync(USERS).map((name) => join(USERS, name));
  const died = files.filter((file) => holderDied(readFileSync(file, 'utf8')));
  return { died, living: files.filter((file) => !died.includes(file)) };
}
