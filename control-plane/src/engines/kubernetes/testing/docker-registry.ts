import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of the registry's one user, as htpasswd and as an auth file have it. */
const USER = 'lab';
const PASSWORD = 'not-a-secret';
const HASH = '$2b$04$Cg64TgkP4QDS5nw53fFul.IPVlQbO2GyCOds01xcyJZwtM0bs.XBe';

interface TestRegistry {
  /** `127.0.0.1:port` */
  readonly host: string;
  /** A file with its credentials, and with those of a registry that is none of its business. */
  readonly auth: string;
  /** One with a wrong password. */
  readonly wrongAuth: string;
  /** Loses a repository, or all that was pushed. */
  lose(repository?: string): void;
  close(): Promise<void>;
}

/** Debian's docker-registry on a port of this machine, which asks for a password. */
export async function startRegistry(): Promise<TestRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'proeftuin-registry-'));
  const data = join(folder, 'data');
  const host = `127.0.0.1:${await freePort()}`;
  const config = {
    version: '0.1',
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: data } },
    http: { addr: host },
    auth: { htpasswd: { realm: 'lab', path: join(folder, 'users') } },
  };
  writeFileSync(join(folder, 'users'), `${USER}:${HASH}\n`);
  writeFileSync(join(folder, 'config.yml'), JSON.stringify(config));
  const auth = (name: string, password: string) => {
    const file = join(folder, name);
    const entry = (pass: string) => ({ auth: Buffer.from(`${USER}:${pass}`).toString('base64') });
    const auths = { [host]: entry(password), 'registry.example': entry('of-others') };
    writeFileSync(file, JSON.stringify({ auths }), { mode: 0o600 });
    return file;
  };
  const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  await Promise.race([answers(host), failed]);
  return {
    host,
    auth: auth('auth.json', PASSWORD),
    wrongAuth: auth('wrong.json', 'wrong'),
    lose: (repository = '') =>
      rmSync(join(data, 'docker/registry/v2/repositories', repository), { recursive: true, force: true }),
    async close() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

async function answers(host: string): Promise<void> {
  for (let n = 0; n < 100; n += 1) {
    const there = await fetch(`http://${host}/v2/`).catch(() => undefined);
    if (there?.status === 401) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`docker-registry does not answer at ${host}`);
}
