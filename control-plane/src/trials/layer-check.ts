import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import * as z from 'zod';

/** Bytes and entries that all layers of an image may unfold to. */
export const MOST = { bytes: 4 * 1024 ** 3, entries: 400_000 } as const;

/** What all layers looked at so far unfold to. */
export interface Unfolded {
  bytes: number;
  entries: number;
}

const sparse = z.object({
  'GNU.sparse.realsize': z.coerce.number().optional(),
  'GNU.sparse.size': z.coerce.number().optional(),
});

/**
 * Goes through one layer of an image as it comes, without keeping it: what would lie on the disk once an engine unpacks
 * it? Says what is wrong, or nothing; adds to `sum`. Understands plain tar, gzip (RFC 1952) and zstd (RFC 8878); a sparse
 * member counts with its real size. Leaves the rest of its source unread when something is wrong.
 */
export async function checkLayer(
  source: AsyncIterable<Buffer> | Iterable<Buffer>,
  sum: Unfolded,
): Promise<string | undefined> {
  let wrong: string | undefined;
  const tar = extract();
  tar.on('entry', (header, stream, next) => {
    sum.entries += 1;
    sum.bytes += sizeOf(header);
    wrong ??= problemOf(header, sum);
    stream.on('error', () => undefined);
    if (wrong !== undefined) return void tar.destroy(new Error(wrong));
    stream.on('end', next);
    stream.resume();
  });
  const chunks = (async function* () {
    yield* source;
  })();
  const first = await chunks.next();
  if (first.done === true) return undefined;
  const unpack = unpackerOf(first.value);
  async function* all() {
    yield first.value;
    yield* chunks;
  }
  try {
    await (unpack === undefined ? pipeline(all, tar) : pipeline(all, unpack, tar));
    return undefined;
  } catch (thrown) {
    return wrong ?? `a layer that cannot be read (${thrown instanceof Error ? thrown.message : String(thrown)})`;
  }
}

const KINDS = new Set([
  'file',
  'contiguous-file',
  'link',
  'symlink',
  'directory',
  'block-device',
  'character-device',
  'fifo',
]);

function unpackerOf(first: Buffer): Transform | undefined {
  if (first.readUInt16BE(0) === 0x1f8b) return createGunzip();
  return first.length >= 4 && first.readUInt32LE(0) === 0xfd2fb528 ? createZstdDecompress() : undefined;
}

/** Bytes on the disk: a sparse member's own word for its real size (GNU tar's PAX records), else what is in the tar. */
function sizeOf({ size, pax }: Header): number {
  const told = sparse.safeParse(pax ?? {});
  const real = told.success ? (told.data['GNU.sparse.realsize'] ?? told.data['GNU.sparse.size'] ?? 0) : Infinity;
  return Math.max(size, real);
}

function problemOf({ name, type }: Header, sum: Unfolded): string | undefined {
  if (sum.bytes > MOST.bytes) return `layers that unfold to more than ${MOST.bytes} bytes`;
  if (sum.entries > MOST.entries) return `layers of more than ${MOST.entries} files`;
  // Old sparse members and what tar does not know.
  if (!KINDS.has(type)) return `a member of an unknown kind (${JSON.stringify(name.slice(0, 80))})`;
  return undefined;
}
