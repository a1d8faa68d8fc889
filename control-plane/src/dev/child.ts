import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { LabError } from '@proeftuin/contract/errors';

/** Milliseconds between being asked to stop and being made to. */
const GRACE = 5000;
/** The same for what a program that has ended left behind: its zombies cannot be told from the living. */
const LEFT = 1000;

interface Options {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where its stdout goes: ours, or our stderr while stdout is one document. */
  readonly out: 1 | 2;
  readonly signal: AbortSignal;
  /** Milliseconds; for tests. */
  readonly grace?: number;
}

/**
 * Runs a program in a process group of its own and returns its exit code (128 and the signal's number, as a shell has it).
 * When `signal` aborts, the whole group is asked to stop and after a while made to; none of it outlives this call or this
 * process. Throws usage.invalid when it cannot be started.
 */
export async function runChild(command: readonly string[], options: Options): Promise<number> {
  const { cwd, env, out, signal, grace = GRACE } = options;
  const [file = '', ...args] = command;
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ['inherit', out, 2] });
  const kill = (how: NodeJS.Signals) => killGroup(child, how);
  const last = () => kill('SIGKILL');
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    kill('SIGTERM');
    timer = setTimeout(last, grace);
  };
  process.once('exit', last);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', (cause) =>
        reject(
          new LabError('usage.invalid', `${file}: ${cause.message}`, { next: 'Name a program after `--`.', cause }),
        ),
      );
      child.once('exit', (code, by) => resolve(code ?? 128 + (by === null ? 0 : constants.signals[by])));
    });
  } finally {
    signal.removeEventListener('abort', stop);
    if (timer !== undefined || alive(child)) await gone(child, Math.min(grace, LEFT));
    clearTimeout(timer);
    last();
    process.off('exit', last);
  }
}

/** The leader is gone: what it started gets a little time to end. */
async function gone(child: ChildProcess, grace: number): Promise<void> {
  killGroup(child, 'SIGTERM');
  for (const until = Date.now() + grace; alive(child) && Date.now() < until; )
    await new Promise((done) => setTimeout(done, 20));
}

function killGroup({ pid }: ChildProcess, how: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, how);
  } catch {
    return false;
  }
}
const alive = (child: ChildProcess): boolean => killGroup(child, 0);
