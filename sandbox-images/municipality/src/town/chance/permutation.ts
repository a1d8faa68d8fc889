import { type Dice, type Stream, stream } from './dice.ts';

const ROUNDS = 4;

/**
 * A permutation of 0 … n-1 that needs no table, both ways: a Feistel network over the next even number of bits, walked
 * until it lands below n again (cycle walking, Black and Rogaway 2002).
 */
export class Permutation {
  readonly #n: number;
  readonly #half: number;
  readonly #mask: number;
  readonly #dice: Dice;
  readonly #rounds: readonly Stream[];

  /** Another name is another permutation. Throws RangeError unless 1 ≤ n ≤ 2^30. */
  constructor(n: number, dice: Dice, name: string) {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 30) throw new RangeError(`no permutation of ${n}`);
    this.#n = n;
    this.#half = Math.max(1, Math.ceil(Math.log2(n) / 2));
    this.#mask = 2 ** this.#half - 1;
    this.#dice = dice;
    this.#rounds = Array.from({ length: ROUNDS }, (_, r) => stream(`${name}.${r}`));
  }

  #check(i: number): void {
    if (!Number.isInteger(i) || i < 0 || i >= this.#n) throw new RangeError(`${i} is not below ${this.#n}`);
  }

  /** Where `i` goes. */
  at(i: number): number {
    this.#check(i);
    let value = i;
    do {
      let left = value >>> this.#half;
      let right = value & this.#mask;
      for (const round of this.#rounds) [left, right] = [right, left ^ (this.#dice.u32(round, right) & this.#mask)];
      value = (left << this.#half) | right;
    } while (value >= this.#n);
    return value;
  }

  /** What goes to `i`. */
  of(i: number): number {
    this.#check(i);
    let value = i;
    do {
      let left = value >>> this.#half;
      let right = value & this.#mask;
      for (let r = ROUNDS - 1; r >= 0; r--) {
        const round = this.#rounds[r];
        if (round === undefined) continue;
        [left, right] = [right ^ (this.#dice.u32(round, left) & this.#mask), left];
      }
      value = (left << this.#half) | right;
    } while (value >= this.#n);
    return value;
  }
}
