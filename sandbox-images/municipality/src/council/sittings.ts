import { DECISIONS, type DecisionKind, MINUTES } from '../data/decisions.ts';
import { dateOf, dayOf } from '../town/days.ts';
import { Dice, stream } from '../town/dice.ts';
import type { Municipality, Person, Town } from '../town/types.ts';
import { uuidOf } from '../uuid.ts';
import { inWords, nthWeekday } from './calendar.ts';
import { type Council, councilOf, PERIODS, poolOf } from './members.ts';

const S = {
  weekday: stream('council.weekday'),
  hour: stream('council.hour'),
  items: stream('sitting.items'),
  kind: stream('sitting.kind'),
  street: stream('sitting.street'),
  amount: stream('sitting.amount'),
  late: stream('sitting.late'),
  length: stream('sitting.length'),
  absent: stream('sitting.absent'),
  outcome: stream('sitting.outcome'),
  against: stream('sitting.against'),
} as const;

/** Months of sittings before the town date. */
const MONTHS = 24;
/** Room for items in the counter of a sitting. */
const ROOM = 64;

export interface Vote {
  readonly id: string;
  readonly for: number;
  readonly against: number;
  readonly abstained: number;
}
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
export interface Sitting {
  readonly id: string;
  readonly municipality: Municipality;
  /** Days since 1900. */
  readonly day: number;
  readonly agendaDay: number;
  readonly listDay: number;
  /** Minutes after midnight: planned, and as it went. */
  readonly planned: number;
  readonly start: number;
  readonly end: number;
  /** Its decisions are published; false for the one that is still to come. */
  readonly held: boolean;
}

/** The sittings of a municipal council and what they decide; each is derived by itself, from its month alone. */
export class Councils {
  readonly #town: Town;
  readonly #councils = new Map<string, Council>();
  readonly #pools = new Map<string, readonly Person[]>();
  readonly #streets = new Map<string, readonly [number, number]>();

  constructor(town: Town) {
    this.#town = town;
  }

