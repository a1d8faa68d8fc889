import { Allotment } from './allotment.ts';
import type { Dice } from './dice.ts';

/** Bodies of several seats each, filled from a pool of persons: companies and their mandates, associations and their members. */
export class Seating {
  readonly #starts: Uint32Array;
  readonly #pool: Uint32Array;
  readonly #allotment: Allotment;

  /**
   * `sizes`: seats of each body. `pool`: indices of persons, rising. `share`: part of the seats that different persons
   * have before somebody gets a second one.
   */
  constructor(sizes: ArrayLike<number>, pool: Uint32Array, share: number, dice: Dice, name: string) {
    const starts = new Uint32Array(sizes.length + 1);
    // Nobody of that age: nobody has a seat.
    const filled = pool.length > 0;
    for (let b = 0; b < sizes.length; b++) starts[b + 1] = (starts[b] ?? 0) + (filled ? (sizes[b] ?? 0) : 0);
    const seats = starts[sizes.length] ?? 0;
    this.#starts = starts;
    this.#pool = pool;
    this.#allotment = new Allotment(seats, pool.length, Math.ceil(seats * share), dice, name);
  }

  /** Persons of a body, each once, in the order of their seats. */
  of(body: number): number[] {
    const found = new Set<number>();
    const end = this.#starts[body + 1] ?? 0;
    for (let seat = this.#starts[body] ?? end; seat < end; seat++)
      found.add(this.#pool[this.#allotment.holder(seat)] ?? 0);
    return [...found];
  }

  first(body: number): number | undefined {
    const seat = this.#starts[body] ?? 0;
    return seat < (this.#starts[body + 1] ?? 0) ? this.#pool[this.#allotment.holder(seat)] : undefined;
  }

  /** Bodies in which a person has a seat, rising. */
  bodies(person: number): number[] {
    const rank = search(this.#pool, person);
    if (this.#pool[rank] !== person) return [];
    const found = this.#allotment.seatsOf(rank).map((seat) => search(this.#starts, seat + 1) - 1);
    return [...new Set(found)].sort((a, b) => a - b);
  }
}

/** Position of the first value that is not below the wanted one, in rising values. */
function search(values: Uint32Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
