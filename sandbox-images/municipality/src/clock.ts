/** ISO 8601 of milliseconds since 1970. The last one is kept: much is noted within one. */
function isoTimes(): (ms: number) => string {
  let [last, text] = [Number.NaN, ''];
  return (ms) => {
    if (ms !== last) [last, text] = [ms, new Date(ms).toISOString()];
    return text;
  };
}

/** The lab clock: starts at wall time, moves only by the levers, and alone drives tokens and deadlines. */
export class LabClock {
  readonly #wall: () => number;
  readonly #town: string;
  #base: number;
  #since: number;
  #speed = 1;
  readonly #labTime = isoTimes();
  readonly #wallTime = isoTimes();

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
    return this.#labTime(this.now());
  }
  wall(): string {
    return this.#wallTime(this.#wall());
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
