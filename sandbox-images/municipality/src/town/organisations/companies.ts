import { Allotment } from '../chance/allotment.ts';
import { type Dice, stream } from '../chance/dice.ts';
import { Permutation } from '../chance/permutation.ts';
import { Seating } from '../chance/seating.ts';
import type { Residents } from '../people/people.ts';
import type { AssociationRegister } from './associations.ts';
import { formOf } from './enterprise-names.ts';

const S = {
  mandates: stream('company.mandates'),
  atHome: stream('company.seat-at-home'),
  sites: stream('company.establishments'),
} as const;

/** Establishments beside the first that a company may have. */
export const MORE_SITES = 3;
/** Mandates of a company by its legal form: fewest, and how many more there may be. */
const MANDATES: Readonly<Record<string, readonly [number, number]>> = {
  NV: [2, 3],
  CV: [3, 2],
  VOF: [2, 1],
  CommV: [1, 2],
};

/**
 * Which companies there are, who has a mandate in them and where they are: a few arrays and permutations, made when
 * somebody first asks for an enterprise. There are no business parks: each is where a household lives.
 */
export class Companies {
  readonly count: number;
  /** Persons who trade, and associations with legal personality: the other enterprises. */
  readonly traders: Uint32Array;
  readonly associations: Uint32Array;
  readonly mandates: Seating;
  readonly #people: Residents;
  readonly #dice: Dice;
  readonly #seats: Permutation;
  readonly #sites: Allotment;

  /** `enterprises`: all of the town, of every kind. */
  constructor(people: Residents, register: AssociationRegister, enterprises: number) {
    const { dice, town } = people.parts;
    this.#people = people;
    this.#dice = dice;
    this.traders = people.traders();
    this.associations = Uint32Array.from(
      Array.from({ length: register.count }, (_, i) => i).filter((i) => register.isLegal(i)),
    );
    const others = this.traders.length + this.associations.length;
    // A small town has as many traders and associations by chance that companies need a floor.
    this.count = Math.max(Math.ceil(enterprises * 0.3), enterprises - others);
    const sizes = Uint8Array.from({ length: this.count }, (_, i) => this.#mandatesOf(i));
    this.mandates = new Seating(sizes, people.aged(20, 78), 0.8, dice, 'company.mandate');
    const { count } = town.households;
    this.#seats = new Permutation(count, dice, 'company.seat');
    this.#sites = new Allotment(this.count * MORE_SITES, count, count, dice, 'company.site');
  }

  #mandatesOf(index: number): number {
    const [fewest, more] = MANDATES[formOf(this.#dice, index).short] ?? [1, 2];
    return fewest + Math.floor(this.#dice.unit(S.mandates, index) ** 2 * (more + 1));
  }
  /** Is its seat the home of the first who has a mandate? */
  atHome(index: number): boolean {
    return this.#dice.chance(S.atHome, index, 0.55);
  }
  /** Establishments beside the first. */
  moreSites(index: number): number {
    return Math.floor(Math.max(0, this.#dice.unit(S.sites, index) - 0.9) * 10 * (MORE_SITES + 1));
  }

  /** Address index of the seat. */
  seat(index: number): number {
    const { households } = this.#people.parts.town;
    const first = this.mandates.first(index);
    if (first !== undefined && this.atHome(index)) return this.#people.derivedAddress(first) ?? 0;
    return households.address[this.#seats.at(index % households.count)] ?? 0;
  }
  /** Address index of the n-th establishment beside the first, from 0. */
  site(index: number, nth: number): number {
    return this.#people.parts.town.households.address[this.#sites.holder(index * MORE_SITES + nth)] ?? 0;
  }

  /** Companies with their seat or an establishment at the home of a household, rising. */
  atHousehold(household: number): number[] {
    const { households } = this.#people.parts.town;
    const found = new Set<number>();
    for (let p = households.first[household] ?? 0; p < (households.first[household + 1] ?? 0); p++) {
      for (const c of this.mandates.bodies(p)) if (this.atHome(c) && this.mandates.first(c) === p) found.add(c);
    }
    for (let c = this.#seats.of(household); c < this.count; c += households.count) if (!this.atHome(c)) found.add(c);
    for (const seat of this.#sites.seatsOf(household)) {
      const company = Math.floor(seat / MORE_SITES);
      if (seat % MORE_SITES < this.moreSites(company)) found.add(company);
    }
    return [...found].sort((a, b) => a - b);
  }
}
