/**
 * A permutation of 0 … n-1 by steps of one length, both ways with one multiplication: less shuffled than `Permutation`, and
 * many times cheaper where each name of a town asks for it.
 */
export class Stride {
  readonly #n: number;
  readonly #start: number;
  readonly #step: number;
  readonly #back: number;

  /** `start`: where 0 goes, and which of two lengths is taken. Throws RangeError unless 1 ≤ n ≤ 2^26. */
  constructor(n: number, start: number) {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 26) throw new RangeError(`no permutation of ${n}`);
    const step = STEPS.filter((prime) => n % prime !== 0)[start % 2] ?? 1;
    this.#n = n;
    this.#start = start % n;
    this.#step = step % n;
    this.#back = inverse(this.#step, n);
  }

  /** Where `i` goes. */
  at(i: number): number {
    return (i * this.#step + this.#start) % this.#n;
  }
  /** What goes to `i`. */
  of(i: number): number {
    return ((i - this.#start + this.#n) * this.#back) % this.#n;
  }
}

/** Primes; no product of two places is past what is exact. Of four, two divide no n that a town has. */
const STEPS = [7_919, 7_907, 7_901, 7_883];

/** The number by which `a` times it is 1 modulo n; `a` and n have no common divisor (Euclid). */
function inverse(a: number, n: number): number {
  let [r, next, x, y] = [n, a, 0, 1];
  while (next > 0) {
    const times = Math.floor(r / next);
    [r, next, x, y] = [next, r - times * next, y, x - times * y];
  }
  return ((x % n) + n) % n;
}
