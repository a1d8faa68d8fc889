import type { Origin } from '../../data/names.ts';
import { type Dice, stream } from '../chance/dice.ts';
import { Stride } from '../chance/stride.ts';
import type { Skeleton } from '../skeleton.ts';
import { HOUSEHOLD } from './marginals.ts';
import { ROLE } from './settle.ts';

const S = { gap: stream('kinship.years-between'), start: stream('kinship.start') } as const;

/** Years between a grown-up and the person of reference of the parents, least and most: their partner may be six years younger. */
const GAP = [26, 41] as const;
/** Of a hundred households of an age, so many have a child elsewhere before one has a second; and at most so many each. */
const FIRST = 0.8;
const MOST = 2;

/** Years after 1900 that a town can know, and one more for what belongs in none. */
const YEARS = 256;
const NONE = YEARS - 1;

/** Things by the year in which they belong, within it in their own order. */
class ByYear {
  readonly #years: Uint8Array;
  readonly #sizes = new Uint32Array(YEARS);
  /** Place of each within its year. */
  readonly rank: Uint32Array;
  #sorted: { readonly starts: Uint32Array; readonly order: Uint32Array } | undefined;

  constructor(count: number, yearOf: (i: number) => number) {
    const [years, rank, sizes] = [new Uint8Array(count), new Uint32Array(count), this.#sizes];
    for (let i = 0; i < count; i++) {
      const year = yearOf(i);
      const size = sizes[year] ?? 0;
      years[i] = year;
      rank[i] = size;
      sizes[year] = size + 1;
    }
    this.#years = years;
    this.rank = rank;
  }

  /** How many belong in a year. */
  size(year: number): number {
    return this.#sizes[year] ?? 0;
  }

  /** The one at a place of a year. All are sorted when this is first asked. */
  at(year: number, place: number): number {
    this.#sorted ??= this.#sort();
    return this.#sorted.order[(this.#sorted.starts[year] ?? 0) + place] ?? 0;
  }
  #sort() {
    const [years, rank, order, starts] = [
      this.#years,
      this.rank,
      new Uint32Array(this.rank.length),
      new Uint32Array(YEARS),
    ];
    for (let y = 1; y < YEARS; y++) starts[y] = (starts[y - 1] ?? 0) + this.size(y - 1);
    for (let i = 0; i < order.length; i++) order[(starts[years[i] ?? NONE] ?? 0) + (rank[i] ?? 0)] = i;
    return { starts, order };
  }
}

/** Of one year: those who ask for parents on seats, and `each` seats at a time to as many homes. */
interface Year {
  readonly seats: Stride;
  readonly each: number;
  readonly homes: readonly Stride[];
}

/**
 * Who is whose parent. Children at home have those whom they live with. A grown-up with a household of one's own has the
 * parents that a permutation gives: a household whose person of reference was born some decades before, of the same origin.
 * The others' parents live elsewhere, or no longer. Both ways without a table of ties; the years are sorted when first asked.
 */
export class Kinship {
  readonly #town: Skeleton;
  readonly #dice: Dice;
  readonly #origin: (household: number) => Origin;
  #grownUps: ByYear | undefined;
  #parents: ByYear | undefined;
  readonly #years: (Year | undefined)[] = [];

  constructor(town: Skeleton, dice: Dice, origin: (household: number) => Origin) {
    this.#town = town;
    this.#dice = dice;
    this.#origin = origin;
  }

