import {
  ASSOCIATION_ACTIVITIES,
  ASSOCIATION_BYNAMES,
  type AssociationActivity,
  NUTS3,
  PROVINCES,
} from '../../data/associations.ts';
import { type Dice, stream, weighted } from '../chance/dice.ts';
import { Permutation } from '../chance/permutation.ts';
import { Seating } from '../chance/seating.ts';
import { dateOf } from '../numbers/days.ts';
import { numberOf, readVCode, vCodeOf } from '../numbers/kbo.ts';
import type { Residents } from '../people/people.ts';
import type { Association, Associations, Mandate } from './organisations.ts';

const S = {
  type: stream('association.type'),
  activity: stream('association.activity'),
  second: stream('association.second-activity'),
  two: stream('association.two-activities'),
  word: stream('association.word'),
  byname: stream('association.byname'),
  start: stream('association.start'),
  wide: stream('association.area'),
  size: stream('association.members'),
  board: stream('association.representatives'),
  changed: stream('association.changed'),
} as const;

/** For each resident (assumed: ten for a thousand, as municipal guides list them). */
const SHARE = 0.01;
const ACTIVITY = weighted(ASSOCIATION_ACTIVITIES.map((a) => [a, a.weight] as const));
const YOUTH = 'JGDW';
const ROLES = ['Voorzitter', 'Secretaris', 'Penningmeester', 'Bestuurslid', 'Bestuurslid'];

interface Seats {
  readonly board: Seating;
  readonly members: { readonly youth: Seating; readonly all: Seating };
}

/** The associations of the town: derived records, and members by invertible permutations. */
export class AssociationRegister implements Associations {
  readonly count: number;
  readonly #people: Residents;
  readonly #dice: Dice;
  readonly #today: number;
  readonly #homes: Permutation;
  #made: Seats | undefined;

  constructor(people: Residents) {
    const { town, dice, today } = people.parts;
    this.count = Math.max(4, Math.round(town.persons.count * SHARE));
    this.#people = people;
    this.#dice = dice;
    this.#today = today;
    this.#homes = new Permutation(town.households.count, dice, 'association.home');
  }

  /** Made when somebody first asks who is in what. */
  get #seats(): Seats {
    if (this.#made === undefined) {
      const [board, youth, all] = [0, 0, 0].map(() => new Uint16Array(this.count));
      for (let i = 0; i < this.count; i++) {
        const size = 4 + Math.floor(this.#dice.unit(S.size, i) ** 3 * 110);
        (board ?? [])[i] = 2 + this.#dice.below(S.board, i, 4);
        ((this.#activity(i).code === YOUTH ? youth : all) ?? [])[i] = size;
      }
      const seating = (
        sizes: Uint16Array | undefined,
        from: number,
        to: number,
        share: number,
        name: string,
      ): Seating => new Seating(sizes ?? [], this.#people.aged(from, to), share, this.#dice, name);
      this.#made = {
        board: seating(board, 18, 85, 0.85, 'association.board'),
        members: {
          youth: seating(youth, 6, 25, 0.9, 'association.youth'),
          all: seating(all, 18, 90, 0.6, 'association.member'),
        },
      };
    }
    return this.#made;
  }

  #activity(index: number): AssociationActivity {
    return this.#dice.pick(S.activity, index, ACTIVITY);
  }
  /** Has legal personality, and so a number in the KBO. */
  isLegal(index: number): boolean {
    return this.#dice.chance(S.type, index, 0.4);
  }
  name(index: number): string {
    const { words } = this.#activity(index);
    const word = words[this.#dice.below(S.word, index, words.length)] ?? '';
    return `${word} ${ASSOCIATION_BYNAMES[this.#dice.below(S.byname, index, ASSOCIATION_BYNAMES.length)] ?? ''}`;
  }
  /** Address index. */
  home(index: number): number {
    const { households } = this.#people.parts.town;
    return households.address[this.#homes.at(index % households.count)] ?? 0;
  }
  /** Associations that meet at the home of a household. */
  atHousehold(household: number): number[] {
    const first = this.#homes.of(household);
    const found: number[] = [];
    for (let i = first; i < this.count; i += this.#people.parts.town.households.count) found.push(i);
    return found;
  }

  byIndex(index: number): Association {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) throw new RangeError(`no association ${index}`);
    const name = this.name(index);
    const vCode = vCodeOf(index);
    const activity = this.#activity(index);
    const second = this.#dice.pick(S.second, index, ACTIVITY);
    const location = this.#people.parts.addresses.byIndex(this.home(index));
    const legal = this.isLegal(index);
    const start = this.#today - 60 - Math.floor(this.#dice.unit(S.start, index) ** 2 * 365 * 70);
    return {
      index,
      vCode,
      type: legal ? 'VZW' : 'FV',
      name,
      shortName: name.replaceAll(/[^A-Z]/g, ''),
      description: `${activity.name} in ${location.municipality}`,
      start: dateOf(start),
      activities:
        second.code === activity.code || !this.#dice.chance(S.two, index, 0.2) ? [activity] : [activity, second],
      ages: activity.code === YOUTH ? [6, 25] : [0, 150],
      area: this.#area(index, location.nis, location.municipality),
      location,
      email: `${vCode.toLowerCase()}@vereniging.example`,
      number: legal ? numberOf({ kind: 'association', index }) : null,
      changed: dateOf(Math.max(start, this.#today - this.#dice.below(S.changed, index, 1_000))),
    };
  }
  #area(index: number, nis: string, municipality: string): Association['area'] {
    const nuts = NUTS3[nis.slice(0, 2)] ?? 'BE2';
    const province = nuts.slice(0, 4);
    return this.#dice.chance(S.wide, index, 0.1)
      ? { code: province, name: PROVINCES[province] ?? '' }
      : { code: `${nuts}${nis}`, name: municipality };
  }

  byVCode(code: string): Association | undefined {
    const index = readVCode(code);
    return index !== undefined && index < this.count ? this.byIndex(index) : undefined;
  }

  representatives(index: number): readonly Mandate[] {
    const { start } = this.byIndex(index);
    return this.#seats.board.of(index).map((person, n) => ({
      person: `p-${person + 1}`,
      role: ROLES[n] ?? 'Bestuurslid',
      since: this.#people.adultSince(person, start),
      until: null,
    }));
  }
  members(index: number): readonly string[] {
    const { board, members } = this.#seats;
    const all = [...board.of(index), ...members.all.of(index), ...members.youth.of(index)];
    return [...new Set(all)].map((person) => `p-${person + 1}`);
  }
  ofPerson(id: string): Association[] {
    const person = this.#people.indexOf(id);
    if (person === undefined) return [];
    const { board, members } = this.#seats;
    const found = [...board.bodies(person), ...members.all.bodies(person), ...members.youth.bodies(person)];
    return [...new Set(found)].sort((a, b) => a - b).map((index) => this.byIndex(index));
  }
  /** Indices of those that a person represents. */
  represented(person: number): number[] {
    return this.#seats.board.bodies(person);
  }
}
