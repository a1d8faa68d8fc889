import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
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

const TEXT = /^(text\/|application\/(.*\+)?(json|xml|javascript|x-www-form-urlencoded|ld\+json|sparql)|image\/svg)/;
const SHOWN_BINARY = /^(image|font|application\/(pdf|octet-stream|zip|wasm)|multipart)/;

/** A message as evidence: headers and body masked, the body decoded within the cap. */
export function messageOf(
  headers: [string, string][],
  tap: Tap,
  cap: number,
  masks: Masks,
  spool: Spool,
): Data<'exchange'>['request'] {
  const one = (name: string) => headers.find(([key]) => key === name)?.[1] ?? '';
  const type = one('content-type').toLowerCase();
  const { body, cut } = decoded(tap, one('content-encoding').toLowerCase(), cap);
  const shown = headers.map(([name, value]): [string, string] => [name, masks.header(name, value)]);
  const base = { headers: shown, bytes: tap.bytes, cut };
  if (body.length === 0) return base;
  const text = TEXT.test(type) || !SHOWN_BINARY.test(type);
  return { ...base, body: spool.blob(text ? masks.body(body.toString('utf8'), type) : body) };
}

function decoded(tap: Tap, encoding: string, cap: number): { body: Buffer; cut: boolean } {
  const kept = tap.kept;
  const whole = tap.bytes === kept.length;
  const decode = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[encoding];
  if (decode === undefined || kept.length === 0) return { body: kept, cut: !whole };
  try {
    return { body: decode(kept, { maxOutputLength: cap }), cut: !whole };
  } catch {
    // Cut, broken, or a bomb: what it would have become is not kept, that it was there is.
    return { body: Buffer.alloc(0), cut: true };
  }
}