  #born(person: number): number {
    return Math.floor((this.#town.persons.born[person] ?? 0) / 365.25);
  }
  #leads(person: number): boolean {
    const role = this.#town.persons.role[person];
    return role === ROLE.reference || role === ROLE.partner;
  }
  /** Year of birth of whom a grown-up's parents are sought among. */
  #sought(person: number): number {
    if (!this.#leads(person)) return NONE;
    const year = this.#born(person) - GAP[0] - this.#dice.below(S.gap, person, GAP[1] - GAP[0] + 1);
    return year < 0 ? NONE : year;
  }
  get #sortedGrownUps(): ByYear {
    this.#grownUps ??= new ByYear(this.#town.persons.count, (i) => this.#sought(i));
    return this.#grownUps;
  }
  get #sortedParents(): ByYear {
    const { count, first, type } = this.#town.households;
    this.#parents ??= new ByYear(count, (h) => (type[h] === HOUSEHOLD.other ? NONE : this.#born(first[h] ?? 0)));
    return this.#parents;
  }
  #year(year: number): Year | undefined {
    if (year === NONE) return undefined;
    const [asking, homes] = [this.#sortedGrownUps.size(year), this.#sortedParents.size(year)];
    if (asking === 0 || homes === 0) return undefined;
    this.#years[year] ??= {
      seats: new Stride(asking, this.#dice.u32(S.start, year)),
      each: Math.ceil(homes * FIRST),
      homes: Array.from({ length: MOST }, (_, n) => new Stride(homes, this.#dice.u32(S.start, (n + 1) * YEARS + year))),
    };
    return this.#years[year];
  }

  /** The household where the parents of a grown-up live; undefined where they live in none of the town. */
  parentsHome(person: number): number | undefined {
    const home = this.#givenHome(person);
    if (home === undefined || this.#town.persons.role[person] === ROLE.reference) return home;
    // Who lives together are no siblings.
    const first = this.#town.households.first[this.#town.persons.household[person] ?? 0] ?? 0;
    return this.#givenHome(first) === home ? undefined : home;
  }
  #givenHome(person: number): number | undefined {
    const year = this.#sought(person);
    const made = this.#year(year);
    if (made === undefined) return undefined;
    const seat = made.seats.at(this.#sortedGrownUps.rank[person] ?? 0);
    const homes = made.homes[Math.floor(seat / made.each)];
    if (homes === undefined) return undefined;
    const home = this.#sortedParents.at(year, homes.at(seat % made.each));
    return this.#origin(home) === this.#origin(this.#town.persons.household[person] ?? 0) ? home : undefined;
  }

  /** The person of reference of a household and its partner. */
  #couple(household: number): number[] {
    const first = this.#town.households.first[household] ?? 0;
    const end = this.#town.households.first[household + 1] ?? first;
    return first + 1 < end && this.#town.persons.role[first + 1] === ROLE.partner ? [first, first + 1] : [first];
  }

  /** Parents of a person of the skeleton, the one of reference first. */
  parents(person: number): number[] {
    const { role, household } = this.#town.persons;
    const home = role[person] === ROLE.child ? household[person] : this.parentsHome(person);
    return home === undefined ? [] : this.#couple(home);
  }

  /** Children of a person of the skeleton: those at home, then those elsewhere. */
  children(person: number): number[] {
    if (!this.#leads(person)) return [];
    const { households, persons } = this.#town;
    const home = persons.household[person] ?? 0;
    const first = households.first[home] ?? 0;
    const members = Array.from({ length: (households.first[home + 1] ?? first) - first }, (_, i) => first + i);
    return [...members.filter((i) => persons.role[i] === ROLE.child), ...this.#elsewhere(home)];
  }
  #elsewhere(home: number): number[] {
    if (this.#town.households.type[home] === HOUSEHOLD.other) return [];
    const year = this.#born(this.#town.households.first[home] ?? 0);
    const made = this.#year(year);
    if (made === undefined) return [];
    const asking = this.#sortedGrownUps.size(year);
    const rank = this.#sortedParents.rank[home] ?? 0;
    return made.homes
      .map((homes, n) => ({ within: homes.of(rank), before: n * made.each }))
      .filter(({ within, before }) => within < made.each && before + within < asking)
      .map(({ within, before }) => this.#sortedGrownUps.at(year, made.seats.of(before + within)))
      .filter((child) => this.parentsHome(child) === home)
      .sort((a, b) => a - b);
  }

  /** The person whose family name this one bears: the father's, and his father's, as far as the town knows them. */
  bearer(person: number): number {
    const { role, household } = this.#town.persons;
    let at = person;
    for (;;) {
      const child = role[at] === ROLE.child;
      const home = child ? household[at] : this.parentsHome(at);
      if (home === undefined) return at;
      const father = this.#man(home);
      // A mother alone gives her own name to children at home; of a grown-up's father the town knows nothing.
      if (father === undefined && !child) return at;
      at = father ?? this.#town.households.first[home] ?? at;
    }
  }
  /** The man among the parents of a household, the person of reference first. */
  #man(household: number): number | undefined {
    const { households, persons } = this.#town;
    const first = households.first[household] ?? 0;
    if (persons.woman[first] === 0) return first;
    const second = first + 1;
    const couple = second < (households.first[household + 1] ?? 0) && persons.role[second] === ROLE.partner;
    return couple && persons.woman[second] === 0 ? second : undefined;
  }
}
