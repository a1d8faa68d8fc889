import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { answers, connectTo } from '../container/connection.ts';

export interface Dockerd {
  readonly socket: string;
  /** Kills the daemon and starts it again. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

const PREFIX = 'proeftuin-dockerd-';

/** A Docker daemon of the test's own beside any other: no bridge, no firewall rule, its own containerd. */
export async function startDockerd(): Promise<Dockerd> {
  await clearOrphans();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(folder, 'test'), String(process.pid));
  const socket = join(folder, 'docker.sock');
  const pid = join(folder, 'pid');
  const flags = ['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec'), '--pidfile', pid];
  const start = async () => {
    const log = openSync(join(folder, 'log'), 'a');
    const child = spawn(
      'dockerd',
      [...flags, '-H', `unix://${socket}`, '--iptables=false', '--ip-masq=false', '--bridge=none', '--live-restore'],
      { stdio: ['ignore', log, log] },
    );
    let ended = false;
    child.on('error', () => {
      ended = true;
    });
    child.on('exit', () => {
      ended = true;
    });
    const until = Date.now() + 120_000;
    while (!(await answers(connectTo(socket)))) {
      if (ended || Date.now() > until)
        throw new Error(`dockerd did not start: ${readFileSync(join(folder, 'log'), 'utf8').slice(-1500)}`);
      await wait(100);
    }
    return { child, ended: () => ended };
  };
  let running = await start();
  const end = async (signal: NodeJS.Signals) => {
    running.child.kill(signal);
    for (let n = 0; n < 300 && !running.ended(); n += 1) await wait(50);
    if (!running.ended()) running.child.kill('SIGKILL');
  };
  return {
    socket,
    async kill() {
      await end('SIGKILL');
      // Its containerd died with it; where nobody reaps orphans its pid looks alive, and the next daemon would wait for it.
      for (const file of [pid, join(folder, 'exec/containerd/containerd.pid')]) rmSync(file, { force: true });
      running = await start();
    },
    async close() {
      await end('SIGTERM');
      clear(folder);
    },
  };
}

/** Ends the daemons of tests that were killed, and removes what they left: a machine may have seen many. */
async function clearOrphans(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const test = join(folder, 'test');
    if (!existsSync(test) || commandOf(readFileSync(test, 'utf8')).includes('vitest')) continue;
    const pid = existsSync(join(folder, 'pid')) ? readFileSync(join(folder, 'pid'), 'utf8') : '';
    const daemon = () => commandOf(pid).includes(folder);
    if (daemon()) process.kill(Number(pid), 'SIGTERM');
    for (let n = 0; n < 300 && daemon(); n += 1) await wait(50);
    clear(folder);
  }
}

/** The command line of a process; empty when there is none. */
function commandOf(pid: string): string {
  const file = `/proc/${pid.trim()}/cmdline`;
  return pid.trim() !== '' && existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function clear(folder: string): void {
  for (const at of mountsUnder(folder)) execFileSync('umount', ['-l', at]);
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

const mountsUnder = (folder: string): string[] =>
  readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((at) => at.startsWith(`${folder}/`))
    .sort()
    .reverse();
