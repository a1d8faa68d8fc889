import { type Dice, stream } from '../chance/dice.ts';
import { Permutation } from '../chance/permutation.ts';
import { indexOf } from '../numbers/ids.ts';
import type { Residents } from '../people/people.ts';
import { ROLE } from '../people/settle.ts';
import { BLOCK, type Skeleton } from '../skeleton.ts';
import type { Municipality } from '../types.ts';

/** Who owns a dwelling: a resident, or the municipality as a legal person. */
export type Owner =
  | { readonly kind: 'person'; readonly person: string; readonly share: 1 | 0.5 }
  | { readonly kind: 'municipality'; readonly kbo: string; readonly share: 1 };

/** Who owns what, on the town date. */
export interface Ownership {
  /** Owners of the dwelling at an address (its objectId); none for what is no dwelling. */
  of(address: string): Owner[];
  /** Indices of the addresses of all dwellings that a resident owns, wholly or for a half. */
  heldBy(person: string): number[];
}

const S = { lives: stream('dwelling.owner-lives-there') } as const;

/** Shares of households that own the dwelling they live in: a house, a flat. Chosen by the lab. */
const OWN_HOUSE = 0.8;
const OWN_FLAT = 0.5;

/**
 * Owners of dwellings. A household owns the one it lives in, or lets it from the household that a permutation of the
 * dwellings leads to; where that leads to a dwelling in which nobody lives, the owner is the municipality. The permutation
 * is read both ways, so that what somebody owns is found without a search.
 */
export class Dwellings implements Ownership {
  readonly #town: Skeleton;
  readonly #people: Residents;
  readonly #dice: Dice;
  readonly #municipalities: readonly Municipality[];
  readonly #let: Permutation;

  constructor(people: Residents, municipalities: readonly Municipality[]) {
    this.#town = people.parts.town;
    this.#dice = people.parts.dice;
    this.#people = people;
    this.#municipalities = municipalities;
    this.#let = new Permutation(this.#town.addresses.count, this.#dice, 'dwelling.let-by');
  }

  /** Household that lives at an address in the skeleton; negative: nobody. */
  #home(address: number): number {
    return this.#town.addresses.household[address] ?? BLOCK;
  }
  #ownerLivesAt(address: number): boolean {
    if (this.#home(address) < 0) return false;
    const { buildings, addresses } = this.#town;
    const building = addresses.building[address] ?? 0;
    const flat = (buildings.first[building + 1] ?? 0) - (buildings.first[building] ?? 0) > 1;
    return this.#dice.chance(S.lives, address, flat ? OWN_FLAT : OWN_HOUSE);
  }
  /** Index of the household that owns; undefined: the municipality does. */
  #household(address: number): number | undefined {
    if (this.#ownerLivesAt(address)) return this.#home(address);
    const landlord = this.#home(this.#let.at(address));
    return landlord < 0 ? undefined : landlord;
  }
  /** Persons of a household that own: the one of reference and its partner. */
  #owners(household: number): number[] {
    const { households, persons } = this.#town;
    const first = households.first[household] ?? 0;
    const end = households.first[household + 1] ?? first;
    return first + 1 < end && persons.role[first + 1] === ROLE.partner ? [first, first + 1] : [first];
  }

  /** Owners of the dwelling at the n-th address; none for the number of a block. Throws RangeError beyond the last. */
  at(address: number): Owner[] {
    if (address >= this.#town.addresses.count) throw new RangeError(`no address ${address}`);
    if (this.#home(address) === BLOCK) return [];
    const household = this.#household(address);
    if (household === undefined) {
      const { buildings, streets, addresses } = this.#town;
      const street = buildings.street[addresses.building[address] ?? 0] ?? 0;
      const kbo = this.#municipalities[streets.place[street] ?? 0]?.kbo ?? '';
      return [{ kind: 'municipality', kbo, share: 1 }];
    }
    const owners = this.#owners(household);
    const share = owners.length === 1 ? 1 : 0.5;
    return owners.map((index) => ({ kind: 'person', person: `p-${index + 1}`, share }));
  }
  of(address: string): Owner[] {
    const index = indexOf('address', address, this.#town.addresses.count);
    return index === undefined ? [] : this.at(index);
  }
  heldBy(person: string): number[] {
    const index = this.#people.indexOf(person);
    const { households, persons } = this.#town;
    const household = index === undefined ? undefined : persons.household[index];
    if (index === undefined || household === undefined || index >= persons.count) return [];
    if (!this.#owners(household).includes(index)) return [];
    const home = households.address[household] ?? 0;
    const own = this.#ownerLivesAt(home) ? [home] : [];
    const other = this.#let.of(home);
    const lets = this.#home(other) !== BLOCK && !this.#ownerLivesAt(other);
    return lets ? [...own, other] : own;
  }
}
