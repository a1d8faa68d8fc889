import type { Happened } from './town/types.ts';

/** Questions that are known to have been asked once. */
const ONCE = 1000;

/**
 * Texts that follow from the town and what happened in it alone, by what was asked: those asked again, the last up to so many
 * characters in all. What is asked once is not kept: who reads a register from end to end would push out all the rest. All is
 * forgotten as soon as something happens; a stale read (a fault) has nothing to do with it.
 */
export class Remembered {
  readonly #happened: Pick<Happened, 'unseen'>;
  readonly #most: number;
  /** The one that was asked longest ago comes first, here and below. */
  readonly #texts = new Map<string, string>();
  readonly #once = new Set<string>();
  #held = 0;

  constructor(happened: Pick<Happened, 'watch' | 'unseen'>, most: number) {
    this.#happened = happened;
    this.#most = most;
    happened.watch(() => {
      this.#texts.clear();
      this.#once.clear();
      this.#held = 0;
    });
  }

  /** Characters that are held, those of the questions among them. */
  get held(): number {
    return this.#held;
  }

  /** The text for a question; made when it is not remembered. */
  of(asked: string, make: () => string): string {
    if (this.#happened.unseen()) return make();
    const known = this.#texts.get(asked);
    if (known !== undefined) {
      this.#texts.delete(asked);
      this.#texts.set(asked, known);
      return known;
    }
    const text = make();
    if (this.#once.delete(asked)) this.#keep(asked, text);
    else this.#note(asked);
    return text;
  }

  #note(asked: string): void {
    this.#once.add(asked);
    for (const oldest of this.#once) {
      if (this.#once.size <= ONCE) return;
      this.#once.delete(oldest);
    }
  }

  #keep(asked: string, text: string): void {
    this.#texts.set(asked, text);
    this.#held += asked.length + text.length;
    for (const [oldest, { length }] of this.#texts) {
      if (this.#held <= this.#most) return;
      this.#texts.delete(oldest);
      this.#held -= oldest.length + length;
    }
  }
}
