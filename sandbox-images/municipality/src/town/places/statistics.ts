import { ageOn, dateOf, dayOf } from '../numbers/days.ts';
import type { Placed } from '../people/specials.ts';
import type { Skeleton } from '../skeleton.ts';
import type { Counts, Statistics } from '../types.ts';
import type { StreetPlan } from './streets.ts';

/** Streets of a statistical sector, at most. */
const STREETS = 16;

interface Parts {
  readonly town: Skeleton;
  readonly streets: StreetPlan;
  readonly specials: readonly Placed[];
  /** Town date, YYYY-MM-DD. */
  readonly date: string;
}

/** The last day of birth of who is `years` old on a date. */
function bornUpTo(years: number, date: string): number {
  let day = dayOf(date) - Math.floor(years * 365.25) + 2;
  while (ageOn(dateOf(day), date) < years) day -= 1;
  return day;
}

/** Counts of residents, from the skeleton alone: as the town was made, nobody by name, one street at a time. */
export class StreetStatistics implements Statistics {
  readonly #parts: Parts;
  readonly #adult: number;
  readonly #senior: number;
  /** People of the edge-case catalogue, by street. */
  readonly #specials: ReadonlyMap<number, Placed[]>;
  /** Counted once: nothing that happens changes them. */
  readonly #counts = new Map<number, Counts>();
  #sectors: ReadonlyMap<string, number[]> | undefined;

  constructor(parts: Parts) {
    const { town, specials, date } = parts;
    this.#parts = parts;
    this.#adult = bornUpTo(18, date);
    this.#senior = bornUpTo(65, date);
    this.#specials = Map.groupBy(
      specials.filter(({ address, special: { more } }) => address !== null && !more?.deceased && !more?.emigrated),
      ({ address }) => town.buildings.street[town.addresses.building[address ?? 0] ?? 0] ?? 0,
    );
  }

  ofStreet(index: number): Counts {
    const known = this.#counts.get(index) ?? this.#count(index);
    this.#counts.set(index, known);
    return known;
  }
  #count(index: number): Counts {
    const { streets, buildings, addresses, households, persons } = this.#parts.town;
    const counts = { residents: 0, households: 0, minors: 0, adults: 0, seniors: 0 };
    const add = (born: number): void => {
      counts.residents += 1;
      if (born > this.#adult) counts.minors += 1;
      else if (born > this.#senior) counts.adults += 1;
      else counts.seniors += 1;
    };
    const from = buildings.first[streets.first[index] ?? 0] ?? 0;
    const to = buildings.first[streets.first[index + 1] ?? 0] ?? 0;
    for (let a = from; a < to; a++) {
      const h = addresses.household[a] ?? -1;
      if (h < 0) continue;
      counts.households += 1;
      for (let p = households.first[h] ?? 0; p < (households.first[h + 1] ?? 0); p++) add(persons.born[p] ?? 0);
    }
    const specials = this.#specials.get(index) ?? [];
    counts.households += new Set(specials.map(({ household }) => household)).size;
    for (const { birthDate } of specials) add(dayOf(birthDate.replaceAll('-00', '-07')));
    return counts;
  }

  /** NIS code, a letter for the postal area, and a number: as the codes of Statbel are built (44084A01-). */
  sectors(): ReadonlyMap<string, readonly number[]> {
    if (this.#sectors !== undefined) return this.#sectors;
    const { streets } = this.#parts.town;
    const seen = new Map<string, number>();
    const codes = Array.from({ length: streets.count }, (_, s) => {
      const area = `${this.#parts.streets.placeOf(s).nis}${String.fromCharCode(65 + (streets.postal[s] ?? 0))}`;
      const nth = seen.get(area) ?? 0;
      seen.set(area, nth + 1);
      return `${area}${String(Math.min(99, Math.floor(nth / STREETS))).padStart(2, '0')}-`;
    });
    this.#sectors = Map.groupBy(
      codes.map((_, s) => s),
      (s) => codes[s] ?? '',
    );
    return this.#sectors;
  }
}
