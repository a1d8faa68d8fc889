import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { LabError } from '@proeftuin/contract/errors';
import * as z from 'zod';
import { configOf, factsOf } from '../../images/facts.ts';
import { locked } from '../../images/lock.ts';
import { runConfigSchema } from '../../images/run-config.ts';
import type { ImageFacts, ImageSource } from '../engine.ts';
import type { Registry } from '../sites.ts';
import type { Builder } from './builder.ts';
import type { ImageStore, KnownImage } from './image-store.ts';
import { push } from './registry.ts';
import { saidBy } from './said.ts';

const exec = promisify(execFile);
const configSchema = z.object({ config: runConfigSchema });
const ARCH = process.arch === 'x64' ? 'amd64' : process.arch;

/** The site's command that loads image archives onto the nodes: program and first arguments. */
export type Loader = readonly [string, ...string[]] | undefined;

/** How images come onto a cluster. */
export interface ImageMeans {
  readonly store: ImageStore;
  readonly loader: Loader;
  /** Instead of it. */
  readonly registry: Registry | undefined;
  readonly builder: Builder;
}

/** What is built upon on this machine, and never runs on the cluster. */
const isBase = ({ name }: ImageSource) => name.startsWith('base/');

/** Makes images present on the nodes. Throws image.missing, image.refused, image.build-failed, engine.failed. */
export async function ensureImages(
  means: ImageMeans,
  sources: readonly ImageSource[],
  signal: AbortSignal,
): Promise<Record<string, ImageFacts>> {
  const here = sources.filter((source) => isBase(source) || source.kind !== 'archive');
  const built = here.every(isBase) ? undefined : await means.builder(here, signal);
  const facts: Record<string, ImageFacts> = {};
  for (const source of sources) {
    signal.throwIfAborted();
    const made = built?.get(source.name);
    if (isBase(source)) {
      if (made !== undefined) facts[source.name] = made.facts;
      continue;
    }
    const image = await ensure(means, made?.archive ?? source, signal);
    facts[source.name] = { ...image, builtOpen: made?.facts.builtOpen ?? false };
  }
  return facts;
}

async function ensure({ store, loader, registry }: ImageMeans, source: ImageSource, signal: AbortSignal) {
  const { name } = source;
  if (source.kind !== 'archive') throw new LabError('image.missing', `image ${name} could not be saved`);
  if (!existsSync(source.file))
    throw new LabError('image.missing', `the archive ${source.file} of image ${name} is not there`);
  const image = await read(source.file);
  if (image.arch !== ARCH)
    throw new LabError('image.refused', `image ${name} is for ${image.arch}, the nodes are ${ARCH}`, {
      next: `Build it for linux/${ARCH}.`,
    });
  const bring = async () => {
    if (store.get(image.digest) !== undefined) return;
    const { file } = source;
    const ref = registry && (await push(registry, { name, file, digest: image.digest }, signal));
    if (registry === undefined) await load(loader, name, file, signal);
    store.put({ ...image, ref });
  };
  if (store.get(image.digest) === undefined) await locked(store.lockOf(image.digest), () => undefined, bring, signal);
  const { entrypoint: _, arguments: __, ...facts } = image;
  return facts;
}

async function read(file: string): Promise<KnownImage> {
  const bytes = await configOf(file);
  const { config } = configSchema.parse(JSON.parse(bytes.toString('utf8')));
  const { ports, volumes, command, ...facts } = factsOf(bytes, statSync(file).size);
  return {
    ...facts,
    ports: [...ports],
    volumes: [...volumes],
    command: [...command],
    entrypoint: config?.Entrypoint ?? [],
    arguments: config?.Cmd ?? [],
  };
}

async function load(loader: Loader, name: string, file: string, signal: AbortSignal): Promise<void> {
  if (loader === undefined)
    throw new LabError(
      'engine.failed',
      `image ${name} is not on the cluster, and nothing is known that brings it there`,
      {
        next: 'Give the site a registry, or a loader (PROEFTUIN_IMAGE_LOADER): a command that loads an archive onto the nodes.',
      },
    );
  const [program, ...args] = loader;
  try {
    await exec(program, [...args, file], { signal, timeout: 300_000, maxBuffer: 16 << 20 });
  } catch (cause) {
    signal.throwIfAborted();
    throw new LabError('engine.failed', `loading image ${name}: ${saidBy(cause)}`, { cause });
  }
}
