import { Dice, stream } from '../town/chance/dice.ts';
import { dateOf, dayOf } from '../town/numbers/days.ts';
import type { Municipality, Town } from '../town/types.ts';
import { uuidOf } from '../uuid.ts';
import { nthWeekday } from './calendar.ts';

const S = {
  weekday: stream('council.weekday'),
  hour: stream('council.hour'),
  late: stream('sitting.late'),
  length: stream('sitting.length'),
} as const;

/** Months of sittings before the town date, and months in which the one to come is sought. */
const BACK = 24;
const AHEAD = 3;

export interface Sitting {
  readonly id: string;
  readonly municipality: Municipality;
  /** Days since 1900: of the sitting, and of the publication of its agenda and its list of decisions. */
  readonly day: number;
  readonly agendaDay: number;
  readonly listDay: number;
  /** Minutes after midnight: planned, and as it went. */
  readonly planned: number;
  readonly start: number;
  readonly end: number;
  /** Its decisions are published; false for the one that is still to come. */
  readonly held: boolean;
  /** Its minutes are approved, by the next sitting, and so published. */
  readonly approved: boolean;
}

/** Chance in the affairs of one municipality. */
export const diceOf = (town: Town, { nis }: Municipality): Dice => new Dice(`${town.profile}/${town.seed}/${nis}`);

/** The sitting of a month (counted from year 0) as it looks on a day; there is none in July and August. */
function sittingOf(town: Town, m: Municipality, month: number, today: number): Sitting | undefined {
  const [year, of] = [Math.floor(month / 12), (month % 12) + 1];
  if (of === 7 || of === 8) return undefined;
  const dice = diceOf(town, m);
  // On a weekday of its own; in December before the holidays.
  const day = nthWeekday(year, of, 1 + dice.below(S.weekday, 0, 4), of === 12 ? 3 : 4);
  const planned = 19 * 60 + 30 * dice.below(S.hour, 0, 3);
  const start = planned + dice.below(S.late, month, 7);
  return {
    id: uuidOf(town.profile, town.seed, m.nis, 'zitting', month),
    municipality: m,
    day,
    agendaDay: Math.min(day - 10, today),
    listDay: day + 8,
    planned,
    start,
    end: start + 50 + dice.below(S.length, month, 120),
    held: day + 8 <= today,
    approved: false,
  };
}

const monthOf = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** Newest first: one to come, and those of the two years before the town date. */
export function sittingsOf(town: Town, m: Municipality): Sitting[] {
  const today = dayOf(town.date);
  const last = monthOf(town.date) + AHEAD;
  const all = Array.from({ length: BACK + AHEAD + 1 }, (_, i) => sittingOf(town, m, last - i, today) ?? []).flat();
  const coming = all.filter(({ day }) => day >= today).at(-1);
  return all
    .filter((sitting) => sitting === coming || sitting.day < today)
    .map((sitting, i, those) => ({ ...sitting, approved: those[i - 1]?.held === true }));
}

/** The day of the sitting before this one. */
export function dayBefore(town: Town, { municipality: m, day }: Sitting): number {
  const month = monthOf(dateOf(day));
  const [before] = [1, 2, 3].flatMap((back) => sittingOf(town, m, month - back, day) ?? []);
  if (before === undefined) throw new RangeError(`no sitting in the three months before ${dateOf(day)}`);
  return before.day;
}
