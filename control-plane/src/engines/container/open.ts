import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { LabError } from '@proeftuin/contract/errors';
import type { Engine } from '../engine.ts';
import { connectTo, isPodman, reviving } from './connection.ts';
import { ContainerEngine } from './container-engine.ts';
import { podmanService } from './service.ts';

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
      const docker = connectTo(path);
      if ((await isPodman(docker)) === false) return new ContainerEngine({ docker, kind: 'docker', home });
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
  reviving(docker, async () => void (await podmanService(options)));
  return new ContainerEngine({ docker, kind: 'podman', home });
}

function dockerSockets({ dockerSocket }: OpenOptions): string[] {
  if (dockerSocket !== undefined) return [dockerSocket];
  const asked = process.env.DOCKER_HOST;
  if (asked?.startsWith('unix://')) return [asked.slice('unix://'.length)];
  return DOCKER_SOCKETS.filter((path) => existsSync(path));
}

function onPath(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
