import { COHORTS, COUNTRY, FOREIGN, familyNames, givenNames, ORIGINS, type Origin } from '../../data/names.ts';
import { type Dice, stream, type Weighted, weighted } from '../chance/dice.ts';
import type { ProfileShape } from '../profiles/profile.ts';
import type { Skeleton } from '../skeleton.ts';
import { Kinship } from './kinship.ts';

const S = {
  origin: stream('household.origin'),
  foreign: stream('household.foreign'),
  family: stream('person.family-name'),
  given: stream('person.given-name'),
} as const;

const FOREIGN_ORIGINS = weighted(FOREIGN);
const FAMILY = Object.fromEntries(ORIGINS.map((o) => [o, weighted(familyNames(o))])) as Record<
  Origin,
  Weighted<string>
>;
const GIVEN = Object.fromEntries(
  ORIGINS.map((o) => [
    o,
    {
      M: COHORTS.map((_, c) => weighted(givenNames(o, 'M', c))),
      V: COHORTS.map((_, c) => weighted(givenNames(o, 'V', c))),
    },
  ]),
) as Record<Origin, Record<'M' | 'V', Weighted<string>[]>>;

const fold = new Map<string, string>();
/** Lower case without diacritics, for search. */
export function folded(text: string): string {
  const known = fold.get(text);
  if (known !== undefined) return known;
  const made = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  if (fold.size < 5_000) fold.set(text, made);
  return made;
}

/** Names of ordinary persons, derived from the skeleton. */
export class Naming {
  readonly kinship: Kinship;
  readonly #town: Skeleton;
  readonly #dice: Dice;
  readonly #belgian: Weighted<Origin>;
  readonly #foreign: number;

  constructor(town: Skeleton, shape: ProfileShape, dice: Dice) {
    this.#town = town;
    this.#dice = dice;
    this.#belgian = weighted(shape.belgians);
    this.#foreign = shape.foreign;
    this.kinship = new Kinship(town, dice, (household) => this.origin(household));
  }

  #isForeign(household: number): boolean {
    return this.#dice.chance(S.foreign, household, this.#foreign);
  }
  origin(household: number): Origin {
    return this.#dice.pick(S.origin, household, this.#isForeign(household) ? FOREIGN_ORIGINS : this.#belgian);
  }
  /** Foreign households have the nationality of their origin; nobody of Flemish origin is foreign. */
  nationality(household: number): string {
    return this.#isForeign(household) ? COUNTRY[this.origin(household)] : COUNTRY.nl;
  }

  familyName(person: number): string {
    const origin = this.origin(this.#town.persons.household[person] ?? 0);
    return this.#dice.pick(S.family, this.kinship.bearer(person), FAMILY[origin]);
  }

  givenName(person: number): string {
    const { persons } = this.#town;
    const origin = this.origin(persons.household[person] ?? 0);
    return this.givenFor(
      origin,
      persons.woman[person] === 1 ? 'V' : 'M',
      1900 + Math.floor((persons.born[person] ?? 0) / 365.25),
      person,
    );
  }

  /** A name for somebody outside the skeleton, by sex and year of birth; `index` is the counter. */
  givenFor(origin: Origin, sex: 'M' | 'V', year: number, index: number): string {
    let cohort = 0;
    for (let c = 1; c < COHORTS.length; c++) if (year >= (COHORTS[c] ?? 0)) cohort = c;
    const table = GIVEN[origin][sex][cohort];
    return table === undefined ? '' : this.#dice.pick(S.given, index, table);
  }
  familyFor(origin: Origin, index: number): string {
    return this.#dice.pick(S.family, index, FAMILY[origin]);
  }
}
