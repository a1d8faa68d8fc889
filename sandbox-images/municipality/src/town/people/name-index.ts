import { folded } from './naming.ts';
import type { Residents } from './people.ts';

/**
 * Persons by family name: names are few, so the index is a list of names and, by one counting sort, the persons of each.
 * Made when somebody first searches.
 */
export class NameIndex {
  readonly #people: Residents;
  readonly #names: string[] = [];
  readonly #starts: Uint32Array;
  readonly #order: Uint32Array;

  constructor(people: Residents, ordinary: number) {
    this.#people = people;
    const byName = new Map<string, number>();
    const of = new Uint16Array(people.count);
    for (let i = 0; i < people.count; i++) {
      const name = i < ordinary ? people.parts.naming.familyName(i) : people.names(i).familyName;
      let at = byName.get(name);
      if (at === undefined) {
        at = this.#names.length;
        byName.set(name, at);
        this.#names.push(folded(name));
      }
      of[i] = at;
    }
    const starts = new Uint32Array(this.#names.length + 1);
    for (const at of of) starts[at + 1] = (starts[at + 1] ?? 0) + 1;
    for (let n = 1; n < starts.length; n++) starts[n] = (starts[n] ?? 0) + (starts[n - 1] ?? 0);
    const next = starts.slice();
    this.#order = new Uint32Array(people.count);
    for (let i = 0; i < people.count; i++) {
      const name = of[i] ?? 0;
      const at = next[name] ?? 0;
      this.#order[at] = i;
      next[name] = at + 1;
    }
    this.#starts = starts;
  }

  /** Indices of persons whose names begin with the words: `peeters jan`, `jan peeters`, `de smet`. */
  find(text: string, limit: number): number[] {
    const words = folded(text.trim())
      .split(/\s+/)
      .filter((w) => w !== '');
    if (words.length === 0) return [];
    const found = new Set<number>();
    for (let cut = words.length; cut >= 1 && found.size < limit; cut--) {
      this.#collect(words.slice(0, cut).join(' '), words.slice(cut).join(' '), limit, found);
      if (cut < words.length) this.#collect(words.slice(-cut).join(' '), words.slice(0, -cut).join(' '), limit, found);
    }
    return [...found];
  }

  #collect(family: string, given: string, limit: number, found: Set<number>): void {
    this.#names.forEach((name, n) => {
      if (!name.startsWith(family)) return;
      for (let at = this.#starts[n] ?? 0; at < (this.#starts[n + 1] ?? 0) && found.size < limit; at++) {
        const index = this.#order[at] ?? 0;
        if (given === '' || folded(this.#people.names(index).givenName).startsWith(given)) found.add(index);
      }
    });
  }
}
