import { Dice, stream } from '../town/chance/dice.ts';
import type { Municipality, Person, Town } from '../town/types.ts';
import { uuidOf } from '../uuid.ts';

/** Seats by residents: article 4 of the Flemish decree on local government (22 December 2017). */
const SEATS: readonly (readonly [below: number, seats: number])[] = [
  [1_000, 7],
  [2_000, 9],
  [3_000, 11],
  [4_000, 13],
  [5_000, 15],
  [7_000, 17],
  [9_000, 19],
  [12_000, 21],
  [15_000, 23],
  [20_000, 25],
  [25_000, 27],
  [30_000, 29],
  [35_000, 31],
  [40_000, 33],
  [50_000, 35],
  [60_000, 37],
  [70_000, 39],
  [80_000, 41],
  [90_000, 43],
  [100_000, 45],
  [150_000, 47],
  [200_000, 49],
  [250_000, 51],
  [300_000, 53],
];
export const seatsFor = (residents: number): number => SEATS.find(([below]) => residents < below)?.[1] ?? 55;

/** Functions, with their codes in the code list BestuursfunctieCode of LBLOD. */
export const ROLES = {
  voorzitter: ['Voorzitter van de gemeenteraad', '5ab0e9b8a3b2ca7c5e000012'],
  burgemeester: ['Burgemeester', '5ab0e9b8a3b2ca7c5e000013'],
  schepen: ['Schepen', '5ab0e9b8a3b2ca7c5e000014'],
  raadslid: ['Gemeenteraadslid', '5ab0e9b8a3b2ca7c5e000011'],
} as const;
export type Role = keyof typeof ROLES;

/** Somebody who holds a mandate (or an office) for a period. Nothing but the name is public. */
export interface Member {
  readonly id: string;
  readonly person: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly role: Role;
}

export interface Council {
  readonly members: readonly Member[];
  /** General director, who keeps the minutes. */
  readonly secretary: Omit<Member, 'role'>;
  /** First and last day of the period of office, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

/** The councils installed in 2019 and in December 2024. */
export const PERIODS = [
  { from: '2019-01-01', to: '2024-12-01' },
  { from: '2024-12-02', to: '2030-12-01' },
] as const;

const STAYS = stream('council.stays');

/** The fewest that can sit: a chair of each period, and a secretary. */
const FEWEST = 3;

/** Residents enough for two councils and a secretary; in a hamlet that has too few, people from all over the town. */
export function poolOf(town: Town, { nis, residents }: Municipality): Person[] {
  const own = town.people.fitting({ age: [25, 75], municipality: nis }, seatsFor(residents) * 2 + 1);
  return own.length < FEWEST ? town.people.fitting({ adult: true }, FEWEST) : own;
}

const roleAt = (seat: number, seats: number): Role =>
  seat === 0 ? 'voorzitter' : seat === 1 ? 'burgemeester' : seat < 2 + Math.ceil(seats / 6) ? 'schepen' : 'raadslid';

/**
 * The council of a municipality in a period: its residents, of whom some six in ten stay on from one period to the next. A
 * town that is too small has fewer seats than the law gives it. Only names are taken, which nothing that happens changes.
 */
export function councilOf(
  town: Town,
  municipality: Municipality,
  period: (typeof PERIODS)[number],
  pool: readonly Person[],
): Council {
  const dice = new Dice(`${town.profile}/${town.seed}/${municipality.nis}`);
  const seats = Math.max(1, Math.floor((pool.length - 1) / 2));
  const alias = ({ id, givenName, familyName }: Person): Omit<Member, 'role'> => ({
    id: uuidOf(town.profile, town.seed, municipality.nis, period.from, id),
    person: uuidOf(town.profile, town.seed, id),
    givenName,
    familyName,
  });
  const second = period !== PERIODS[0];
  const members = Array.from({ length: seats }, (_, seat) => {
    const stays = !second || dice.chance(STAYS, seat, 0.6);
    const person = pool[stays ? seat : seats + seat];
    return person === undefined ? [] : [{ ...alias(person), role: roleAt(seat, seats) }];
  }).flat();
  const last = pool.at(-1);
  if (last === undefined) throw new RangeError(`nobody in ${municipality.name} can sit in its council`);
  return { members, secretary: alias(last), ...period };
}
