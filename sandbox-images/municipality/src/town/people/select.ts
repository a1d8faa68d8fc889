import { type Selection, selectionSchema } from '@proeftuin/contract/municipality';
import { stream, walk } from '../chance/dice.ts';
import { NobodyFits } from '../types.ts';
import { NAME_TAGS } from './catalogue.ts';
import { type Condition, conditionsOf } from './conditions.ts';
import { nearest, nearText } from './nearest.ts';
import type { Residents } from './people.ts';

const START = stream('select.start');

interface Walked {
  readonly found: readonly number[];
  /** How many each condition left of whom those before it left. */
  readonly left: readonly number[];
  readonly conditions: readonly Condition[];
}

function walked(people: Residents, selection: Selection, most: number): Walked {
  const conditions = conditionsOf(people, selection);
  const found: number[] = [];
  const left = conditions.map(() => 0);
  const seed = stream(JSON.stringify(selectionSchema.parse(selection)));
  for (const [base, total] of rangesOf(people, selection)) {
    for (const at of walk(total, people.parts.dice.below(START, seed, total))) {
      if (found.length === most) break;
      const index = base + at;
      let held = 0;
      while (held < conditions.length && conditions[held]?.holds(index) === true) {
        left[held] = (left[held] ?? 0) + 1;
        held += 1;
      }
      if (held === conditions.length) found.push(index);
    }
  }
  return { found, left, conditions };
}

/** Where to look, in order: who has a tag of the catalogue is in it, or else has a name that brings the tag with it. */
function rangesOf(people: Residents, selection: Selection): (readonly [base: number, total: number])[] {
  const { length: specials } = people.parts.specials;
  const ordinary = people.count - specials;
  if (!inCatalogue(people, selection)) return [[0, people.count]];
  const byName = NAME_TAGS.some((tag) => tag === selection.tag);
  return byName
    ? [
        [ordinary, specials],
        [0, ordinary],
      ]
    : [[ordinary, specials]];
}

const inCatalogue = (people: Residents, { tag }: Selection): boolean => tag !== undefined && people.tags().has(tag);

/** Indices of up to `most` persons for whom all conditions hold, in an order of the seed and the selection alone. */
export const fitting = (people: Residents, selection: Selection, most: number): readonly number[] =>
  walked(people, selection, most).found;

/** The first `count` of them. Throws NobodyFits when there are fewer. */
export function select(people: Residents, selection: Selection, count: number): readonly number[] {
  const { found, left, conditions } = walked(people, selection, count);
  if (found.length === count) return found;
  const at = left.indexOf(0);
  const steps = conditions.map(({ says }, i) => `${says}: ${left[i]}`).join(', then ');
  const blamed = conditions[at === -1 ? conditions.length - 1 : at]?.says ?? 'any resident';
  const tags =
    selection.tag !== undefined && !inCatalogue(people, selection) && left[0] === 0
      ? `; known tags: ${[...people.tags().keys()].sort().join(', ')}`
      : '';
  const [who, what] = found.length === 0 ? ['nobody', 'nobody'] : [`only ${found.length} of ${count}`, 'too few'];
  throw new NobodyFits(
    `${who} in ${people.parts.profile} (${people.count} residents) fits: ${blamed} leaves ${what} (${steps})${tags}`,
    blamed,
    () => nearText(nearest(conditions, people.count)),
  );
}
