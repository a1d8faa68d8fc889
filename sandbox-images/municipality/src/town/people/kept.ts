/**
 * Things by their number, kept when they are asked for a second time: who is asked for again is soon asked for once more, and who
 * walks all of them once keeps none. Each has one slot, that it shares with all whose number ends alike: the bound is the number of
 * slots.
 */
export class Kept<T> {
  readonly #things: (T | undefined)[];
  /** Whose thing a slot holds, and who was asked for last there: one past its number, 0 for nobody. */
  readonly #holds: Uint32Array;
  readonly #asked: Uint32Array;

  constructor(slots: number) {
    this.#things = new Array(slots);
    this.#holds = new Uint32Array(slots);
    this.#asked = new Uint32Array(slots);
  }

  /** The thing of a number; made when it is not kept. */
  of(index: number, make: (index: number) => T): T {
    const at = index % this.#asked.length;
    const known = this.#holds[at] === index + 1 ? this.#things[at] : undefined;
    if (known !== undefined) return known;
    const made = make(index);
    if (this.#asked[at] === index + 1) {
      this.#things[at] = made;
      this.#holds[at] = index + 1;
    }
    this.#asked[at] = index + 1;
    return made;
  }

  /** Forgets all that is kept. */
  forget(): void {
    this.#things.fill(undefined);
    this.#holds.fill(0);
  }
}
