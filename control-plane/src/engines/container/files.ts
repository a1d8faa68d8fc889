import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Container, fillSecrets, type Supplies } from '@proeftuin/contract/plan';
import type { Laid } from './spec.ts';

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

  list(): string[] {
    return existsSync(this.#root) ? readdirSync(this.#root) : [];
  }

  /** Notes that this name is about to be created. */
  note(id: string, name: string): void {
    mkdirSync(this.#folder(id), { recursive: true });
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
    const laid: Laid[] = [];
    const put = (path: string, content: string) => {
      const host = join(folder, String(laid.length));
      writeFileSync(host, content, { mode: 0o644 });
      laid.push({ host, path });
    };
    put('/etc/resolv.conf', 'nameserver 127.0.0.1\noptions timeout:2 attempts:1\n');
    put('/etc/hosts', '127.0.0.1 localhost\n::1 localhost\n');
    if (container.user === 'lab') {
      put(
        '/etc/passwd',
        `root:x:0:0:root:/root:/usr/sbin/nologin\nlab:x:${uid}:0:lab:/tmp:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n`,
      );
    }
    for (const file of container.files) put(file.path, fillSecrets(file.content, supplies.secrets));
    return laid;
  }

  remove(id: string): void {
    rmSync(this.#folder(id), { recursive: true, force: true });
  }

  exists(id: string): boolean {
    return existsSync(this.#folder(id));
  }
}
