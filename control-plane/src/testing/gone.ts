import { readFileSync } from 'node:fs';

/** Has a process ended? Also when whoever inherited it has not yet asked how (a zombie). */
export function gone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}
