/** The lab clock: starts at wall time, moves only by the levers, and alone drives tokens and deadlines. */
export class LabClock {
  readonly #wall: () => number;
  readonly #town: string;
  #base: number;
  #since: number;
  #speed = 1;

  constructor(wall: () => number, town: string) {
    this.#wall = wall;
    this.#town = town;
    this.#since = wall();
    this.#base = this.#since;
  }

  /** Milliseconds since 1970 in the lab. */
  now(): number {
    return this.#base + (this.#wall() - this.#since) * this.#speed;
  }
  /** ISO 8601. */
  lab(): string {
    return new Date(this.now()).toISOString();
  }
  wall(): string {
    return new Date(this.#wall()).toISOString();
  }
  /** The fixed date that the town is made for, YYYY-MM-DD. */
  town(): string {
    return this.#town;
  }
  get speed(): number {
    return this.#speed;
  }

  /** Sets the clock (ISO 8601), moves it on by seconds, makes it run `speed` times as fast: in that order. */
  turn(change: { set?: string | undefined; advance?: number | undefined; speed?: number | undefined }): void {
    const now = change.set === undefined ? this.now() : Date.parse(change.set);
    this.#base = now + (change.advance ?? 0) * 1000;
    this.#since = this.#wall();
    this.#speed = change.speed ?? this.#speed;
  }
}
