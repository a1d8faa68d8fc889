import facts from '../data/facts.json' with { type: 'json' };
import { type Weighted, weighted } from './dice.ts';

/**
 * How households and ages are shared out. Shares named in facts.json are its figures; the rest is chosen such that the
 * sums come out (mean household 2.28; 0–17, 18–64, 65+, 85+; women at 65+ and 85+): marginals.test.ts holds them to it.
 */
export const HOUSEHOLD = {
  single: 0,
  marriedWithout: 1,
  marriedWith: 2,
  unmarriedWith: 3,
  unmarriedWithout: 4,
  oneParent: 5,
  other: 6,
} as const;
export type HouseholdType = (typeof HOUSEHOLD)[keyof typeof HOUSEHOLD];

const types = facts.households.types2021;
const rest = 1 - types.alleenstaand - types.gehuwdZonderKinderen - types.gehuwdMetKinderen - types.ongehuwdMetKinderen;

const typesWith = (single: number): Weighted<HouseholdType> => {
  const scale = (1 - single) / (1 - types.alleenstaand);
  return weighted<HouseholdType>([
    [HOUSEHOLD.single, single],
    [HOUSEHOLD.marriedWithout, types.gehuwdZonderKinderen * scale],
    [HOUSEHOLD.marriedWith, types.gehuwdMetKinderen * scale],
    [HOUSEHOLD.unmarriedWith, types.ongehuwdMetKinderen * scale],
    [HOUSEHOLD.unmarriedWithout, rest * 0.41 * scale],
    [HOUSEHOLD.oneParent, rest * 0.47 * scale],
    [HOUSEHOLD.other, rest * 0.12 * scale],
  ]);
};

/** People who live alone live in flats more often; over all dwellings the share comes out as in facts.json. */
const FLAT_SINGLE = 0.5;
export const IN_FLAT = typesWith(FLAT_SINGLE);
export const IN_HOUSE = typesWith(
  (types.alleenstaand - facts.dwellings2018.apartmentShare * FLAT_SINGLE) / (1 - facts.dwellings2018.apartmentShare),
);

export const CHILDREN = weighted([
  [1, 42],
  [2, 40],
  [3, 14],
  [4, 4],
]);

/** Ages in bands of years: [from, to (not included), weight]. */
type Bands = readonly (readonly [number, number, number])[];
const ages = (bands: Bands): Weighted<readonly [number, number]> =>
  weighted(bands.map(([from, to, weight]) => [[from, to] as const, weight] as const));

const PARENT: Bands = [
  [22, 30, 7],
  [30, 40, 31],
  [40, 50, 36],
  [50, 60, 21],
  [60, 65, 2],
  [65, 75, 3],
];
const COUPLE: Bands = [
  [20, 30, 10],
  [30, 40, 8],
  [40, 50, 5],
  [50, 65, 22],
  [65, 75, 31],
  [75, 85, 18],
  [85, 96, 6],
];

/** Age of the person of reference, by type of household. */
export const AGES: Readonly<Record<HouseholdType, Weighted<readonly [number, number]>>> = {
  [HOUSEHOLD.single]: ages([
    [18, 25, 4],
    [25, 35, 17],
    [35, 50, 16],
    [50, 65, 18],
    [65, 75, 18],
    [75, 85, 15],
    [85, 101, 12],
  ]),
  [HOUSEHOLD.marriedWithout]: ages(COUPLE.map(([a, b, w]) => [a, b, a < 50 ? w * 0.4 : w])),
  [HOUSEHOLD.marriedWith]: ages(PARENT),
  [HOUSEHOLD.unmarriedWith]: ages(PARENT.map(([a, b, w]) => [a, b, a >= 60 ? 0 : w])),
  [HOUSEHOLD.unmarriedWithout]: ages(COUPLE.map(([a, b, w]) => [a, b, a < 50 ? w * 3 : w * 0.3])),
  [HOUSEHOLD.oneParent]: ages(PARENT),
  [HOUSEHOLD.other]: ages([
    [18, 30, 25],
    [30, 50, 30],
    [50, 65, 20],
    [65, 80, 15],
    [80, 95, 10],
  ]),
};

/** Chance that a person of reference is a woman, by type and age. */
export function womanShare(type: HouseholdType, age: number): number {
  if (type === HOUSEHOLD.single) return age >= 85 ? 0.87 : age >= 65 ? 0.66 : 0.37;
  if (type === HOUSEHOLD.oneParent) return 0.82;
  return 0.5;
}
