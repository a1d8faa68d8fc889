import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LabError } from '@proeftuin/contract/errors';
import type Docker from 'dockerode';
import { locked } from '../../images/lock.ts';
import { answers, connectTo } from './connection.ts';

/** Settings of the service; nothing of the host's own containers.conf is read beside it. */
const CONF = `# Written by Proeftuin for its own Podman service.
[containers]
base_hosts_file = "none"
default_sysctls = []
http_proxy = false
log_size_max = 10485760
[engine]
runtime = "runc"
events_logger = "file"
[network]
network_backend = "netavark"
`;
/** Seconds without a connection after which the service ends by itself; the next call starts it again. */
const IDLE = 180;
const PATIENCE = 30_000;
/** Longest path of a unix socket, with some to spare (108 on Linux). */
const LONGEST = 100;

interface Place {
  readonly folder: string;
  readonly socket: string;
}

/** Where the service of this home lives: in the home itself, unless its path is too long for a socket. */
export function placeOf(home: string): Place {
  const folder = join(home, 'engine');
  const socket = join(folder, 'podman.sock');
  if (socket.length <= LONGEST) return { folder, socket };
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16);
  return { folder, socket: `/run/proeftuin-${hash}.sock` };
}

/** Pid of the service of this home, when it runs. */
export function serviceOf(home: string): number | undefined {
  const { folder, socket } = placeOf(home);
  try {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.includes('podman') && command.includes(socket) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The Podman service of this home: joined when it runs with the same settings, else started, in a network namespace of
 * its own with nothing in it. Two processes may ask at once. Throws engine.none.
 */
export async function podmanService(options: { home: string; progress: (line: string) => void }): Promise<Docker> {
  if (process.getuid?.() !== 0) {
    throw new LabError('engine.none', 'the lab drives Podman as root only; rootless Podman has not been tried', {
      next: 'Run as root, or start a Docker Engine.',
    });
  }
  const { folder, socket } = placeOf(options.home);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const docker = connectTo(socket);
  const conf = join(folder, 'containers.conf');
  const settled = async () => existsSync(conf) && readFileSync(conf, 'utf8') === CONF && (await answers(docker));
  if (await settled()) return docker;
  return await locked(
    join(folder, 'lock'),
    () => undefined,
    async () => {
      if (await settled()) return docker;
      await end(options.home);
      options.progress("Podman's service is started");
      writeFileSync(conf, CONF);
      launch(folder, socket, conf);
      const until = Date.now() + PATIENCE;
      while (!(await answers(docker))) {
        if (Date.now() > until) {
          throw new LabError('engine.none', `Podman's service did not start within ${PATIENCE / 1000} s`, {
            next: `Read ${join(folder, 'log')}.`,
          });
        }
        await wait(50);
      }
      return docker;
    },
  );
}

function launch(folder: string, socket: string, conf: string): void {
  rmSync(socket, { force: true });
  const log = openSync(join(folder, 'log'), 'w', 0o600);
  // unshare becomes podman: one process, in a network namespace with a loopback that is down.
  const child = spawn('unshare', ['--net', 'podman', 'system', 'service', `--time=${IDLE}`, `unix://${socket}`], {
    detached: true,
    // Its monitors leave files where they stand.
    cwd: folder,
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, CONTAINERS_CONF: conf },
  });
  child.on('error', () => undefined);
  if (child.pid !== undefined) writeFileSync(join(folder, 'pid'), String(child.pid));
  child.unref();
}

/** Ends the service of this home, when it runs: its settings differ, or it does not answer. */
async function end(home: string): Promise<void> {
  const pid = serviceOf(home);
  if (pid === undefined) return;
  process.kill(pid, 'SIGTERM');
  for (let n = 0; n < 60 && serviceOf(home) === pid; n += 1) await wait(50);
  if (serviceOf(home) === pid) process.kill(pid, 'SIGKILL');
}
