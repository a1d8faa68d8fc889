import { type Selection, selectionSchema } from '@proeftuin/contract/municipality';
import type { Residents } from './people.ts';

/** One condition of a selection. */
export interface Condition {
  readonly says: string;
  holds(index: number): boolean;
  /** How far somebody is from it, and what that somebody is; undefined where nearness means nothing. */
  near?(index: number): readonly [distance: number, says: string];
}

/** The conditions of a selection, cheap ones first: each is asked only about whom the ones before left. */
export function conditionsOf(people: Residents, selection: Selection): Condition[] {
  const { kind, age, adult, household, sex, tag, municipality } = selectionSchema.parse(selection);
  const list: Condition[] = [];
  if (tag !== undefined) list.push({ says: `tag ${tag}`, holds: (i) => people.tags(i).includes(tag) });
  if (sex !== undefined) list.push({ says: `sex ${sex}`, holds: (i) => people.sex(i) === sex });
  if (household !== undefined)
    list.push({
      says: `a household of ${household}`,
      holds: (i) => people.derivedSize(i) === household,
      near: (i) => [Math.abs(people.derivedSize(i) - household), `a household of ${people.derivedSize(i)}`],
    });
  if (age !== undefined)
    list.push({
      says: `age ${age[0]}–${age[1]}`,
      holds: (i) => people.age(i) >= age[0] && people.age(i) <= age[1],
      near: (i) => [Math.max(age[0] - people.age(i), people.age(i) - age[1]), `age ${people.age(i)}`],
    });
  if (adult !== undefined)
    list.push({ says: adult ? 'adult' : 'not adult', holds: (i) => people.age(i) >= 18 === adult });
  if (municipality !== undefined) {
    const nis = (i: number): string | undefined => {
      const at = people.derivedAddress(i);
      return at === null ? undefined : people.parts.addresses.byIndex(at).nis;
    };
    list.push({ says: `municipality ${municipality}`, holds: (i) => nis(i) === municipality });
  }
  if (kind === 'civil-servant') list.push({ says: 'a civil servant', holds: (i) => people.isServant(i) });
  if (kind === 'enterprise') list.push({ says: 'runs an enterprise in person', holds: (i) => people.isTrader(i) });
  if (tag === undefined) {
    list.push({
      says: 'not an edge case',
      holds: (i) => people.special(i) === undefined && people.tags(i).length === 0,
      near: (i) => [people.tags(i).length, `tag ${people.tags(i)[0] ?? 'none'}`],
    });
  }
  return list;
}
