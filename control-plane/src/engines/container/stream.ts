import { Duplex } from 'node:stream';

/** Docker's framing of several streams in one: a byte for which, three of nothing, four of length (big-endian). */
export class Frames {
  #rest: Buffer = Buffer.alloc(0);

  /** The whole frames that are there now. */
  push(chunk: Buffer): { stream: 'out' | 'err'; data: Buffer }[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const frames: { stream: 'out' | 'err'; data: Buffer }[] = [];
    while (this.#rest.length >= 8) {
      const size = this.#rest.readUInt32BE(4);
      if (this.#rest.length < 8 + size) break;
      frames.push({ stream: this.#rest[0] === 2 ? 'err' : 'out', data: this.#rest.subarray(8, 8 + size) });
      this.#rest = this.#rest.subarray(8 + size);
    }
    return frames;
  }
}

/** Standard input and output of an exec as one stream of bytes. */
export function stdio(raw: Duplex): Duplex {
  const frames = new Frames();
  const duplex = new Duplex({
    write(chunk, encoding, done) {
      if (raw.destroyed) done(new Error('the channel is closed'));
      else raw.write(chunk, encoding, done);
    },
    final(done) {
      raw.end(done);
    },
    read() {
      raw.resume();
    },
    destroy(error, done) {
      raw.destroy();
      done(error);
    },
  });
  raw.on('data', (chunk: Buffer) => {
    for (const { stream, data } of frames.push(chunk)) if (stream === 'out' && !duplex.push(data)) raw.pause();
  });
  raw.on('end', () => duplex.push(null));
  raw.on('close', () => duplex.destroy());
  raw.on('error', (error) => duplex.destroy(error));
  return duplex;
}
