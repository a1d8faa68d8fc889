import { type Dice, stream } from '../chance/dice.ts';
import { ageOn, bornBy, dateOf } from '../numbers/days.ts';
import type { AddressBook } from '../places/addresses.ts';
import type { Skeleton } from '../skeleton.ts';
import type { Happened, Person } from '../types.ts';
import type { Births } from './births.ts';
import { HOUSEHOLD } from './marginals.ts';
import type { Naming } from './naming.ts';
import { ROLE } from './settle.ts';
import type { Placed } from './specials.ts';

const S = {
  since: stream('household.since'),
  civil: stream('person.civil-state'),
  servant: stream('person.civil-servant'),
  trader: stream('person.sole-trader'),
} as const;

export interface PeopleParts {
  readonly town: Skeleton;
  readonly dice: Dice;
  readonly naming: Naming;
  readonly births: Births;
  readonly addresses: AddressBook;
  readonly happened: Happened;
  readonly specials: readonly Placed[];
  readonly date: string;
  readonly today: number;
  readonly profile: string;
  /** Chance that an adult runs an enterprise in person. */
  readonly traders: number;
}

/** The residents as the town was made, by their index: derived when asked, and changed by nothing that happens. */
export class Settled {
  readonly count: number;
  readonly parts: PeopleParts;
  /** How many come from the dice; those of the catalogue follow. */
  protected readonly ordinary: number;
  /** Days of birth between which one trades: from 20 up to 70 years. */
  readonly #trading: readonly [after: number, by: number];

  constructor(parts: PeopleParts) {
    this.parts = parts;
    this.ordinary = parts.town.persons.count;
    this.count = this.ordinary + parts.specials.length;
    this.#trading = [bornBy(parts.date, 70), bornBy(parts.date, 20)];
  }

  special(index: number): Placed | undefined {
    return index < this.ordinary ? undefined : this.parts.specials[index - this.ordinary];
  }

  birthDate(index: number): string {
    return this.special(index)?.birthDate ?? dateOf(this.parts.town.persons.born[index] ?? 0);
  }
  age(index: number): number {
    return ageOn(this.birthDate(index), this.parts.date);
  }
  /** The later of a date and the day on which a person came of age, both YYYY-MM-DD. */
  adultSince(index: number, date: string): string {
    const born = this.birthDate(index);
    // Eighteen years after a leap year is none: who was born on 29 February is of age on 1 March. An unknown day is the first.
    const day = born.endsWith('-02-29') ? '-03-01' : born.slice(4).replaceAll('-00', '-01');
    const adult = `${Number(born.slice(0, 4)) + 18}${day}`;
    return adult > date ? adult : date;
  }
  /** Household as the town was made. */
  protected derivedHousehold(index: number): { id: string; first: number; size: number } {
    const special = this.special(index);
    const { households, persons } = this.parts.town;
    if (special !== undefined) {
      return { id: `h-${households.count + special.household + 1}`, first: special.first, size: special.size };
    }
    const h = persons.household[index] ?? 0;
    const first = households.first[h] ?? 0;
    return { id: `h-${h + 1}`, first, size: (households.first[h + 1] ?? first) - first };
  }
  derivedSize(index: number): number {
    return this.derivedHousehold(index).size;
  }
  sex(index: number): 'M' | 'V' {
    return this.special(index)?.sex ?? (this.parts.town.persons.woman[index] === 1 ? 'V' : 'M');
  }
  names(index: number): { givenName: string; familyName: string } {
    const special = this.special(index);
    if (special !== undefined) return { givenName: special.givenName, familyName: special.familyName };
    return { givenName: this.parts.naming.givenName(index), familyName: this.parts.naming.familyName(index) };
  }
  /** Works for the municipality. */
  isServant(index: number): boolean {
    if (this.special(index) !== undefined) return this.special(index)?.special.tags.includes('civil-servant') ?? false;
    const age = this.age(index);
    return age >= 22 && age < 65 && this.parts.dice.chance(S.servant, index, 0.015);
  }
  isTrader(index: number): boolean {
    if (index >= this.ordinary) return this.special(index)?.special.enterprise === true;
    const [from, to] = this.#trading;
    const born = this.parts.town.persons.born[index] ?? 0;
    return born > from && born <= to && this.parts.dice.chance(S.trader, index, this.parts.traders);
  }
  /** Indices of all who run an enterprise in person, rising. */
  traders(): Uint32Array {
    return this.#where(this.count, (i) => this.isTrader(i));
  }
  /** Indices of ordinary residents (nobody of the catalogue) of an age in full years, both ends included, rising. */
  aged(from: number, to: number): Uint32Array {
    const [after, by] = [bornBy(this.parts.date, to + 1), bornBy(this.parts.date, from)];
    const { born } = this.parts.town.persons;
    return this.#where(this.ordinary, (i) => (born[i] ?? 0) > after && (born[i] ?? 0) <= by);
  }
  #where(end: number, holds: (index: number) => boolean): Uint32Array {
    const found = new Uint32Array(end);
    let n = 0;
    for (let i = 0; i < end; i++) if (holds(i)) found[n++] = i;
    return found.slice(0, n);
  }
  derivedAddress(index: number): number | null {
    const special = this.special(index);
    if (special !== undefined) return special.address;
    const { persons, households } = this.parts.town;
    return households.address[persons.household[index] ?? 0] ?? null;
  }

  /** Tags of the catalogue, and those that a name brings with it. */
  tags(): ReadonlyMap<string, number>;
  tags(index: number): string[];
  tags(index?: number): ReadonlyMap<string, number> | string[] {
    if (index !== undefined) {
      const { givenName, familyName } = this.names(index);
      return this.tagsOf(index, givenName + familyName);
    }
    const counts = new Map<string, number>();
    for (const { index: i } of this.parts.specials)
      for (const tag of this.tags(i)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return counts;
  }

  /** The same of somebody whose names, one after the other, are known already. */
  tagsOf(index: number, name: string): string[] {
    const own = this.special(index)?.special.tags ?? [];
    // Most names are plain, and nobody of the catalogue's.
    if (own.length === 0 && /^[A-Za-z -]*$/.test(name)) return [];
    const tags = new Set(own);
    if (!tags.has('markup-name')) {
      if (/[^\x00-\x7f’]/.test(name)) tags.add('diacritics');
      if (/['’]/.test(name)) tags.add('apostrophe');
    }
    return [...tags];
  }

  civilState(index: number): Person['civilState'] {
    const { persons, households } = this.parts.town;
    if (this.age(index) < 18) return 'ongehuwd';
    const type = this.special(index) === undefined ? households.type[persons.household[index] ?? 0] : HOUSEHOLD.single;
    const role = persons.role[index] ?? ROLE.reference;
    if (role === ROLE.child || role === ROLE.other) return 'ongehuwd';
    if (type === HOUSEHOLD.marriedWith || type === HOUSEHOLD.marriedWithout) return 'gehuwd';
    const u = this.parts.dice.unit(S.civil, index);
    const old = this.age(index) >= 65;
    if (type === HOUSEHOLD.single && u < (old ? 0.55 : 0.04)) return 'weduwstaat';
    return u < (old ? 0.85 : 0.35) ? 'gescheiden' : 'ongehuwd';
  }
  /** YYYY-MM-DD since when it lives where the town was made with it. */
  since(index: number): string {
    const h = this.derivedHousehold(index).first;
    const { dice, today } = this.parts;
    const since = dateOf(today - dice.below(S.since, h, 365 * 25) - 30);
    const birth = this.birthDate(index);
    if (birth > since) return birth;
    return since;
  }
}
