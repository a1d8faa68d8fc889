import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LabError } from '@proeftuin/contract/errors';
import { type Document, parseDocument } from 'yaml';
import * as z from 'zod';

const nameSchema = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/, 'small letters, digits and hyphens');
const labels = z.record(z.string().min(1).max(63), z.string().max(63)).default({});

/** `host[:port]/path`, as image names begin there. */
const prefixSchema = z
  .string()
  .regex(
    /^[a-zA-Z0-9.-]+(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/,
    'a registry and a path, as registry.example/lab',
  );

const registrySchema = z.strictObject({
  at: prefixSchema,
  /** Credentials to push with, as `skopeo login --authfile FILE` writes them. A path from the file's folder. */
  auth: z.string().min(1).optional(),
  /** Those of the nodes, which need only pull; else the same. */
  pullAuth: z.string().min(1).optional(),
});
export type Registry = z.infer<typeof registrySchema>;

/** A named place for sandboxes. */
export const siteSchema = z.discriminatedUnion('engine', [
  z
    .strictObject({
      engine: z.literal('kubernetes'),
      /** Else as kubectl would find it. A path from the file's folder. */
      kubeconfig: z.string().min(1).optional(),
      context: z.string().min(1).optional(),
      /** Command that loads an image archive onto the nodes; the archive is its last argument. */
      loader: z.tuple([z.string().min(1)], z.string()).optional(),
      /** Instead of a loader: where images are pushed to and the nodes pull them from. */
      registry: registrySchema.optional(),
      /** RuntimeClass of the pods of services, such as that of gVisor or Kata; else the nodes' own runtime. */
      runtimeClass: nameSchema.optional(),
      labels,
    })
    .refine(
      ({ loader, registry }) => loader === undefined || registry === undefined,
      'a loader or a registry, not both',
    ),
  z.strictObject({ engine: z.enum(['docker', 'podman', 'auto']), labels }),
]);
export type Site = z.infer<typeof siteSchema>;

const fileSchema = z.strictObject({ sites: z.record(nameSchema, siteSchema).default({}) });

/** `proeftuin.config.yaml`: several named engines. What people wrote there between the lines stays. */
export class SitesFile {
  readonly path: string;

  /** `$PROEFTUIN_CONFIG`, else in the lab's state folder. */
  constructor(home: string, env: NodeJS.ProcessEnv) {
    this.path = env.PROEFTUIN_CONFIG ?? join(home, 'proeftuin.config.yaml');
  }

  /** Throws usage.invalid for a file that breaks its rules. */
  all(): Readonly<Record<string, Site>> {
    return this.#read().sites;
  }

  /** Throws site.unknown, usage.invalid. */
  get(name: string): Site {
    const { sites } = this.#read();
    const site = Object.hasOwn(sites, name) ? sites[name] : undefined;
    if (site === undefined) throw this.#unknown(name, Object.keys(sites));
    if (site.engine !== 'kubernetes') return site;
    // Paths are from the file's folder.
    const path = (name: string | undefined) => (name === undefined ? name : resolve(dirname(this.path), name));
    const { kubeconfig, registry } = site;
    const registryThere = registry && { ...registry, auth: path(registry.auth), pullAuth: path(registry.pullAuth) };
    return { ...site, kubeconfig: path(kubeconfig), registry: registryThere };
  }

  /** Adds a site. Throws usage.invalid for a name that is taken. */
  add(name: string, site: object): void {
    const { document, sites } = this.#read();
    if (Object.hasOwn(sites, name)) throw new LabError('usage.invalid', `there is a site ${name} already`);
    document.setIn(['sites', name], site);
    this.#write(document);
  }

  /** Forgets a site; what runs there goes on. Throws site.unknown. */
  remove(name: string): void {
    const { document, sites } = this.#read();
    if (!Object.hasOwn(sites, name)) throw this.#unknown(name, Object.keys(sites));
    document.deleteIn(['sites', name]);
    this.#write(document);
  }

  #read() {
    const text = existsSync(this.path) ? readFileSync(this.path, 'utf8') : '';
    const document = parseDocument(text);
    const [error] = document.errors;
    if (error !== undefined) throw new LabError('usage.invalid', `${this.path}: ${error.message.split('\n')[0]}`);
    return { document, ...this.#checked(document) };
  }

  #checked(document: Document) {
    const parsed = fileSchema.safeParse(document.toJS() ?? {});
    if (parsed.success) return parsed.data;
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new LabError('usage.invalid', `${this.path}: ${problems.join('; ')}`, { next: 'Mend what is named.' });
  }

  #write(document: Document): void {
    this.#checked(document);
    const draft = `${this.path}.${process.pid}`;
    writeFileSync(draft, document.toString({ lineWidth: 0 }));
    renameSync(draft, this.path);
  }

  #unknown(name: string, there: readonly string[]): LabError {
    const known = there.length === 0 ? 'there is none yet' : `there are: ${there.join(', ')}`;
    return new LabError('site.unknown', `no site ${name} in ${this.path}; ${known}`);
  }
}
