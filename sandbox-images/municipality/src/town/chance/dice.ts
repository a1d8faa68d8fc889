/**
 * Counter-based chance: each value is a pure function of seed, stream and index, so that no order of drawing matters
 * and a new attribute (a new stream) moves no other. Two rounds of the murmur3 finaliser over 32-bit words.
 */
const mix = (h: number): number => {
  let x = h;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
};

const hashText = (text: string, start: number): number => {
  let h = start;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
};

/** Names one attribute of one kind: `person.given-name`. */
export type Stream = number & { readonly __stream: unique symbol };
export const stream = (name: string): Stream => hashText(name, 0x811c9dc5) as Stream;

/** Cumulative weights, made once from a table of weights. */
export interface Weighted<T> {
  readonly values: readonly T[];
  /** Upper bounds on the scale of 32 bits, rising; the last one is 2^32. */
  readonly bounds: Float64Array;
}

export function weighted<T>(entries: readonly (readonly [T, number])[]): Weighted<T> {
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  const bounds = new Float64Array(entries.length);
  let sum = 0;
  entries.forEach(([, weight], i) => {
    sum += weight;
    bounds[i] = Math.floor((sum / total) * 2 ** 32);
  });
  bounds[entries.length - 1] = 2 ** 32;
  return { values: entries.map(([value]) => value), bounds };
}

export class Dice {
  readonly #a: number;
  readonly #b: number;

  constructor(seed: string) {
    this.#a = hashText(seed, 0x2545f491);
    this.#b = hashText(seed, 0x9e3779b9);
  }

  /** 32 bits, unsigned. */
  u32(what: Stream, index: number): number {
    const h = mix(this.#a ^ Math.imul(index + 1, 0x9e3779b1));
    return mix((h + this.#b) ^ what);
  }
  /** From 0 up to, not including, 1. */
  unit(what: Stream, index: number): number {
    return this.u32(what, index) / 2 ** 32;
  }
  /** A whole number from 0 up to, not including, `n`. */
  below(what: Stream, index: number, n: number): number {
    return Math.floor((this.u32(what, index) / 2 ** 32) * n);
  }
  /** Position in a weighted table. */
  slot(what: Stream, index: number, table: Weighted<unknown>): number {
    const u = this.u32(what, index);
    const { bounds } = table;
    let low = 0;
    let high = bounds.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (u < (bounds[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
  pick<T>(what: Stream, index: number, table: Weighted<T>): T {
    const value = table.values[this.slot(what, index, table)];
    if (value === undefined) throw new RangeError('an empty table');
    return value;
  }
  chance(what: Stream, index: number, p: number): boolean {
    return this.unit(what, index) < p;
  }
}

/** Walks all of 0 … n-1 once, from `start` on, in an order that looks shuffled. */
export function* walk(n: number, start: number): Generator<number> {
  const step = n % 7_919 === 0 ? 7_907 : 7_919;
  for (let i = 0, at = start % Math.max(1, n); i < n; i++, at = (at + step) % n) yield at;
}
