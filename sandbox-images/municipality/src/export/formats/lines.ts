import { closeSync, openSync, writeSync } from 'node:fs';

/** Characters that are gathered before they are written. */
const CHUNK = 1 << 18;

/** A text file that is written piece by piece, UTF-8. */
export class Lines {
  readonly #file: number;
  #pending = '';

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }
  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= CHUNK) this.flush();
  }
  flush(): void {
    const bytes = Buffer.from(this.#pending);
    this.#pending = '';
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
  }
  close(): void {
    closeSync(this.#file);
  }
}
