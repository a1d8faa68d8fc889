import type { Place } from '../../data/municipalities.ts';
import { COMMON, STREET_NAMES, streetName } from '../../data/streets.ts';
import { type Dice, stream } from '../chance/dice.ts';
import { dateOf, dayOf } from '../numbers/days.ts';
import { idOf, indexOf } from '../numbers/ids.ts';
import { folded } from '../people/naming.ts';
import type { ProfileShape } from '../profiles/profile.ts';
import type { Skeleton } from '../skeleton.ts';
import type { Street, Streets } from '../types.ts';
import { toLambert72 } from './geo.ts';

/** Homonyms only in the first areas of a municipality: those that merged last. */
const MERGED = 3;

const S = {
  offset: stream('street.name-offset'),
  step: stream('street.name-step'),
  version: stream('street.version'),
  turn: stream('place.turn'),
  bend: stream('street.bend'),
} as const;

/** A cell of the square spiral: 0 is the middle. */
export function spiral(n: number): readonly [number, number] {
  if (n === 0) return [0, 0];
  const ring = Math.ceil((Math.sqrt(n + 1) - 1) / 2);
  const side = ring * 2;
  const at = n - (side - 1) ** 2;
  const along = at % side;
  const edge = Math.floor(at / side);
  if (edge === 0) return [ring, -ring + 1 + along];
  if (edge === 1) return [ring - 1 - along, ring];
  if (edge === 2) return [-ring, ring - 1 - along];
  return [-ring + 1 + along, -ring];
}

const FIRST_VERSION = dayOf('2011-04-29');
const two = (n: number): string => String(n).padStart(2, '0');
/** Minutes of a day, and seconds with Brussels' winter offset. */
const MINUTES = Array.from({ length: 1440 }, (_, n) => `T${two(Math.floor(n / 60))}:${two(n % 60)}:`);
const SECONDS = Array.from({ length: 60 }, (_, n) => `${two(n)}+01:00`);

/** A version's moment between 2011 and the town date, with Brussels' winter offset. */
export const versionAt = (dice: Dice, what: ReturnType<typeof stream>, index: number, today: number): string => {
  const second = dice.below(what, index + 1_000_000_000, 86_400);
  const day = dateOf(FIRST_VERSION + dice.below(what, index, today - FIRST_VERSION));
  return `${day}${MINUTES[Math.floor(second / 60)]}${SECONDS[second % 60]}`;
};

/** What all addresses of a street have in common. */
interface Whereabouts {
  readonly streetId: string;
  readonly street: string;
  readonly postalCode: string;
  readonly municipality: string;
  readonly nis: string;
}

export class StreetPlan implements Streets {
  readonly count: number;
  readonly #town: Skeleton;
  readonly #places: readonly Place[];
  readonly #dice: Dice;
  readonly #today: number;
  readonly #shape: ProfileShape;
  /** n-th street of its postal area. */
  readonly #inArea: Uint16Array;
  readonly #centres: readonly (readonly [number, number])[];
  /** What was derived of streets before: they are few, and each of their addresses asks. */
  readonly #names: { name: string; homonym: string }[] = [];
  readonly #whereabouts: Whereabouts[] = [];
  readonly #lines: Street['line'][] = [];
  #folded: readonly string[] | undefined;

  constructor(town: Skeleton, shape: ProfileShape, places: readonly Place[], today: number, dice: Dice) {
    this.count = town.streets.count;
    this.#town = town;
    this.#shape = shape;
    this.#places = places;
    this.#today = today;
    this.#dice = dice;
    this.#centres = places.map(({ centre }) => toLambert72(centre));
    this.#inArea = new Uint16Array(this.count);
    const seen = new Map<number, number>();
    for (let s = 0; s < this.count; s++) {
      const area = (town.streets.place[s] ?? 0) * 256 + (town.streets.postal[s] ?? 0);
      const n = seen.get(area) ?? 0;
      this.#inArea[s] = n;
      seen.set(area, n + 1);
    }
  }

  placeOf(index: number): Place {
    const place = this.#places[this.#town.streets.place[index] ?? 0];
    if (place === undefined) throw new RangeError(`no street ${index}`);
    return place;
  }

