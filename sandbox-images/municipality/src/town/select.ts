import { type Selection, selectionSchema } from '@proeftuin/contract/municipality';
import { stream, walk } from './dice.ts';
import type { Residents } from './people.ts';
import { NobodyFits } from './types.ts';

const START = stream('select.start');

interface Condition {
  readonly says: string;
  holds(index: number): boolean;
}

function conditionsOf(people: Residents, selection: Selection): Condition[] {
  const { kind, age, adult, household, sex, tag, municipality } = selectionSchema.parse(selection);
  const list: Condition[] = [];
  // Cheap ones first: each looks only at whom the ones before left.
  if (tag !== undefined) list.push({ says: `tag ${tag}`, holds: (i) => people.tags(i).includes(tag) });
  if (sex !== undefined) list.push({ says: `sex ${sex}`, holds: (i) => people.sex(i) === sex });
  if (household !== undefined)
    list.push({ says: `a household of ${household}`, holds: (i) => people.derivedSize(i) === household });
  if (age !== undefined)
    list.push({ says: `age ${age[0]}–${age[1]}`, holds: (i) => people.age(i) >= age[0] && people.age(i) <= age[1] });
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
    });
  }
  return list;
}

/** Indices of the first `count` persons, in an order of the seed and the selection alone, for whom all conditions hold. */
export function select(people: Residents, selection: Selection, count: number): number[] {
  const conditions = conditionsOf(people, selection);
  const { dice, profile } = people.parts;
  const found: number[] = [];
  const left = conditions.map(() => 0);
  const inCatalogue = selection.tag !== undefined && people.tags().has(selection.tag);
  const total = inCatalogue ? people.parts.specials.length : people.count;
  const base = people.count - total;
  const start = dice.below(START, stream(JSON.stringify(selectionSchema.parse(selection))), total);
  for (const at of walk(total, start)) {
    const index = base + at;
    let held = 0;
    while (held < conditions.length && conditions[held]?.holds(index) === true) {
      left[held] = (left[held] ?? 0) + 1;
      held += 1;
    }
    if (held < conditions.length) continue;
    found.push(index);
    if (found.length === count) return found;
  }
  const at = left.indexOf(0);
  const steps = conditions.map(({ says }, i) => `${says}: ${left[i]}`).join(', then ');
  const blamed = conditions[at === -1 ? conditions.length - 1 : at]?.says ?? 'any resident';
  const tags =
    selection.tag !== undefined && !inCatalogue && left[0] === 0
      ? `; known tags: ${[...people.tags().keys()].sort().join(', ')}`
      : '';
  throw new NobodyFits(
    `${found.length === 0 ? 'nobody' : `only ${found.length} of ${count}`} in ${profile} (${people.count} residents) fits: ${blamed} leaves ${found.length === 0 ? 'nobody' : 'too few'} (${steps})${tags}`,
    blamed,
  );
}
