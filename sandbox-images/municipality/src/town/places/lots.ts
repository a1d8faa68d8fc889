import { type Dice, stream } from '../chance/dice.ts';
import type { Skeleton } from '../skeleton.ts';
import type { StreetPlan } from './streets.ts';

/** A point or a direction in Lambert 72, metres. */
export type Point = readonly [number, number];

/** Where one building stands. */
export interface Lot {
  readonly centre: Point;
  /** Unit vector along the street. */
  readonly along: Point;
  /** Metres of street that the building has. */
  readonly room: number;
  /** Metres from the axis of the street to the centre of the building. */
  readonly back: number;
}

/** The axis of a street: where it begins, where it goes, how long it is. */
interface Axis {
  readonly from: Point;
  readonly way: Point;
  readonly size: number;
}

/** Metres of open ground between the axis of a street and the buildings, at least. */
export const OPEN = 4;
const S = { back: stream('building.setback') } as const;

export const round = (metres: number): number => Math.round(metres * 100) / 100;

/** The lots of the street plan: odd numbers on one side, even on the other, set back from 8 to 16 m. */
export class Lots {
  readonly #town: Skeleton;
  readonly #streets: StreetPlan;
  readonly #dice: Dice;
  /** The last one: each of its addresses asks. */
  #last: readonly [building: number, lot: Lot] | undefined;
  readonly #axes: Axis[] = [];

  constructor(town: Skeleton, streets: StreetPlan, dice: Dice) {
    this.#town = town;
    this.#streets = streets;
    this.#dice = dice;
  }

  #axisOf(street: number): Axis {
    const known = this.#axes[street];
    if (known !== undefined) return known;
    const [from, [bx, by]] = this.#streets.lineOf(street);
    const way = [bx - from[0], by - from[1]] as const;
    const made = { from, way, size: Math.hypot(...way) || 1 };
    this.#axes[street] = made;
    return made;
  }

  /** Metres from the axis, below zero on the side of the even numbers. */
  #setback(building: number, nth: number): number {
    return (nth % 2 === 0 ? 1 : -1) * (8 + this.#dice.unit(S.back, building) * 8);
  }

  centreOf(building: number): Point {
    const { buildings, streets } = this.#town;
    const street = buildings.street[building] ?? 0;
    const first = streets.first[street] ?? 0;
    const pairs = Math.ceil(((streets.first[street + 1] ?? 1) - first) / 2);
    const { from, way, size } = this.#axisOf(street);
    const along = (Math.floor((building - first) / 2) + 0.5) / pairs;
    const back = this.#setback(building, building - first);
    return [
      round(from[0] + way[0] * along - (way[1] / size) * back),
      round(from[1] + way[1] * along + (way[0] / size) * back),
    ];
  }

  of(building: number): Lot {
    if (this.#last?.[0] !== building) this.#last = [building, this.#laid(building)];
    return this.#last[1];
  }
  #laid(building: number): Lot {
    const street = this.#town.buildings.street[building] ?? 0;
    const first = this.#town.streets.first[street] ?? 0;
    const length = (this.#town.streets.first[street + 1] ?? 1) - first;
    const { way, size } = this.#axisOf(street);
    return {
      centre: this.centreOf(building),
      along: [way[0] / size, way[1] / size],
      room: size / Math.ceil(length / 2),
      back: Math.abs(this.#setback(building, building - first)),
    };
  }
}
