import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { LabError } from '@proeftuin/contract/errors';
import { extract } from 'tar-stream';
import * as z from 'zod';
import type { ImageFacts } from '../engines/engine.ts';
import { runConfigSchema, runFacts } from './run-config.ts';

const manifestSchema = z.array(z.object({ Config: z.string() })).min(1);
const configSchema = z.object({ architecture: z.string(), config: runConfigSchema });
const SMALL = 4 << 20;

/** What a docker-archive says of its first image. Throws image.refused. */
export const imageFacts = async (file: string): Promise<ImageFacts> =>
  factsOf(await configOf(file), statSync(file).size);

/** The config of a docker-archive's first image, as bytes. Throws image.refused. */
export async function configOf(file: string): Promise<Buffer> {
  const refuse = (why: string, cause?: unknown) => new LabError('image.refused', `${file} ${why}`, { cause });
  const small = new Map<string, Buffer>();
  const tar = extract();
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  source.on('error', (error) => tar.destroy(error));
  source.pipe(tar);
  try {
    for await (const entry of tar) {
      const { name, size = 0 } = entry.header;
      if (!name.endsWith('.json') && !name.startsWith('blobs/')) entry.resume();
      else if (size > SMALL) entry.resume();
      else small.set(name, await buffer(entry));
      const config = configIn(small);
      if (config !== undefined) {
        source.destroy();
        return config;
      }
    }
  } catch (cause) {
    throw refuse(`cannot be read as an image archive: ${String(cause)}`, cause);
  }
  throw refuse('is no docker-archive: it has no manifest.json with a config');
}

function configIn(small: ReadonlyMap<string, Buffer>): Buffer | undefined {
  const manifest = small.get('manifest.json');
  if (manifest === undefined) return undefined;
  const [first] = manifestSchema.parse(JSON.parse(manifest.toString('utf8')));
  return first && small.get(first.Config);
}

/** Reads an image's config; `size` in bytes. */
export function factsOf(bytes: Buffer, size: number): ImageFacts {
  const { architecture, config } = configSchema.parse(JSON.parse(bytes.toString('utf8')));
  return {
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    size,
    ...runFacts(config),
    arch: architecture,
    builtOpen: false,
  };
}
