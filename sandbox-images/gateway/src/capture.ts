import { isUtf8 } from 'node:buffer';
import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
import type { Data } from '@proeftuin/contract/evidence';
import type { Spool } from '@proeftuin/contract/spool';
import type { Masks } from './mask.ts';

/** Counts what streams by and keeps the first bytes of it. */
export class Tap {
  readonly #cap: number;
  readonly #kept: Buffer[] = [];
  #size = 0;
  bytes = 0;

  constructor(cap: number) {
    this.#cap = cap;
  }

  take(chunk: Uint8Array): void {
    this.bytes += chunk.byteLength;
    const room = this.#cap - this.#size;
    if (room <= 0) return;
    // A copy: a view would keep the whole pool of its stream alive.
    const part = Buffer.from(chunk.subarray(0, room));
    this.#size += part.length;
    this.#kept.push(part);
  }

  get kept(): Buffer {
    return Buffer.concat(this.#kept);
  }
}

const TEXT = /^(text\/|application\/([^;]*\+)?(json|xml|javascript|x-www-form-urlencoded|sparql)|image\/svg)/;

/** A message as evidence: headers and body masked, the body decoded within the cap; no body while the spool is crowded. */
export function messageOf(
  headers: [string, string][],
  tap: Tap,
  cap: number,
  masks: Masks,
  spool: Spool,
): Data<'exchange'>['request'] {
  const one = (name: string) => headers.find(([key]) => key === name)?.[1].toLowerCase() ?? '';
  const shown = headers.map(([name, value]): [string, string] => [name, masks.header(name, value)]);
  if (spool.crowded && tap.bytes > 0) return { headers: shown, bytes: tap.bytes, cut: true, dropped: true };
  const { body, cut } = decoded(tap, one('content-encoding'), cap);
  const base = { headers: shown, bytes: tap.bytes, cut };
  return body.length === 0 ? base : { ...base, body: spool.blob(maskedBody(body, one('content-type'), cut, masks)) };
}

function maskedBody(body: Buffer, type: string, cut: boolean, masks: Masks): string | Buffer {
  if (type.startsWith('multipart/')) return masks.multipart(body);
  // What is named binary and is text all the same may hold a secret as well.
  const text = TEXT.test(type) || (isUtf8(cut ? withoutHalf(body) : body) && !body.includes(0));
  return text ? masks.body(body.toString('utf8'), type, cut) : body;
}

/** Without a last character of UTF-8 that the cap may have cut in two. */
function withoutHalf(body: Buffer): Buffer {
  let end = body.length;
  while (end > 0 && body.length - end < 3 && ((body[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return (body[end - 1] ?? 0) >= 0xc0 ? body.subarray(0, end - 1) : body;
}

/** Bytes that a body may become when it is unpacked; what grows further is a bomb, or too large to be kept. */
const MAX_UNPACKED = 4 * 1024 * 1024;

function unpack(packed: Buffer, encoding: string): Buffer | undefined {
  // A flush at the end instead of a finish: the cap may have cut the stream.
  const zlib = { maxOutputLength: MAX_UNPACKED, finishFlush: constants.Z_SYNC_FLUSH };
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(packed, zlib);
    case 'deflate':
      // Named so, sent either with or without the zlib header (RFC 9110, 8.4.1.2).
      return ((packed[0] ?? 0) & 0x0f) === 8 ? inflateSync(packed, zlib) : inflateRawSync(packed, zlib);
    case 'br':
      return brotliDecompressSync(packed, {
        maxOutputLength: MAX_UNPACKED,
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
      });
    case 'zstd':
      return zstdDecompressSync(packed, { maxOutputLength: MAX_UNPACKED, finishFlush: constants.ZSTD_e_flush });
    default:
      return undefined;
  }
}

function decoded(tap: Tap, encoding: string, cap: number): { body: Buffer; cut: boolean } {
  const kept = tap.kept;
  const whole = tap.bytes === kept.length;
  if (kept.length === 0 || encoding === '' || encoding === 'identity') return { body: kept, cut: !whole };
  try {
    const plain = unpack(kept, encoding);
    if (plain === undefined) return { body: kept, cut: !whole };
    return { body: Buffer.from(plain.subarray(0, cap)), cut: !whole || plain.length > cap };
  } catch {
    // Broken, or a bomb: what it would have become is not kept, that it was there is.
    return { body: Buffer.alloc(0), cut: true };
  }
}
