import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** This process as the holder of a lease: its host, its pid, and when it began, since pids are used again. */
export const thisHolder = (): string => `${hostname()} ${process.pid} ${beganAt(process.pid) ?? 0}`;

/** Is the holder surely gone? Of a process on another host only its lease tells. */
export function holderDied(holder: string | null): boolean {
  const [host, pid, began] = (holder ?? '').split(' ');
  if (host !== hostname() || pid === undefined || began === undefined) return false;
  const now = beganAt(Number(pid));
  if (now !== undefined) return String(now) !== began;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** Clock ticks after boot at which a process began (proc(5): stat, field 22); undefined where /proc does not tell. */
function beganAt(pid: number): number | undefined {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) (?!.*\) )/s);
    const [state, ...fields] = rest.split(' ');
    // A zombie does no work: where nobody reaps orphans it stays for ever.
    return state === 'Z' ? -1 : Number(fields[18]);
  } catch {
    return undefined;
  }
}
