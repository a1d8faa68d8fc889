import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { discover } from '@proeftuin/contract/discover';
import { LabError } from '@proeftuin/contract/errors';
import * as z from 'zod';
import type { ImageSource } from '../engines/engine.ts';
import { configOf, type ImageConfig, writeArchive } from './archive.ts';
import { type ImageDefinition, LAB_USER } from './define.ts';
import { imagesFrom } from './elsewhere.ts';
import type { Layer } from './layer.ts';
import { locked } from './lock.ts';
import { hashOf, layerOf, type Part, partsOf } from './parts.ts';

const FOLDER = fileURLToPath(new URL('../../../sandbox-images', import.meta.url));

/** An image that is there, as an archive. */
export interface MadeImage {
  readonly name: string;
  readonly file: string;
  readonly digest: string;
  readonly size: number;
  /** `proeftuin/<name>:<short hash>`, and the alias where it has one. */
  readonly tags: readonly string[];
}
const madeSchema = z.object({ name: z.string(), digest: z.string(), size: z.number(), tags: z.array(z.string()) });

export interface LabImagesOptions {
  /** The lab's state folder. */
  readonly home: string;
  /** `build` (the default), `pull`, or where they are: a folder of archives or a registry prefix. */
  readonly how?: string;
  readonly progress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Every image of the lab's own, by its name, in the order of their names. */
export async function imageDefinitions(): Promise<Map<string, ImageDefinition>> {
  const found = await discover<ImageDefinition>(import.meta.url, '../../../sandbox-images/*/image.ts');
  return new Map([...found].map(([path, definition]) => [path.split('/').at(-2) ?? path, definition]));
}

interface Recipe {
  readonly name: string;
  readonly key: string;
  readonly parts: readonly Part[];
  readonly config: ImageConfig;
  readonly alias: string | undefined;
}

/** What an image is made of, those under it included. Throws lab.internal for an unknown `from`. */
async function recipeOf(name: string, all: ReadonlyMap<string, ImageDefinition>): Promise<Recipe> {
  const definition = all.get(name);
  if (definition === undefined) throw new LabError('lab.internal', `there is no image definition ${name}`);
  const under = definition.from === undefined ? undefined : await recipeOf(definition.from, all);
  const own = await partsOf(name, join(FOLDER, name), definition);
  const parts = [...(under?.parts ?? []), ...own];
  const config: ImageConfig = {
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
      HOME: '/tmp',
      ...under?.config.env,
      ...definition.env,
    },
    entrypoint: definition.entrypoint ?? [],
    command: definition.command ?? [],
    workdir: definition.workdir ?? '/',
    user: definition.user ?? LAB_USER,
    ports: definition.ports ?? [],
    labels: { 'org.opencontainers.image.title': `proeftuin ${name}`, 'org.opencontainers.image.licenses': 'EUPL-1.2' },
  };
  const key = hashOf(name, definition.alias ?? '', JSON.stringify(config), ...parts.map((part) => part.key));
  return { name, key, parts, config, alias: definition.alias };
}

/** Makes one image, or finds it made. Throws lab.image-missing. */
export async function makeImage(
  name: string,
  options: LabImagesOptions,
  all?: ReadonlyMap<string, ImageDefinition>,
): Promise<MadeImage> {
  const { home, signal, progress = () => undefined } = options;
  const recipe = await recipeOf(name, all ?? (await imageDefinitions()));
  const stem = join(home, 'images', `${name}-${recipe.key.slice(0, 16)}`);
  const there = found(stem);
  if (there !== undefined) return there;
  const says = () => progress('another process is making the images: waiting for it');
  return await locked(
    join(home, 'images', 'lock'),
    says,
    async () => {
      const again = found(stem);
      if (again !== undefined) return again;
      progress(`image ${name} is made`);
      const layers: Layer[] = [];
      for (const part of recipe.parts) layers.push(await layerOf(home, part, progress, signal));
      const tags = [
        `proeftuin/${name}:${recipe.key.slice(0, 12)}`,
        ...(recipe.alias === undefined ? [] : [recipe.alias]),
      ];
      const written = await writeArchive(`${stem}.tar`, tags, configOf(recipe.config, layers), layers);
      // Written last: its presence says that the archive is whole.
      writeFileSync(`${stem}.json.${process.pid}`, JSON.stringify({ name, ...written, tags }));
      renameSync(`${stem}.json.${process.pid}`, `${stem}.json`);
      forgetOld(join(home, 'images'), name);
      return { name, file: `${stem}.tar`, ...written, tags };
    },
    signal,
  );
}

const KEPT = 3;

/** Archives of earlier code go, the newest ones excepted: one of them may be loading just now. */
function forgetOld(folder: string, name: string): void {
  const files = globSync(`${name}-${'[0-9a-f]'.repeat(16)}.json`, { cwd: folder }).map((file) => join(folder, file));
  const newest = files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const file of newest.slice(KEPT)) {
    rmSync(file, { force: true });
    rmSync(file.replace(/json$/, 'tar'), { force: true });
  }
}

function found(stem: string): MadeImage | undefined {
  if (!existsSync(`${stem}.json`) || !existsSync(`${stem}.tar`)) return undefined;
  return { file: `${stem}.tar`, ...madeSchema.parse(JSON.parse(readFileSync(`${stem}.json`, 'utf8'))) };
}

/** The images that each trial needs, as archives that any engine loads. Throws lab.image-missing. */
export async function labImages(options: LabImagesOptions): Promise<ImageSource[]> {
  const all = await imageDefinitions();
  const names = [...all].filter(([, definition]) => definition.lab === true).map(([name]) => name);
  const { how = 'build' } = options;
  if (how !== 'build') return await imagesFrom(how, names, options);
  const sources: ImageSource[] = [];
  for (const name of names) {
    const { file, digest } = await makeImage(name, options, all);
    sources.push({ name, kind: 'archive', file, digest });
  }
  return sources;
}

/** The lab's base images that a folder's Dockerfile builds upon (`FROM proeftuin/node:24`), as archives. */
export async function baseImages(folder: string, options: LabImagesOptions): Promise<ImageSource[]> {
  const all = await imageDefinitions();
  const file = ['Dockerfile', 'Containerfile'].map((name) => join(folder, name)).find((path) => existsSync(path));
  const text = file === undefined ? '' : readFileSync(file, 'utf8');
  const from = new Set([...text.matchAll(/^\s*FROM\s+(?:--\S+\s+)*(\S+)/gim)].map((match) => match[1]));
  const sources: ImageSource[] = [];
  for (const [name, { alias }] of all) {
    if (alias === undefined || !from.has(alias)) continue;
    const { file: archive, digest } = await makeImage(name, options, all);
    sources.push({ name: `base/${name}`, kind: 'archive', file: archive, digest });
  }
  return sources;
}

/** Image name → what is made of it here: digest of each image that is made by the present code. */
export async function labVersions(options: LabImagesOptions): Promise<Record<string, string>> {
  const all = await imageDefinitions();
  const versions: Record<string, string> = { node: process.version };
  for (const [name] of all) {
    const recipe = await recipeOf(name, all).catch(() => undefined);
    const made = recipe && found(join(options.home, 'images', `${name}-${recipe.key.slice(0, 16)}`));
    if (made !== undefined) versions[name] = made.digest;
  }
  return versions;
}
