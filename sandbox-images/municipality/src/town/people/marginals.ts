import facts from '../../data/facts.json' with { type: 'json' };
import { type Weighted, weighted } from '../chance/dice.ts';

/**
 * How households and ages are shared out. Shares named in facts.json are its figures; the rest is chosen such that the
 * sums come out (mean household 2.28; 0–17, 18–64, 65+, 85+, 55–59 the largest five years; women at 65+ and 85+):
 * marginals.test.ts holds them to it.
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

/** Years [from, to (not included)] of a band with its weight. */
type Bands = readonly (readonly [number, number, number])[];
const ages = (bands: Bands): Weighted<readonly [number, number]> =>
  weighted(bands.map(([from, to, weight]) => [[from, to] as const, weight] as const));
/** Weights of 18–19 and of each five years from 20 on. */
const fiveYears = (weights: readonly number[]): Bands =>
  weights.map((weight, i) => [i === 0 ? 18 : 15 + 5 * i, 20 + 5 * i, weight] as const);

const ALONE = fiveYears([12, 40, 46, 65, 59, 48, 44, 58, 94, 96, 98, 88, 90, 76, 82, 42, 14]);
const COUPLE = fiveYears([2, 6, 14, 34, 42, 42, 46, 68, 110, 126, 126, 120, 116, 68, 36, 11, 1]);
const PARENT = fiveYears([0, 6, 36, 88, 126, 140, 140, 132, 114, 80, 56, 42]);
const OTHER = fiveYears([30, 45, 46, 52, 54, 60, 66, 84, 104, 106, 104, 90, 80, 55, 30, 12]);

/** Age of the person of reference, by type of household. */
export const AGES: Readonly<Record<HouseholdType, Weighted<readonly [number, number]>>> = {
  [HOUSEHOLD.single]: ages(ALONE),
  [HOUSEHOLD.marriedWithout]: ages(COUPLE.map(([a, b, w]) => [a, b, a < 50 ? w * 0.4 : w])),
  [HOUSEHOLD.marriedWith]: ages(PARENT),
  [HOUSEHOLD.unmarriedWith]: ages(PARENT.map(([a, b, w]) => [a, b, a >= 60 ? 0 : w])),
  [HOUSEHOLD.unmarriedWithout]: ages(COUPLE.map(([a, b, w]) => [a, b, a < 50 ? w * 3 : w * 0.3])),
  [HOUSEHOLD.oneParent]: ages(PARENT),
  [HOUSEHOLD.other]: ages(OTHER),
};

/** Ages between which people become parents, and beyond which nobody lives with theirs. */
const PARENTHOOD = [21, 43] as const;
const OLDEST_CHILD = 31;

/** Age of a child whose parent is of an age, both in years with their fraction, by two draws between 0 and 1: births rather late than early. */
export function childAge(parent: number, u: number, v: number): number {
  const latest = Math.min(parent, PARENTHOOD[1]);
  const earliest = Math.min(latest, Math.max(PARENTHOOD[0], parent - OLDEST_CHILD));
  return parent - earliest - ((latest - earliest) * (u + Math.max(u, v))) / 2;
}

/** Chance that a person of reference is a woman, by type and age. */
export function womanShare(type: HouseholdType, age: number): number {
  if (type === HOUSEHOLD.single) return age >= 85 ? 0.86 : age >= 65 ? 0.67 : 0.37;
  if (type === HOUSEHOLD.oneParent) return 0.82;
  return 0.5;
}
