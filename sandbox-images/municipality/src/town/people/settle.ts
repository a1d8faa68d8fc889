import { type Dice, stream, type Weighted } from '../chance/dice.ts';
import { AGES, CHILDREN, childAge, HOUSEHOLD, type HouseholdType, womanShare } from './marginals.ts';

export const ROLE = { reference: 0, partner: 1, child: 2, other: 3 } as const;

const S = {
  type: stream('household.type'),
  children: stream('household.children'),
  size: stream('household.other-size'),
  band: stream('person.age-band'),
  age: stream('person.age'),
  woman: stream('person.sex'),
  parent: stream('person.age-at-birth'),
} as const;

const YEAR = 365.25;
const YOUNGEST_PARTNER = 19;

/** Households and persons as typed arrays, filled one household after the other. */
export class Settlers {
  readonly home: Uint32Array;
  readonly born: Uint16Array;
  readonly woman: Uint8Array;
  readonly role: Uint8Array;
  readonly type: Uint8Array;
  /** First person of each household. */
  readonly first: Uint32Array;
  households = 0;
  persons = 0;
  readonly #today: number;
  readonly #dice: Dice;

  constructor(residents: number, today: number, dice: Dice) {
    this.home = new Uint32Array(residents);
    this.born = new Uint16Array(residents);
    this.woman = new Uint8Array(residents);
    this.role = new Uint8Array(residents);
    this.type = new Uint8Array(residents);
    this.first = new Uint32Array(residents + 1);
    this.#today = today;
    this.#dice = dice;
  }

  /** `age` in years with their fraction. */
  #person(role: number, age: number, woman: boolean): void {
    const at = this.persons;
    this.home[at] = this.households;
    this.born[at] = this.#today - 1 - Math.floor(age * YEAR);
    this.woman[at] = woman ? 1 : 0;
    this.role[at] = role;
    this.persons = at + 1;
  }

  /** Adds one household of at most `left` persons, of a type of the table. */
  add(table: Weighted<HouseholdType>, left: number): void {
    const dice = this.#dice;
    const household = this.households;
    let type = table.values[dice.slot(S.type, household, table)] ?? HOUSEHOLD.single;
    const couple = type !== HOUSEHOLD.single && type !== HOUSEHOLD.oneParent && type !== HOUSEHOLD.other;
    const parents = type === HOUSEHOLD.marriedWith || type === HOUSEHOLD.unmarriedWith || type === HOUSEHOLD.oneParent;
    let children = parents ? 1 + dice.slot(S.children, household, CHILDREN) : 0;
    let others = type === HOUSEHOLD.other ? 1 + dice.below(S.size, household, 3) : 0;
    let partner = couple;
    if (1 + (partner ? 1 : 0) + children + others > left) {
      // The last household of a place takes who is left.
      type = left === 1 ? HOUSEHOLD.single : HOUSEHOLD.other;
      children = 0;
      partner = false;
      others = Math.min(left - 1, 3);
    }
    this.type[household] = type;
    this.first[household] = this.persons;
    const ages = AGES[type];
    const [from, to] = ages.values[dice.slot(S.band, this.persons, ages)] ?? [18, 65];
    const age = from + dice.unit(S.age, this.persons) * (to - from);
    const woman = dice.chance(S.woman, this.persons, womanShare(type, age));
    this.#person(ROLE.reference, age, woman);
    if (partner) {
      const u = dice.unit(S.age, this.persons);
      const theirs = age + u * 8 - 4 + (woman ? 2 : -2);
      const same = dice.chance(S.woman, this.persons, 0.02);
      this.#person(ROLE.partner, theirs < YOUNGEST_PARTNER ? YOUNGEST_PARTNER + u : theirs, same ? woman : !woman);
    }
    for (let n = 0; n < children; n++) {
      const theirs = childAge(age, dice.unit(S.parent, this.persons), dice.unit(S.band, this.persons));
      this.#person(ROLE.child, theirs, dice.chance(S.woman, this.persons, 0.49));
    }
    for (let n = 0; n < others; n++) {
      const theirs = age - 15 + dice.unit(S.age, this.persons) * 30;
      const kept = theirs < 18 ? 18 + dice.unit(S.band, this.persons) * 5 : Math.min(98, theirs);
      this.#person(ROLE.other, kept, dice.chance(S.woman, this.persons, 0.5));
    }
    this.households = household + 1;
    this.first[this.households] = this.persons;
  }
}
