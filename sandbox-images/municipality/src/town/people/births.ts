import { once } from '../../once.ts';
import { dateOf, partsOf } from '../numbers/days.ts';
import { inszOf, readInsz } from '../numbers/insz.ts';

/** Serials of one day and sex: 499 of them, spread by a step that is prime to 499. */
const SERIALS = 499;
const STEP = 197;

/**
 * INSZ numbers of ordinary persons, both ways, without a table of numbers: persons sorted by day of birth and sex (one
 * counting sort, when a number is first asked for); the rank within a day is the serial's counter.
 */
export class Births {
  readonly #first: number;
  readonly #starts: Uint32Array;
  readonly #sorted: () => { readonly order: Uint32Array; readonly rank: Uint16Array };
  readonly #born: Uint16Array;
  readonly #woman: Uint8Array;
  readonly #months: number;

  /** `months`: added to the month of birth (60 for fictitious numbers). */
  constructor(born: Uint16Array, woman: Uint8Array, months: number) {
    let min = 65_535;
    let max = 0;
    for (let i = 0; i < born.length; i++) {
      const day = born[i] ?? 0;
      if (day < min) min = day;
      if (day > max) max = day;
    }
    const starts = new Uint32Array((max - min + 1) * 2 + 1);
    for (let i = 0; i < born.length; i++) {
      const bucket = ((born[i] ?? 0) - min) * 2 + (woman[i] ?? 0) + 1;
      starts[bucket] = (starts[bucket] ?? 0) + 1;
    }
    for (let b = 1; b < starts.length; b++) starts[b] = (starts[b] ?? 0) + (starts[b - 1] ?? 0);
    this.#sorted = once(() => {
      const order = new Uint32Array(born.length);
      const rank = new Uint16Array(born.length);
      const next = starts.slice();
      for (let i = 0; i < born.length; i++) {
        const bucket = ((born[i] ?? 0) - min) * 2 + (woman[i] ?? 0);
        const at = next[bucket] ?? 0;
        order[at] = i;
        rank[i] = at - (starts[bucket] ?? 0);
        next[bucket] = at + 1;
      }
      return { order, rank };
    });
    this.#first = min;
    this.#starts = starts;
    this.#born = born;
    this.#woman = woman;
    this.#months = months;
  }

  /** How many ordinary persons share a day and sex: the rank of the next one. */
  countOn(day: number, woman: 0 | 1): number {
    const bucket = (day - this.#first) * 2 + woman;
    return (this.#starts[bucket + 1] ?? 0) - (this.#starts[bucket] ?? 0);
  }

  insz(person: number): string {
    return this.number(this.#born[person] ?? 0, this.#woman[person] === 1 ? 1 : 0, this.#sorted().rank[person] ?? 0);
  }

  /** The number of the n-th birth of a day and sex. Throws past 499. */
  number(day: number, woman: 0 | 1, rank: number, months = this.#months): string {
    if (rank >= SERIALS) throw new RangeError('more births on a day than serials');
    const date = dateOf(day);
    const [year, month, dayOfMonth] = partsOf(date);
    const serial = 1 + woman + 2 * ((day * 31 + rank * STEP) % SERIALS);
    return inszOf({
      century: year < 2000 ? 1900 : 2000,
      date: (year % 100) * 10_000 + (month + months) * 100 + dayOfMonth,
      serial,
    });
  }

  /** The ordinary person of a number; undefined where nobody has it or its check digits are wrong. */
  find(insz: string): number | undefined {
    const parts = readInsz(insz);
    if (parts === undefined) return undefined;
    const month = Math.floor(parts.date / 100) % 100;
    const year = parts.century + Math.floor(parts.date / 10_000);
    const real = month - this.#months;
    if (real < 1 || real > 12) return undefined;
    const day = Math.round((Date.UTC(year, real - 1, parts.date % 100) - Date.UTC(1900, 0, 1)) / 86_400_000);
    const woman = (parts.serial + 1) % 2;
    const bucket = (day - this.#first) * 2 + woman;
    if (bucket < 0 || bucket >= this.#starts.length - 1) return undefined;
    const start = this.#starts[bucket] ?? 0;
    const size = (this.#starts[bucket + 1] ?? 0) - start;
    const wanted = (parts.serial - 1 - woman) / 2;
    if (wanted < 0 || wanted >= SERIALS) return undefined;
    // 31 February would be found as 3 March.
    if (partsOf(dateOf(day))[2] !== parts.date % 100) return undefined;
    const offset = (day * 31) % SERIALS;
    const rank = (((((wanted - offset + SERIALS) % SERIALS) * INVERSE) % SERIALS) + SERIALS) % SERIALS;
    return rank < size ? this.#sorted().order[start + rank] : undefined;
  }
}

/** STEP × INVERSE ≡ 1 (mod 499). */
const INVERSE = Array.from({ length: SERIALS }, (_, i) => i).find((i) => (i * STEP) % SERIALS === 1) ?? 1;