  nameOf(index: number): { name: string; homonym: string } {
    this.#names[index] ??= this.#made(index);
    return this.#names[index];
  }
  #made(index: number): { name: string; homonym: string } {
    const { ordinal, postal, place } = this.#town.streets;
    const areas = this.placeOf(index).postal.length;
    const [n, area, p] = [ordinal[index] ?? 0, postal[index] ?? 0, place[index] ?? 0];
    if (n < areas * 2 && area < MERGED) {
      const name = COMMON[Math.floor(n / areas)] ?? '';
      return { name, homonym: areas > 1 ? this.#village(index, area) : '' };
    }
    const offset = this.#dice.below(S.offset, p, STREET_NAMES);
    return { name: streetName((offset + n * 1_009) % STREET_NAMES), homonym: '' };
  }

  /** Two letters of the village, or the postal code where two areas have the same. */
  #village(index: number, area: number): string {
    const { postal } = this.placeOf(index);
    const letters = postal.map(([, names]) => (names[0] ?? '').slice(0, 2).toUpperCase());
    const own = letters[area] ?? '';
    return letters.indexOf(own) === letters.lastIndexOf(own) ? own : (postal[area]?.[0] ?? '');
  }

  postalOf(index: number): string {
    return this.placeOf(index).postal[this.#town.streets.postal[index] ?? 0]?.[0] ?? '';
  }

  whereabouts(index: number): Whereabouts {
    this.#whereabouts[index] ??= this.#located(index);
    return this.#whereabouts[index];
  }
  #located(index: number): Whereabouts {
    const { name: municipality, nis } = this.placeOf(index);
    const [streetId, street] = [idOf('street', index), this.nameOf(index).name];
    return { streetId, street, postalCode: this.postalOf(index), municipality, nis };
  }

  /** Ends of the axis in metres, Lambert 72: each area a basket weave of streets round its own middle. */
  lineOf(index: number): Street['line'] {
    this.#lines[index] ??= this.#laid(index);
    return this.#lines[index];
  }
  #laid(index: number): Street['line'] {
    const { street, lot } = this.#shape;
    const cell = ((street[0] + street[1]) / 4) * lot + 16;
    const areas = this.placeOf(index).postal.length;
    const area = this.#town.streets.postal[index] ?? 0;
    const place = this.#town.streets.place[index] ?? 0;
    const [cx, cy] = this.#centres[place] ?? [0, 0];
    const turn = this.#dice.unit(S.turn, place) * Math.PI;
    const away = area === 0 ? 0 : cell * Math.sqrt(this.count / this.#places.length / areas) * 1.3;
    const [ax, ay] = [
      cx + away * Math.cos(turn + (area * 2 * Math.PI) / areas),
      cy + away * Math.sin(turn + (area * 2 * Math.PI) / areas),
    ];
    const [i, j] = spiral(this.#inArea[index] ?? 0);
    const across = (i + j) % 2 === 0;
    const bend = (this.#dice.unit(S.bend, index) - 0.5) * cell * 0.12;
    const ends: [number, number][] = across
      ? [
          [(i - 0.5) * cell, j * cell + bend],
          [(i + 0.5) * cell, j * cell - bend],
        ]
      : [
          [i * cell + bend, (j - 0.5) * cell],
          [i * cell - bend, (j + 0.5) * cell],
        ];
    const at = ([x, y]: [number, number]): [number, number] => [
      Math.round((ax + x * Math.cos(turn) - y * Math.sin(turn)) * 100) / 100,
      Math.round((ay + x * Math.sin(turn) + y * Math.cos(turn)) * 100) / 100,
    ];
    const [a = [0, 0], b = [0, 0]] = ends;
    return [at(a), at(b)];
  }

  byIndex(index: number): Street {
    const id = idOf('street', index);
    return {
      index,
      id,
      uri: `https://data.vlaanderen.be/id/straatnaam/${id}`,
      ...this.nameOf(index),
      nis: this.placeOf(index).nis,
      postalCode: this.postalOf(index),
      status: 'inGebruik',
      version: versionAt(this.#dice, S.version, index, this.#today),
      line: this.lineOf(index),
    };
  }

  byId(id: string): Street | undefined {
    const index = indexOf('street', id, this.count);
    return index === undefined ? undefined : this.byIndex(index);
  }

  /** Indices of the streets whose name begins with (or is) the text, case and diacritics ignored. */
  named(text: string, exact: boolean): number[] {
    const wanted = folded(text);
    this.#folded ??= Array.from({ length: this.count }, (_, s) => folded(this.nameOf(s).name));
    const found: number[] = [];
    this.#folded.forEach((name, s) => {
      if (exact ? name === wanted : name.startsWith(wanted)) found.push(s);
    });
    return found;
  }
}
