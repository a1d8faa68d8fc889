import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.mjs', import.meta.url));

/** The CLI as a process of its own. */
export interface Cli {
  readonly child: ChildProcess;
  /** Waits until it has said so on stderr; throws when it ends before. */
  says(what: RegExp): Promise<void>;
  /** The same of stdout; returns the match. */
  prints(what: RegExp): Promise<RegExpExecArray>;
  ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null; out: string; err: string }>;
}

export function startCli(args: readonly string[], env: NodeJS.ProcessEnv): Cli {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--', MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, signal: child.signalCode, out, err }));
  const wait = async (what: RegExp, stream: 'stdout' | 'stderr'): Promise<RegExpExecArray> => {
    const look = () => what.exec(stream === 'stdout' ? out : err);
    for (let over = false; ; ) {
      const match = look();
      if (match !== null) return match;
      if (over) throw new Error(`it ended and never said ${what}:\n${err.slice(-2000)}`);
      over = await Promise.race([ended.then(() => true), once(child[stream], 'data').then(() => false)]);
    }
  };
  return {
    child,
    ended: () => ended,
    says: async (what) => void (await wait(what, 'stderr')),
    prints: (what) => wait(what, 'stdout'),
  };
}
