import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '@proeftuin/contract/errors';
import Docker from 'dockerode';
import type { Engine } from '../engine.ts';
import { ContainerEngine } from './container-engine.ts';

export interface OpenOptions {
  /** The lab's state folder. */
  readonly home: string;
  readonly choice: 'docker' | 'podman' | 'auto';
  readonly progress: (line: string) => void;
  /** Socket of a Docker daemon, instead of the usual ones. */
  readonly dockerSocket?: string;
}

const DOCKER_SOCKETS = ['/var/run/docker.sock'];

/**
 * Finds a running Docker, or starts (or joins) a Podman service of the lab's own. Throws engine.none.
 *
 * The Podman service is ours even where another runs: it has no state of its own, and ours has no network, so that even
 * builds and plain bridges would reach nothing.
 */
export async function openContainerEngine(options: OpenOptions): Promise<Engine> {
  const { choice, home } = options;
  if (choice !== 'podman') {
    for (const path of dockerSockets(options)) {
      const docker = new Docker({ socketPath: path });
      if (await isDocker(docker)) return new ContainerEngine({ docker, kind: 'docker', home });
    }
    if (choice === 'docker') {
      throw new LabError('engine.none', 'no Docker Engine answers', {
        next: 'Start it, or set DOCKER_HOST=unix:///path/to/docker.sock, or use --engine podman.',
      });
    }
  }
  if (!onPath('podman')) {
    throw new LabError('engine.none', 'neither a running Docker Engine nor Podman was found', {
      next: 'Install Podman (Debian: apt-get install podman), then run `proeftuin doctor`.',
    });
  }
  const docker = await podmanService(options);
  return new ContainerEngine({ docker, kind: 'podman', home });
}

function dockerSockets({ dockerSocket }: OpenOptions): string[] {
  if (dockerSocket !== undefined) return [dockerSocket];
  const asked = process.env.DOCKER_HOST;
  if (asked?.startsWith('unix://')) return [asked.slice('unix://'.length)];
  return DOCKER_SOCKETS.filter((path) => existsSync(path));
}

async function isDocker(docker: Docker): Promise<boolean> {
  try {
    const version: { Components?: { Name: string }[] } = await docker.version();
    return !(version.Components ?? []).some((part) => part.Name.toLowerCase().includes('podman'));
  } catch {
    return false;
  }
}

function onPath(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const CONF = `# Written by Proeftuin for its own Podman service.
[containers]
base_hosts_file = "none"
log_size_max = 10485760
[engine]
runtime = "runc"
events_logger = "file"
[network]
network_backend = "netavark"
`;
/** Seconds without a connection after which the service ends by itself. */
const IDLE = '180';

async function podmanService({ progress }: OpenOptions): Promise<Docker> {
  if (process.getuid?.() !== 0) {
    throw new LabError('engine.none', 'the lab drives Podman as root only; rootless Podman has not been tried', {
      next: 'Run as root, or start a Docker Engine.',
    });
  }
  const hash = createHash('sha256').update(CONF).update(IDLE).digest('hex').slice(0, 12);
  const folder = '/run/proeftuin';
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const conf = join(folder, `podman-${hash}.conf`);
  writeFileSync(conf, CONF);
  const socketPath = join(folder, `podman-${hash}.sock`);
  const docker = new Docker({ socketPath });
  if (await answers(docker)) return docker;
  progress("Podman's service is started");
  const log = openSync(join(folder, `podman-${hash}.log`), 'a');
  const child = spawn('unshare', ['--net', 'podman', 'system', 'service', `--time=${IDLE}`, `unix://${socketPath}`], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, CONTAINERS_CONF: conf },
  });
  child.on('error', () => undefined);
  child.unref();
  for (let n = 0; n < 150; n += 1) {
    if (await answers(docker)) return docker;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new LabError('engine.none', `Podman's service did not start within 15 s (see ${folder}/podman-${hash}.log)`);
}

async function answers(docker: Docker): Promise<boolean> {
  try {
    await docker.ping();
    return true;
  } catch {
    return false;
  }
}
