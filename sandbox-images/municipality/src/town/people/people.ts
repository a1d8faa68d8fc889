import { type Dice, stream } from '../chance/dice.ts';
import { ageOn, bornBy, dateOf } from '../numbers/days.ts';
import { numberOf } from '../numbers/kbo.ts';
import type { AddressBook } from '../places/addresses.ts';
import type { Skeleton } from '../skeleton.ts';
import type { Happened, People, Person } from '../types.ts';
import type { Births } from './births.ts';
import { Kept } from './kept.ts';
import { HOUSEHOLD } from './marginals.ts';
import { NameIndex } from './name-index.ts';
import type { Naming } from './naming.ts';
import { fitting, select } from './select.ts';
import { ROLE } from './settle.ts';
import type { Placed } from './specials.ts';

const S = {
  since: stream('household.since'),
  civil: stream('person.civil-state'),
  servant: stream('person.civil-servant'),
  trader: stream('person.sole-trader'),
} as const;

/** Records that are kept: a few megabytes. */
const KEPT = 4096;

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

/** The residents: derived records with what happened laid over them. */
export class Residents implements People {
  readonly count: number;
  readonly parts: PeopleParts;
  readonly #ordinary: number;
  readonly #special: Map<string, Placed>;
  /** Days of birth between which one trades: from 20 up to 70 years. */
  readonly #trading: readonly [after: number, by: number];
  /** Who lives in a household by what happened: made anew after each change, when asked. */
  #joined: Map<string, string[]> | undefined;
  #names: NameIndex | undefined;
  /** Until something happens. */
  readonly #kept = new Kept<Person>(KEPT);

  constructor(parts: PeopleParts) {
    this.parts = parts;
    this.#ordinary = parts.town.persons.count;
    this.count = this.#ordinary + parts.specials.length;
    this.#special = new Map(parts.specials.map((s) => [s.insz, s]));
    this.#trading = [bornBy(parts.date, 70), bornBy(parts.date, 20)];
    parts.happened.watch(() => {
      this.#joined = undefined;
      this.#kept.forget();
    });
  }

  special(index: number): Placed | undefined {
    return index < this.#ordinary ? undefined : this.parts.specials[index - this.#ordinary];
  }
  indexOf(id: string): number | undefined {
    const index = /^p-[1-9]\d{0,8}$/.test(id) ? Number(id.slice(2)) - 1 : -1;
    return index >= 0 && index < this.count ? index : undefined;
  }
  byId(id: string): Person | undefined {
    const index = this.indexOf(id);
    return index === undefined ? undefined : this.person(index);
  }
  byInsz(insz: string): Person | undefined {
    const index = this.#special.get(insz)?.index ?? this.parts.births.find(insz);
    return index === undefined ? undefined : this.person(index);
  }
  isHoneytoken(id: string): boolean {
    const index = this.indexOf(id);
    return index !== undefined && (this.special(index)?.special.tags.includes('honeytoken') ?? false);
  }
  worksFor(id: string): string | undefined {
    const index = this.indexOf(id);
    const home = index !== undefined && this.isServant(index) ? this.derivedAddress(index) : null;
    return home === null ? undefined : this.parts.addresses.byIndex(home).nis;
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
  #derivedHousehold(index: number): { id: string; first: number; size: number } {
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
    return this.#derivedHousehold(index).size;
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
    if (index >= this.#ordinary) return this.special(index)?.special.enterprise === true;
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
    return this.#where(this.#ordinary, (i) => (born[i] ?? 0) > after && (born[i] ?? 0) <= by);
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
    const h = this.#derivedHousehold(index).first;
    const { dice, today } = this.parts;
    const since = dateOf(today - dice.below(S.since, h, 365 * 25) - 30);
    const birth = this.birthDate(index);
    if (birth > since) return birth;
    return since;
  }

  householdId(index: number): string {
    return this.parts.happened.read(`p-${index + 1}`, 'household') ?? this.#derivedHousehold(index).id;
  }
  /** Ids of the members now. */
  #members(index: number): string[] {
    const derived = this.#derivedHousehold(index);
    const own = this.householdId(index);
    const { happened } = this.parts;
    if (this.#joined === undefined) {
      this.#joined = new Map();
      for (const id of happened.subjects('household')) {
        const to = happened.read(id, 'household') ?? '';
        this.#joined.set(to, [...(this.#joined.get(to) ?? []), id]);
      }
    }
    if (this.#joined.size === 0) {
      const ids: string[] = [];
      for (let i = 1; i <= derived.size; i++) ids.push(`p-${derived.first + i}`);
      return ids;
    }
    const joined = this.#joined.get(own) ?? [];
    if (own !== derived.id) return joined;
    const stayed = Array.from({ length: derived.size }, (_, i) => derived.first + i).filter(
      (i) => this.householdId(i) === own,
    );
    return [...stayed.map((i) => `p-${i + 1}`), ...joined.filter((id) => !stayed.some((i) => `p-${i + 1}` === id))];
  }

