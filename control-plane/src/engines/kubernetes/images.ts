import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { LabError } from '@proeftuin/contract/errors';
import { z } from 'zod';
import { configOf, factsOf } from '../../images/facts.ts';
import type { ImageFacts, ImageSource } from '../engine.ts';
import type { ImageStore, KnownImage } from './image-store.ts';

const exec = promisify(execFile);
const configSchema = z.object({
  config: z.object({ Entrypoint: z.array(z.string()).nullish(), Cmd: z.array(z.string()).nullish() }).nullish(),
});
const ARCH = process.arch === 'x64' ? 'amd64' : process.arch;

/** The site's command that loads image archives onto the nodes: program and first arguments. */
export type Loader = readonly [string, ...string[]] | undefined;

/** Makes one image present on the nodes. Throws image.missing, image.refused, engine.failed. */
export async function ensureImage(
  store: ImageStore,
  loader: Loader,
  source: ImageSource,
  signal: AbortSignal,
): Promise<ImageFacts> {
  signal.throwIfAborted();
  if (source.kind !== 'archive')
    throw new LabError('image.missing', `image ${source.name} is no archive, and this cluster takes archives only`, {
      next: 'Save it (`docker save`, `podman save`) and name the file in `images`.',
    });
  const { name, file } = source;
  if (!existsSync(file)) throw new LabError('image.missing', `the archive ${file} of image ${name} is not there`);
  const image = await read(file);
  if (image.arch !== ARCH)
    throw new LabError('image.refused', `image ${name} is for ${image.arch}, the nodes are ${ARCH}`, {
      next: `Build it for linux/${ARCH}.`,
    });
  if (store.get(image.digest) === undefined) {
    await load(loader, name, file, signal);
    store.put(image);
  }
  const { entrypoint: _, arguments: __, ...facts } = image;
  return facts;
}

async function read(file: string): Promise<KnownImage> {
  const bytes = await configOf(file);
  const { config } = configSchema.parse(JSON.parse(bytes.toString('utf8')));
  return {
    ...factsOf(bytes, statSync(file).size),
    ports: [...factsOf(bytes, 0).ports],
    volumes: [...factsOf(bytes, 0).volumes],
    command: [...factsOf(bytes, 0).command],
    entrypoint: config?.Entrypoint ?? [],
    arguments: config?.Cmd ?? [],
  };
}

async function load(loader: Loader, name: string, file: string, signal: AbortSignal): Promise<void> {
  if (loader === undefined)
    throw new LabError('engine.failed', `image ${name} is not on the cluster, and no command to load it is known`, {
      next: 'Set PROEFTUIN_IMAGE_LOADER to a command that loads an archive onto the nodes.',
    });
  const [program, ...args] = loader;
  try {
    await exec(program, [...args, file], { signal, timeout: 300_000, maxBuffer: 16 << 20 });
  } catch (cause) {
    signal.throwIfAborted();
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause);
    throw new LabError('engine.failed', `loading image ${name}: ${said.trim().slice(-600)}`, { cause });
  }
}
