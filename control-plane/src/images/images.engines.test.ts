import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHome } from '../home.ts';
import { type MadeImage, makeImage } from './images.ts';

const run = promisify(execFile);
const SAFE = ['--network=none', '--read-only', '--cap-drop=all', '--security-opt=no-new-privileges', '--user=23456:0'];
// Podman's own default of RLIMIT_NPROC may be past what this process may set.
const RLIMITS = ['--ulimit=nofile=1024:1024', '--ulimit=nproc=900:900'];
const LIMITS = [...RLIMITS, '--memory=256m', '--memory-swap=256m', '--cpus=1', '--pids-limit=100'];

let store: string;
const podman = (...args: string[]) => {
  const own = ['--root', join(store, 'root'), '--runroot', join(store, 'run'), '--storage-driver=overlay'];
  return run('podman', [...own, '--cgroup-manager=cgroupfs', '--events-backend=file', '--runtime=runc', ...args]);
};

/** Loads an image and returns its id as Podman knows it. */
async function load({ file, tags }: MadeImage): Promise<string> {
  await podman('load', '--quiet', '--input', file);
  const { stdout } = await podman('image', 'inspect', '--format', 'sha256:{{.Id}}', tags[0] ?? '');
  return stdout.trim();
}

beforeAll(() => {
  store = mkdtempSync(join(tmpdir(), 'images-podman-'));
});
afterAll(async () => {
  await podman('rm', '--all', '--force', '--time=1');
  await podman('rmi', '--all', '--force');
  rmSync(store, { recursive: true, force: true });
});

describe('images in Podman', () => {
  const home = openHome().folder;

  it('loads the probe by the digest of its config, and it tells each guarantee', async () => {
    const image = await makeImage('probe', { home });
    expect(await load(image)).toBe(image.digest);
    const said = await podman(
      'run',
      '--rm',
      ...SAFE,
      ...LIMITS,
      image.digest.slice(7),
      'structural',
      '--cpu',
      '1000',
      '--memory',
      String(256 << 20),
      '--pids',
      '100',
    ).catch((error: { stdout: string }) => error);
    const lines = said.stdout
      .trim()
      .split('\n')
      .map((line): { id: string; verdict: string } => JSON.parse(line));
    expect(lines.map(({ id }) => id)).toEqual(['no-route', 'own-names', 'one-door', 'no-power', 'bounded']);
    expect(lines.filter(({ id }) => id === 'no-power' || id === 'bounded').map(({ verdict }) => verdict)).toEqual([
      'pass',
      'pass',
    ]);
  });

  it('finds what is open: a writable root, root itself, no limits', async () => {
    const image = await makeImage('probe', { home });
    const said = await podman(
      'run',
      '--rm',
      '--network=none',
      '--user=0:0',
      ...RLIMITS,
      image.digest.slice(7),
      'structural',
    ).catch((error: { stdout: string }) => error);
    expect(said.stdout).toMatch(/"id":"no-power","verdict":"fail","detail":".*writable root/);
    expect(said.stdout).toMatch(/"id":"bounded","verdict":"fail"/);
  });

  it('serves PostgreSQL as any uid on a read-only root, by password only', async () => {
    const image = await makeImage('postgres', { home });
    expect(await load(image)).toBe(image.digest);
    const env = ['--env=POSTGRES_USER=app', `--env=POSTGRES_PASSWORD=it's "so"`, '--env=POSTGRES_DB=loket'];
    const data = '--tmpfs=/var/lib/postgresql/data:rw,size=200m,mode=1777';
    await podman('run', '--detach', '--name=db', ...SAFE, ...LIMITS, data, ...env, image.digest.slice(7));
    const ask = (password: string) =>
      podman(
        'exec',
        `--env=PGPASSWORD=${password}`,
        'db',
        'psql',
        '-h',
        '127.0.0.1',
        '-U',
        'app',
        'loket',
        '-Atc',
        "select string_agg(n, ' ' order by n) from unnest(array['z','é','Zoë','a']) n",
      );
    let answer: string | undefined;
    for (let tries = 0; answer === undefined && tries < 100; tries++) {
      await pause(100);
      answer = (await ask(`it's "so"`).catch(() => undefined))?.stdout.trim();
    }
    expect(answer).toBe('a é z Zoë');
    await expect(ask('guessed')).rejects.toThrow(/password authentication failed/);
  });
});
