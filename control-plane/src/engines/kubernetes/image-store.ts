import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const knownSchema = z.object({
  digest: z.string(),
  size: z.number(),
  user: z.string(),
  ports: z.array(z.number()),
  volumes: z.array(z.string()),
  command: z.array(z.string()),
  workdir: z.string(),
  arch: z.string(),
  builtOpen: z.boolean(),
  entrypoint: z.array(z.string()),
  arguments: z.array(z.string()),
  /** By which the nodes pull it, with the digest of its manifest; undefined for one that was loaded onto them. */
  ref: z.string().optional(),
});
/** What an image that was loaded says of itself: ImageFacts, and its command in its two parts. */
export type KnownImage = z.infer<typeof knownSchema>;

/** Images that were loaded into a cluster. No API tells what an image says: it is kept in the lab's own folder. */
export class ImageStore {
  readonly #folder: string;

  /** `cluster`: what tells one cluster from another, and the same one with a registry from that without. */
  constructor(home: string, cluster: string) {
    this.#folder = join(home, 'clusters', cluster.replace(/[^A-Za-z0-9-]/g, '_'));
  }

  get(digest: string): KnownImage | undefined {
    const file = this.#file(digest);
    return existsSync(file) ? knownSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  }

  put(image: KnownImage): void {
    mkdirSync(this.#folder, { recursive: true });
    const file = this.#file(image.digest);
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(image));
    renameSync(`${file}.${process.pid}`, file);
  }

  /** A node said that it is no longer there: an image by the name that its pod had for it. */
  forget(image: string): void {
    const digest = image.includes('@') ? this.#all().find(({ ref }) => ref === image)?.digest : image;
    if (digest !== undefined) rmSync(this.#file(digest), { force: true });
  }

  /** Held by who brings the image onto the cluster. */
  lockOf(digest: string): string {
    return `${this.#file(digest)}.lock`;
  }

  #all(): KnownImage[] {
    const files = existsSync(this.#folder) ? readdirSync(this.#folder).filter((name) => name.endsWith('.json')) : [];
    return files.map((name) => knownSchema.parse(JSON.parse(readFileSync(join(this.#folder, name), 'utf8'))));
  }

  #file(digest: string): string {
    return join(this.#folder, `${digest.replace(/[^A-Za-z0-9]/g, '-')}.json`);
  }
}
