import type { Dice } from './dice.ts';
import { Permutation } from './permutation.ts';

/**
 * Gives seats 0 … seats-1 to holders 0 … pool-1, and says both ways who has which. The first `perPass` seats go to as many
 * different holders; each further pass begins anew with a permutation of its own, so that some hold several.
 */
export class Allotment {
  readonly seats: number;
  readonly #pool: number;
  readonly #perPass: number;
  readonly #dice: Dice;
  readonly #name: string;
  readonly #passes: Permutation[] = [];

  constructor(seats: number, pool: number, perPass: number, dice: Dice, name: string) {
    this.seats = seats;
    this.#pool = pool;
    this.#perPass = Math.max(1, Math.min(pool, perPass));
    this.#dice = dice;
    this.#name = name;
  }

  #pass(n: number): Permutation {
    const known = this.#passes[n];
    if (known !== undefined) return known;
    const made = new Permutation(this.#pool, this.#dice, `${this.#name}.${n}`);
    this.#passes[n] = made;
    return made;
  }

  /** Throws RangeError for a seat that is not there. */
  holder(seat: number): number {
    if (seat < 0 || seat >= this.seats) throw new RangeError(`no seat ${seat}`);
    return this.#pass(Math.floor(seat / this.#perPass)).at(seat % this.#perPass);
  }

  /** Seats of a holder, rising; empty for one outside the pool. */
  seatsOf(holder: number): number[] {
    if (holder < 0 || holder >= this.#pool) return [];
    const found: number[] = [];
    for (let n = 0; n * this.#perPass < this.seats; n++) {
      const within = this.#pass(n).of(holder);
      const seat = n * this.#perPass + within;
      if (within < this.#perPass && seat < this.seats) found.push(seat);
    }
    return found;
  }
}
