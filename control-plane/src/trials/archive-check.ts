import { createReadStream, statSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Extract, extract, type Header } from 'tar-stream';
import * as z from 'zod';
import { checkLayer, type Unfolded } from './layer-check.ts';

const MAX_ARCHIVE = 4 * 1024 ** 3;
const MAX_ENTRIES = 20_000;
const MAX_JSON = 4 * 1024 ** 2;
const manifestSchema = z.array(z.object({ Config: z.string(), Layers: z.array(z.string()) })).min(1);
const configSchema = z.object({ architecture: z.string(), os: z.string() });
const ARCH: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Looks at an image archive before any engine sees it: sizes, paths, shape, architecture, and what its layers unfold to.
 * Says what is wrong, or nothing. A sparse file is judged by its apparent size, without reading it.
 */
export async function checkArchive(file: string): Promise<string | undefined> {
  const { size } = statSync(file);
  if (size > MAX_ARCHIVE) return `an archive of ${size} bytes (at most ${MAX_ARCHIVE})`;
  if (size < 1024) return `an archive of ${size} bytes`;
  const jsons = new Map<string, string>();
  const unfolded: Unfolded = { bytes: 0, entries: 0 };
  let entries = 0;
  const tar = extract();
  const reading = pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), tar);
  reading.catch(() => undefined);
  try {
    for await (const entry of tar) {
      const { header } = entry;
      entries += 1;
      const wrong =
        entries > MAX_ENTRIES
          ? `more than ${MAX_ENTRIES} entries`
          : (problemOf(header) ?? (await read(entry, jsons, unfolded)));
      if (wrong !== undefined) return wrong;
      entry.resume();
    }
    await reading;
  } catch (thrown) {
    return `no tar archive (${thrown instanceof Error ? thrown.message : String(thrown)})`;
  }
  return shapeOf(jsons);
}

type Member = Extract extends AsyncIterable<infer One> ? One : never;

/** Keeps a member that may be the manifest or a config, and looks into any other file as a layer. */
async function read(entry: Member, jsons: Map<string, string>, unfolded: Unfolded): Promise<string | undefined> {
  const { header } = entry;
  if (header.type !== 'file' || header.size === 0) return undefined;
  const name = header.name.replace(/^\.\//, '');
  if (isJson(header)) {
    const bytes = await buffer(chunksOf(entry));
    if (bytes[0] === 0x7b || bytes[0] === 0x5b) {
      jsons.set(name, bytes.toString('utf8'));
      return undefined;
    }
    return NOTES.test(name) ? undefined : await checkLayer([bytes], unfolded);
  }
  return NOTES.test(name) ? undefined : await checkLayer(chunksOf(entry), unfolded);
}

async function* chunksOf(entry: Member): AsyncGenerator<Buffer> {
  for await (const chunk of entry) if (Buffer.isBuffer(chunk)) yield chunk;
}

/** Small files of `docker save` and OCI layouts that are no layers. */
const NOTES = /(^|\/)(VERSION|json|repositories|oci-layout|manifest\.json|index\.json)$/;

/** Small members that may be the manifest or a config: by name, or by a hash as its name. */
const isJson = (header: Header) =>
  /(^|\/)(manifest\.json|index\.json|[0-9a-f]{64}(\.json)?)$/.test(header.name) && (header.size ?? 0) <= MAX_JSON;

function problemOf(header: Header): string | undefined {
  const name = header.name;
  if (name.startsWith('/') || name.split('/').includes('..'))
    return `a member that leaves the archive (${JSON.stringify(name.slice(0, 80))})`;
  if (header.type === 'symlink' || header.type === 'link') {
    const to = header.linkname ?? '';
    if (to.startsWith('/') || to.split('/').filter((part: string) => part === '..').length > name.split('/').length - 1)
      return `a link out of the archive (${JSON.stringify(name.slice(0, 80))})`;
    return undefined;
  }
  if (header.type !== 'file' && header.type !== 'directory')
    return `a member that is no file (${JSON.stringify(name.slice(0, 80))})`;
  return undefined;
}

function shapeOf(jsons: ReadonlyMap<string, string>): string | undefined {
  const parse = (text: string | undefined): unknown => {
    try {
      return text === undefined ? undefined : JSON.parse(text);
    } catch {
      return undefined;
    }
  };
  const manifest = manifestSchema.safeParse(parse(jsons.get('manifest.json')));
  if (!manifest.success) return jsons.has('index.json') ? undefined : 'an archive without manifest.json';
  const [image] = manifest.data;
  const config = configSchema.safeParse(parse(jsons.get(image?.Config ?? '')));
  if (!config.success) return 'an archive without the config that its manifest.json names';
  const mine = ARCH[process.arch] ?? process.arch;
  if (config.data.os !== 'linux') return `an image for ${JSON.stringify(config.data.os.slice(0, 40))}, not for linux`;
  if (config.data.architecture !== mine)
    return `an image for ${JSON.stringify(config.data.architecture.slice(0, 40))}, and this machine is ${mine}`;
  return undefined;
}
