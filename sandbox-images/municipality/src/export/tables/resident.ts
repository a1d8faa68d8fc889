import { idOf } from '../../town/numbers/ids.ts';
import { numberOf } from '../../town/numbers/kbo.ts';
import { HOUSEHOLD } from '../../town/people/marginals.ts';
import type { Person } from '../../town/types.ts';
import type { Made } from '../table.ts';

const ROLES = ['reference', 'partner', 'child', 'other'] as const;

/** A resident as the town was made: what of a person is its own, and whom it belongs to by their numbers. */
export interface Resident
  extends Pick<
    Person,
    | 'insz'
    | 'givenName'
    | 'familyName'
    | 'birthDate'
    | 'sex'
    | 'tags'
    | 'nationality'
    | 'civilState'
    | 'language'
    | 'since'
    | 'deceased'
    | 'emigrated'
    | 'protectedAddress'
    | 'consentRefused'
    | 'enterprise'
  > {
  /** `p-<id>` is its id elsewhere in the lab. */
  readonly id: number;
  readonly household: number;
  readonly role: (typeof ROLES)[number];
  readonly parent: number | null;
  readonly secondParent: number | null;
  readonly guardian: number | null;
  readonly servant: boolean;
}

/**
 * The residents, in the order of their numbers. Those of the skeleton are read from it: what a register also says of them
 * (address, who else is in the household) stands in other tables, and nothing has happened yet.
 */
export function* residents({ people }: Made): Generator<Resident> {
  const { town, births, naming } = people.parts;
  const { persons } = town;
  const none = {
    language: 'nl',
    deceased: null,
    emigrated: null,
    protectedAddress: false,
    consentRefused: false,
  } as const;
  for (let i = 0; i < persons.count; i++) {
    const home = persons.household[i] ?? 0;
    const [givenName, familyName] = [naming.givenName(i), naming.familyName(i)];
    const [parent, second] = naming.kinship.parents(i);
    yield {
      id: i + 1,
      insz: births.insz(i),
      givenName,
      familyName,
      birthDate: people.birthDate(i),
      sex: people.sex(i),
      tags: people.tagsOf(i, givenName + familyName),
      household: home + 1,
      role: ROLES[persons.role[i] ?? 3] ?? 'other',
      parent: parent === undefined ? null : parent + 1,
      secondParent: second === undefined ? null : second + 1,
      nationality: naming.nationality(home),
      civilState: people.civilState(i),
      since: people.since(i),
      guardian: null,
      servant: people.isServant(i),
      enterprise: people.isTrader(i) ? numberOf({ kind: 'natural', index: i }) : null,
      ...none,
    };
  }
  for (const { index, first } of people.parts.specials) {
    const person = people.person(index);
    yield {
      ...person,
      id: index + 1,
      household: Number(person.householdId.slice(2)),
      role: index === first ? 'reference' : 'other',
      parent: null,
      secondParent: null,
      guardian: person.guardian === null ? null : Number(person.guardian.slice(2)),
      servant: people.isServant(index),
    };
  }
}

const TYPES = Object.entries(HOUSEHOLD);
/** Codes of the types of household. */
export const HOUSEHOLD_TYPES = {
  single: 'one person',
  marriedWithout: 'married, without children',
  marriedWith: 'married, with children',
  unmarriedWith: 'not married, with children',
  unmarriedWithout: 'not married, without children',
  oneParent: 'one parent with children',
  other: 'other',
} as const satisfies Record<keyof typeof HOUSEHOLD, string>;

export interface Household {
  /** `h-<id>` is its id elsewhere in the lab. */
  readonly id: number;
  readonly address: number | null;
  readonly type: string;
  readonly size: number;
  readonly reference: number;
}

/** The households, in the order of their numbers. */
export function* householdsOf({ people }: Made): Generator<Household> {
  const { households } = people.parts.town;
  for (let h = 0; h < households.count; h++) {
    const first = households.first[h] ?? 0;
    yield {
      id: h + 1,
      address: Number(idOf('address', households.address[h] ?? 0)),
      type: TYPES[households.type[h] ?? 0]?.[0] ?? 'other',
      size: (households.first[h + 1] ?? first) - first,
      reference: first + 1,
    };
  }
  for (const { index, first, household, size, address } of people.parts.specials) {
    if (index !== first) continue;
    yield {
      id: households.count + household + 1,
      address: address === null ? null : Number(idOf('address', address)),
      type: size === 1 ? 'single' : 'other',
      size,
      reference: first + 1,
    };
  }
}
