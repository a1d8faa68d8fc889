import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Does `work` while no other process of this machine does it; says once that it waits. A dead holder's lock is taken. */
export async function locked<T>(
  file: string,
  says: () => void,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  for (let tries = 0; !take(file); tries++) {
    signal?.throwIfAborted();
    if (!alive(file)) rmSync(file, { force: true });
    else {
      if (tries === 0) says();
      await wait(150);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function alive(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Made and not yet written to: give it a moment.
    if (pid === 0) return Date.now() - statSync(file).mtimeMs < 5000;
    if (pid === process.pid) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and is another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
