import { html, type Markup, trusted } from './markup.ts';

/** Bytes: of one picture, and of all together, that a report carries within itself. */
const ONE = 250_000;
const ALL = 1_500_000;

const TYPES: readonly (readonly [magic: readonly number[], type: string])[] = [
  [[0xff, 0xd8, 0xff], 'image/jpeg'],
  [[0x89, 0x50, 0x4e, 0x47], 'image/png'],
  [[0x52, 0x49, 0x46, 0x46], 'image/webp'],
];

/** Embeds screenshots: each once, the first ones first, until the report would grow out of hand. */
export class Pictures {
  readonly #blob: (sha: string) => Uint8Array | undefined;
  readonly #shown = new Set<string>();
  #left = ALL;

  constructor(blob: (sha: string) => Uint8Array | undefined) {
    this.#blob = blob;
  }

  /** Undefined when it was shown before, is not kept, is no picture, or is too large. */
  show(sha: string | undefined, alt: string): Markup | undefined {
    if (sha === undefined || this.#shown.has(sha)) return undefined;
    const bytes = this.#blob(sha);
    if (bytes === undefined || bytes.byteLength > Math.min(ONE, this.#left)) return undefined;
    const type = TYPES.find(([magic]) => magic.every((byte, at) => bytes[at] === byte))?.[1];
    if (type === undefined) return undefined;
    this.#shown.add(sha);
    this.#left -= bytes.byteLength;
    const data = trusted(`data:${type};base64,${Buffer.from(bytes).toString('base64')}`);
    return html`<figure><img src="${data}" alt="${alt}" loading="lazy"><figcaption>${alt}</figcaption></figure>`;
  }
}
