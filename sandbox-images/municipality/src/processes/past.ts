import { Dice, stream } from '../town/chance/dice.ts';
import { dateOf, dayOf } from '../town/numbers/days.ts';
import type { Town } from '../town/types.ts';
import { uuidOf } from '../uuid.ts';
import type { Event } from './cases.ts';
import { possible } from './machine.ts';
import { FILE, type LocalProcess, type Role } from './process.ts';
import { ruleOn } from './rules.ts';

const BEGUN = stream('process.begun');
const KIND = stream('process.kind');
const CHOSEN = stream('process.chosen');
const WAITED = stream('process.waited');
const HOUR = stream('process.hour');
const MINUTE = stream('process.minute');

const YEAR = 365;
/** Residents for each case that was filed in the last year: assumed. */
const RESIDENTS_A_CASE = 150;
const LEAST = 8;
const STEPS = 12;

type Done = Omit<Event, 'service'>;

/** A civil servant works on weekdays: the day itself, or the Monday after it. */
function workday(day: number): number {
  const weekday = new Date(`${dateOf(day)}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? day + 2 : weekday === 0 ? day + 1 : day;
}

/**
 * What was done in a process in the year before the town date: cases that walk its machine by the seed, each step on a later
 * day. A pure function of town and process; nobody is behind them.
 */
export function pastOf(town: Town, process: LocalProcess): Done[] {
  const dice = new Dice(`${town.seed}/processes/${process.id}`);
  const end = dayOf(town.date);
  const kinds = Object.keys(process.kinds);
  const cases = Math.max(LEAST, Math.floor(town.people.count / RESIDENTS_A_CASE));
  return Array.from({ length: cases }, (_, i) => {
    const begun = end - 1 - dice.below(BEGUN, i, YEAR);
    const fixed = {
      case: uuidOf(`${town.seed}/${process.id}/${i}`),
      process: process.id,
      nis: town.municipalities[i % town.municipalities.length]?.nis ?? '',
      kind: kinds[dice.below(KIND, i, kinds.length)] ?? '',
      rule: ruleOn(process.rules, dateOf(begun))?.from ?? '',
    };
    const events: Done[] = [];
    const add = (activity: string, role: Role, after: string, day: number): void => {
      const n = i * STEPS + events.length;
      const time = [
        role === 'behandelaar' ? 8 + dice.below(HOUR, n, 8) : 6 + dice.below(HOUR, n, 16),
        dice.below(MINUTE, n, 60),
      ].map((part) => String(part).padStart(2, '0'));
      const before = events.at(-1)?.after ?? '';
      events.push({ ...fixed, activity, role, before, after, at: `${dateOf(day)}T${time.join(':')}:00.000Z` });
    };
    add(FILE, 'indiener', process.initial, begun);
    for (let day = begun; events.length < STEPS; ) {
      const n = i * STEPS + events.length;
      const open = possible(process, events.at(-1)?.after ?? '');
      // Those who handle do most of what is done.
      const likely = dice.chance(CHOSEN, n, 0.85) ? open.filter(({ role }) => role === 'behandelaar') : open;
      const choice = likely.length === 0 ? open : likely;
      const activity = choice[dice.below(CHOSEN, -1 - n, choice.length)];
      if (activity === undefined) break;
      day += 1 + dice.below(WAITED, n, 6);
      if (activity.role === 'behandelaar') day = workday(day);
      if (day >= end) break;
      add(activity.name, activity.role, activity.to, day);
    }
    return events;
  }).flat();
}
