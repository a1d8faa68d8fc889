const MAX = 65_535;

/** Messages with a two-byte length before each (RFC 1035, 4.2.2), cut out of a stream. */
export class Frames {
  #rest = Buffer.alloc(0);
  readonly #each: (message: Buffer) => void;

  constructor(each: (message: Buffer) => void) {
    this.#each = each;
  }

  push(chunk: Uint8Array): void {
    let rest = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    while (rest.length >= 2) {
      const size = rest.readUInt16BE(0);
      if (rest.length < size + 2) break;
      const message = rest.subarray(2, size + 2);
      rest = rest.subarray(size + 2);
      this.#each(message);
    }
    this.#rest = rest;
  }
}

/** One message with its length. Longer ones are cut: DNS has none. */
export function frame(message: Uint8Array): Buffer {
  const body = message.subarray(0, MAX);
  const head = Buffer.alloc(2);
  head.writeUInt16BE(body.length);
  return Buffer.concat([head, body]);
}
