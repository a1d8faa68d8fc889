import type { DecisionKind } from '../data/decisions.ts';
import { stream } from '../town/chance/dice.ts';
import { dateOf } from '../town/numbers/days.ts';
import type { Municipality, Person, Town } from '../town/types.ts';
import { type Item, itemsOf, kindsOf } from './items.ts';
import { type Council, councilOf, PERIODS, poolOf } from './members.ts';
import { diceOf, type Sitting, sittingsOf } from './sittings.ts';

const ABSENT = stream('sitting.absent');
/** Room for seats in the counter of a sitting. */
const ROOM = 64;

/** The value of a key, made when it is first asked for. */
function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** The municipal councils of a town: who sits in them, when, and what they decide. It keeps who sits, and nothing else. */
export class Councils {
  readonly #town: Town;
  readonly #councils = new Map<string, Council>();
  readonly #pools = new Map<string, readonly Person[]>();
  readonly #streets = new Map<string, readonly [number, number]>();

  constructor(town: Town) {
    this.#town = town;
  }

  /** The council that sits on a day (since 1900). */
  council(m: Municipality, day: number): Council {
    const period = dateOf(day) < PERIODS[1].from ? PERIODS[0] : PERIODS[1];
    const pool = (): readonly Person[] => kept(this.#pools, m.nis, () => poolOf(this.#town, m));
    return kept(this.#councils, `${m.nis} ${period.from}`, () => councilOf(this.#town, m, period, pool()));
  }

  /** Newest first: one to come, and those of the two years before the town date. */
  sittings(m: Municipality): Sitting[] {
    return sittingsOf(this.#town, m);
  }

  /** Who is there at the start, and who is not. The chair always is. */
  presence(sitting: Sitting): { readonly there: Council['members']; readonly away: Council['members'] } {
    const dice = diceOf(this.#town, sitting.municipality);
    const { members } = this.council(sitting.municipality, sitting.day);
    const isAway = members.map((_, seat) => seat > 0 && dice.chance(ABSENT, sitting.day * ROOM + seat, 0.07));
    return { there: members.filter((_, i) => !isAway[i]), away: members.filter((_, i) => isAway[i]) };
  }

  kinds(sitting: Sitting): readonly DecisionKind[] {
    return kindsOf(this.#town, sitting);
  }
  items(sitting: Sitting): Item[] {
    const { municipality: m } = sitting;
    const streets = kept(this.#streets, m.nis, () => this.#streetsOf(m));
    return itemsOf(this.#town, sitting, this.presence(sitting).there.length, streets);
  }

  /** Indices of the streets of a municipality, from and up to: streets lie in the order of the municipalities. */
  #streetsOf(m: Municipality): readonly [number, number] {
    const { municipalities, streets } = this.#town;
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
    return [firstAfter(position), firstAfter(position + 1)];
  }
}