  person(index: number): Person {
    return this.parts.happened.unseen() ? this.#made(index) : this.#kept.of(index, this.#made);
  }
  readonly #made = (index: number): Person => {
    const id = `p-${index + 1}`;
    const special = this.special(index);
    const more = special?.special.more ?? {};
    const { happened, addresses, naming, town } = this.parts;
    const moved = happened.read(id, 'address');
    const home = moved === undefined ? this.derivedAddress(index) : addresses.indexOf(moved);
    const address = home === null || home === undefined ? null : addresses.listed(home);
    const guardian = special?.special.guardian;
    const { givenName, familyName } = this.names(index);
    return {
      index,
      id,
      insz: special?.insz ?? this.parts.births.insz(index),
      givenName,
      familyName,
      birthDate: this.birthDate(index),
      sex: this.sex(index),
      tags: this.tagsOf(index, givenName + familyName),
      household: this.#members(index),
      address,
      householdId: this.householdId(index),
      nationality:
        more.nationality ?? (special === undefined ? naming.nationality(town.persons.household[index] ?? 0) : 'België'),
      civilState: more.civilState ?? this.civilState(index),
      language: more.language ?? 'nl',
      since: happened.read(id, 'since') ?? this.since(index),
      deceased: more.deceased ?? null,
      emigrated: more.emigrated ?? null,
      protectedAddress: more.protectedAddress ?? false,
      consentRefused: more.consentRefused ?? false,
      guardian: guardian === undefined || special === undefined ? null : `p-${special.first + guardian + 1}`,
      enterprise: this.isTrader(index) ? numberOf({ kind: 'natural', index }) : null,
    };
  };

  livingAt(address: string): Person[] {
    const { town, addresses, happened, specials } = this.parts;
    const at = addresses.byId(address)?.index ?? -1;
    const home = town.addresses.household[at] ?? -1;
    const first = home < 0 ? 0 : (town.households.first[home] ?? 0);
    const after = home < 0 ? 0 : (town.households.first[home + 1] ?? first);
    const derived = Array.from({ length: after - first }, (_, i) => first + i);
    const special = specials.filter((s) => s.address === at).map((s) => s.index);
    const moved = happened.subjects('address').flatMap((id) => this.indexOf(id) ?? []);
    return [...new Set([...derived, ...special, ...moved])]
      .map((index) => this.person(index))
      .filter((person) => person.address?.id === address);
  }
  household(id: string): Person[] {
    return (this.byId(id)?.household ?? []).flatMap((member) => this.byId(member) ?? []);
  }
  #kin(id: string, of: (index: number) => number[]): Person[] {
    const index = this.indexOf(id);
    return index === undefined || index >= this.#ordinary ? [] : of(index).map((other) => this.person(other));
  }
  parents(id: string): Person[] {
    return this.#kin(id, (index) => this.parts.naming.kinship.parents(index));
  }
  children(id: string): Person[] {
    return this.#kin(id, (index) => this.parts.naming.kinship.children(index));
  }
  select(selection: Parameters<People['select']>[0], count: number): Person[] {
    return select(this, selection, count).map((index) => this.person(index));
  }
  fitting(selection: Parameters<People['select']>[0], most: number): Person[] {
    return fitting(this, selection, most).map((index) => this.person(index));
  }
  search(text: string, limit: number): Person[] {
    this.#names ??= new NameIndex(this, this.#ordinary);
    return this.#names.find(text, limit).map((index) => this.person(index));
  }
}
