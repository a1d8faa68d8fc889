import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Container, fillSecrets, type SandboxPlan, type Supplies } from '@proeftuin/contract/plan';

/** A file that the lab lays into a container: where it is on this host, where it shows, and the hash of what it says. */
export interface Laid {
  readonly host: string;
  readonly path: string;
  readonly hash: string;
}

/**
 * What a sandbox needs of this host's file system: files that are laid into containers, and the journal of names, written
 * before anything of that name is created.
 */
export class SandboxFiles {
  readonly #root: string;

  constructor(home: string) {
    this.#root = join(home, 'sandboxes');
  }

  #folder(id: string): string {
    if (!/^[a-z][a-z0-9-]{0,49}$/.test(id)) throw new Error(`not a sandbox's id: ${JSON.stringify(id)}`);
    return join(this.#root, id);
  }

  /** Sandboxes that have files here and are this owner's, or nobody's. */
  list(owner: string): string[] {
    if (!existsSync(this.#root)) return [];
    return readdirSync(this.#root).filter((id) => {
      const file = join(this.#root, id, 'owner');
      return !existsSync(file) || readFileSync(file, 'utf8') === owner;
    });
  }

  /** Notes whose sandbox this is. Other users of this host cannot look in: laid files may hold secrets. */
  open(plan: SandboxPlan): void {
    mkdirSync(this.#root, { recursive: true, mode: 0o700 });
    mkdirSync(this.#folder(plan.id), { recursive: true, mode: 0o755 });
    writeFileSync(join(this.#folder(plan.id), 'owner'), plan.owner);
  }

  /** Notes that this name is about to be created. */
  note(id: string, name: string): void {
    appendFileSync(join(this.#folder(id), 'journal'), `${name}\n`);
  }

  noted(id: string): string[] {
    const file = join(this.#folder(id), 'journal');
    return existsSync(file) ? [...new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))] : [];
  }

  /** Writes the files of a container and says where they are to show. Names on this host are ours, never the plan's. */
  lay(id: string, workload: string, container: Container, uid: number, supplies: Supplies): Laid[] {
    const folder = join(this.#folder(id), `${workload}.${container.id}`);
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const laid = new Map<string, Laid>();
    const put = (path: string, content: string) => {
      const hash = createHash('sha256').update(content).digest('hex');
      const host = join(folder, `${createHash('sha256').update(path).digest('hex').slice(0, 16)}-${hash.slice(0, 16)}`);
      if (!existsSync(host)) {
        writeFileSync(host, content, { mode: 0o644 });
        // Whatever the umask is: the container's uid must read it.
        chmodSync(host, 0o644);
      }
      laid.set(path, { host, path, hash });
    };
    put('/etc/resolv.conf', 'nameserver 127.0.0.1\noptions timeout:2 attempts:1\n');
    put('/etc/hosts', '127.0.0.1 localhost\n::1 localhost\n');
    if (container.user === 'lab') put('/etc/passwd', passwd(uid));
    for (const file of container.files) put(file.path, fillSecrets(file.content, supplies.secrets));
    return [...laid.values()];
  }

  remove(id: string): void {
    rmSync(this.#folder(id), { recursive: true, force: true });
  }

  exists(id: string): boolean {
    return existsSync(this.#folder(id));
  }
}

const passwd = (uid: number): string => `root:x:0:0:root:/root:/usr/sbin/nologin
lab:x:${uid}:0:lab:/tmp:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/:/usr/sbin/nologin
`;