  #dice(m: Municipality): Dice {
    return new Dice(`${this.#town.profile}/${this.#town.seed}/${m.nis}`);
  }
  /** Who may sit in a council of the municipality: the same people over its periods of office. */
  #poolOf(m: Municipality): readonly Person[] {
    const pool = this.#pools.get(m.nis) ?? poolOf(this.#town, m);
    this.#pools.set(m.nis, pool);
    return pool;
  }
  /** The council that sits on a day (since 1900). */
  council(m: Municipality, day: number): Council {
    const period = dateOf(day) < PERIODS[1].from ? PERIODS[0] : PERIODS[1];
    const key = `${m.nis} ${period.from}`;
    const council = this.#councils.get(key) ?? councilOf(this.#town, m, period, this.#poolOf(m));
    this.#councils.set(key, council);
    return council;
  }

  /** Month counted from year 0. None in July and August. */
  #sitting(m: Municipality, month: number, today: number): Sitting | undefined {
    const [year, of] = [Math.floor(month / 12), (month % 12) + 1];
    if (of === 7 || of === 8) return undefined;
    const dice = this.#dice(m);
    // On a weekday of its own; in December before the holidays.
    const day = nthWeekday(year, of, 1 + dice.below(S.weekday, 0, 4), of === 12 ? 3 : 4);
    const planned = 19 * 60 + 30 * dice.below(S.hour, 0, 3);
    const start = planned + dice.below(S.late, month, 7);
    return {
      id: uuidOf(this.#town.profile, this.#town.seed, m.nis, 'zitting', month),
      municipality: m,
      day,
      agendaDay: Math.min(day - 10, today),
      listDay: day + 8,
      planned,
      start,
      end: start + 50 + dice.below(S.length, month, 120),
      held: day + 8 <= today,
    };
  }
  /** Newest first: one to come, and those of the two years before the town date. */
  sittings(m: Municipality): Sitting[] {
    const today = dayOf(this.#town.date);
    const [year = 0, month = 1] = this.#town.date.split('-').map(Number);
    const now = year * 12 + month - 1;
    const all = Array.from({ length: MONTHS + 4 }, (_, i) => this.#sitting(m, now + 3 - i, today)).flatMap(
      (s) => s ?? [],
    );
    const coming = all.filter(({ day }) => day >= today).at(-1);
    return all.filter((sitting) => sitting === coming || sitting.day < today);
  }

  /** Who is there at the start, and who is not. The chair always is. */
  presence(sitting: Sitting): { readonly there: Council['members']; readonly away: Council['members'] } {
    const dice = this.#dice(sitting.municipality);
    const { members } = this.council(sitting.municipality, sitting.day);
    const isAway = members.map((_, seat) => seat > 0 && dice.chance(S.absent, sitting.day * ROOM + seat, 0.07));
    return { there: members.filter((_, i) => !isAway[i]), away: members.filter((_, i) => isAway[i]) };
  }

  /** What kinds of matters a sitting deals with, in order. */
  kinds(sitting: Sitting): readonly DecisionKind[] {
    const dice = this.#dice(sitting.municipality);
    const month = Number(dateOf(sitting.day).slice(5, 7));
    const count = 5 + dice.below(S.items, sitting.day, 8);
    const yearly = DECISIONS.filter((kind) => kind.month === month);
    const other = DECISIONS.filter((kind) => kind.month === undefined && kind.closed !== true);
    const from = dice.below(S.kind, sitting.day, other.length);
    // What is behind closed doors comes last; 5 is prime to the number of kinds, so that none comes twice.
    const drawn = Array.from({ length: count }, (_, i) => other[(from + i * 5) % other.length] ?? MINUTES);
    const closed = DECISIONS.filter((kind) => kind.closed === true && dice.chance(S.kind, sitting.day + 7, 0.3));
    return [MINUTES, ...yearly, ...drawn, ...closed];
  }

  items(sitting: Sitting): Item[] {
    const dice = this.#dice(sitting.municipality);
    const present = this.presence(sitting).there.length;
    return this.kinds(sitting).map((kind, n) => this.#item(sitting, kind, n, present, dice));
  }

  #item(sitting: Sitting, kind: DecisionKind, n: number, present: number, dice: Dice): Item {
    const index = sitting.day * ROOM + n;
    const fill = this.#filler(sitting, index, dice);
    const u = dice.unit(S.outcome, index);
    const outcome = n === 0 || u < 0.92 ? 'Goedgekeurd' : u < 0.97 ? 'Verdaagd' : 'Afgekeurd';
    const doubt = u < 0.6 || n === 0 ? 0 : dice.below(S.against, index, Math.max(1, Math.floor(present / 3)));
    const abstained = Math.floor(doubt / 3);
    const against = outcome === 'Afgekeurd' ? Math.floor(present / 2) + 1 : doubt - abstained;
    const left = outcome === 'Afgekeurd' ? 0 : abstained;
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
      vote: { id: own('stemming'), for: present - against - left, against, abstained: left },
      outcome,
    };
  }

  /** The day of the sitting before that of a day. */
  #before(m: Municipality, day: number): number {
    const [year = 0, month = 1] = dateOf(day).split('-').map(Number);
    const earlier = [1, 2, 3].flatMap((back) => this.#sitting(m, year * 12 + month - 1 - back, day) ?? []);
    return earlier[0]?.day ?? day - 28;
  }
  /** Indices of its streets, from and up to: streets lie in the order of the municipalities. */
  #streetsOf(m: Municipality): readonly [number, number] {
    const { municipalities, streets } = this.#town;
    const known = this.#streets.get(m.nis);
    if (known !== undefined) return known;
    const order = new Map(municipalities.map(({ nis }, i) => [nis, i]));
    const firstAfter = (position: number): number => {
      let [low, high] = [0, streets.count];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((order.get(streets.byIndex(middle).nis) ?? 0) < position) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    const position = order.get(m.nis) ?? 0;
    const range = [firstAfter(position), firstAfter(position + 1)] as const;
    this.#streets.set(m.nis, range);
    return range;
  }

  #filler({ municipality, day }: Sitting, index: number, dice: Dice): (text: string) => string {
    const year = Number(dateOf(day).slice(0, 4));
    const [from, to] = this.#streetsOf(municipality);
    // Each is looked up only where a text asks for it.
    const words: Readonly<Record<string, () => string>> = {
      street: () => this.#town.streets.byIndex(from + dice.below(S.street, index, Math.max(1, to - from))).name,
      next: () => String(year + 1),
      'before-year': () => String(year - 1),
      before: () => inWords(this.#before(municipality, day)),
      amount: () => String(50 + dice.below(S.amount, index, 90) * 5),
      town: () => municipality.name,
    };
    return (text) => text.replaceAll(/\{([a-z-]+)\}/g, (all, name: string) => words[name]?.() ?? all);
  }
}
