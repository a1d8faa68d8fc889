import { DECISIONS, type DecisionKind, MINUTES } from '../data/decisions.ts';
import { type Dice, stream } from '../town/chance/dice.ts';
import { dateOf } from '../town/numbers/days.ts';
import type { Town } from '../town/types.ts';
import { uuidOf } from '../uuid.ts';
import { inWords } from './calendar.ts';
import { dayBefore, diceOf, type Sitting } from './sittings.ts';

const S = {
  items: stream('sitting.items'),
  kind: stream('sitting.kind'),
  closed: stream('sitting.closed'),
  street: stream('sitting.street'),
  amount: stream('sitting.amount'),
  outcome: stream('sitting.outcome'),
  against: stream('sitting.against'),
} as const;

/** Room for items in the counter of a sitting. */
const ROOM = 64;
/** Prime to the number of kinds: walking by it, none comes twice. */
const STEP = 5;

export interface Vote {
  readonly id: string;
  readonly for: number;
  readonly against: number;
  readonly abstained: number;
}
/** A matter on the agenda, and how it went. The ids are UUIDs: of the item, of its treatment, and of the decision. */
export interface Item {
  readonly kind: DecisionKind;
  readonly id: string;
  readonly treatment: string;
  readonly decision: string;
  readonly title: string;
  readonly about: string;
  readonly why: string;
  readonly articles: readonly string[];
  readonly vote: Vote;
  readonly outcome: 'Goedgekeurd' | 'Afgekeurd' | 'Verdaagd';
}

/** What kinds of matters a sitting deals with, in order: the minutes, what is due each year, others, and what is closed. */
export function kindsOf(town: Town, { municipality, day }: Sitting): readonly DecisionKind[] {
  const dice = diceOf(town, municipality);
  const month = Number(dateOf(day).slice(5, 7));
  const yearly = DECISIONS.filter((kind) => kind.month === month);
  const other = DECISIONS.filter((kind) => kind.month === undefined && kind.closed !== true);
  const from = dice.below(S.kind, day, other.length);
  const count = 5 + dice.below(S.items, day, 8);
  const drawn = Array.from({ length: count }, (_, i) => other[(from + i * STEP) % other.length] ?? MINUTES);
  const closed = DECISIONS.filter((kind) => kind.closed === true && dice.chance(S.closed, day, 0.3));
  return [MINUTES, ...yearly, ...drawn, ...closed];
}

/** `present` members vote; `streets` are the indices of the first street of the municipality and one past its last. */
export function itemsOf(town: Town, sitting: Sitting, present: number, streets: readonly [number, number]): Item[] {
  const dice = diceOf(town, sitting.municipality);
  return kindsOf(town, sitting).map((kind, n) => {
    const index = sitting.day * ROOM + n;
    const fill = filler(town, sitting, index, streets, dice);
    const own = (what: string): string => uuidOf(sitting.id, what, n);
    return {
      kind,
      id: own('agendapunt'),
      treatment: own('behandeling'),
      decision: own('besluit'),
      title: fill(kind.title),
      about: fill(kind.about),
      why: fill(kind.why),
      articles: kind.articles.map(fill),
      ...went(n === 0, index, present, own('stemming'), dice),
    };
  });
}

/** The minutes are always approved by all; most of the rest is approved, by all or most. */
function went(
  minutes: boolean,
  index: number,
  present: number,
  id: string,
  dice: Dice,
): Pick<Item, 'vote' | 'outcome'> {
  const u = minutes ? 0 : dice.unit(S.outcome, index);
  if (u >= 0.97) {
    const against = Math.floor(present / 2) + 1;
    return { outcome: 'Afgekeurd', vote: { id, for: present - against, against, abstained: 0 } };
  }
  const doubt = u < 0.6 ? 0 : dice.below(S.against, index, Math.max(1, Math.floor(present / 3)));
  const abstained = Math.floor(doubt / 3);
  const vote = { id, for: present - doubt, against: doubt - abstained, abstained };
  return { outcome: u < 0.92 ? 'Goedgekeurd' : 'Verdaagd', vote };
}

/** Fills in a text; each word is looked up only where a text asks for it. */
function filler(
  town: Town,
  sitting: Sitting,
  index: number,
  [from, to]: readonly [number, number],
  dice: Dice,
): (text: string) => string {
  const year = Number(dateOf(sitting.day).slice(0, 4));
  const words: Readonly<Record<string, () => string>> = {
    street: () => town.streets.byIndex(from + dice.below(S.street, index, Math.max(1, to - from))).name,
    next: () => String(year + 1),
    'before-year': () => String(year - 1),
    before: () => inWords(dayBefore(town, sitting)),
    amount: () => String(50 + dice.below(S.amount, index, 90) * 5),
    town: () => sitting.municipality.name,
  };
  return (text) => text.replaceAll(/\{([a-z-]+)\}/g, (all, name: string) => words[name]?.() ?? all);
}
