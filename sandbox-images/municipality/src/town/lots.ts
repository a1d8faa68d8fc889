import { type Dice, stream } from './dice.ts';
import type { Skeleton } from './skeleton.ts';
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

  constructor(town: Skeleton, streets: StreetPlan, dice: Dice) {
    this.#town = town;
    this.#streets = streets;
    this.#dice = dice;
  }

  of(building: number): Lot {
    if (this.#last?.[0] !== building) this.#last = [building, this.#laid(building)];
    return this.#last[1];
  }
  #laid(building: number): Lot {
    const street = this.#town.buildings.street[building] ?? 0;
    const first = this.#town.streets.first[street] ?? 0;
    const length = (this.#town.streets.first[street + 1] ?? 1) - first;
    const nth = building - first;
    const [[ax, ay], [bx, by]] = this.#streets.lineOf(street);
    const along = (Math.floor(nth / 2) + 0.5) / Math.ceil(length / 2);
    const size = Math.hypot(bx - ax, by - ay) || 1;
    const back = (nth % 2 === 0 ? 1 : -1) * (8 + this.#dice.unit(S.back, building) * 8);
    return {
      centre: [
        round(ax + (bx - ax) * along - ((by - ay) / size) * back),
        round(ay + (by - ay) * along + ((bx - ax) / size) * back),
      ],
      along: [(bx - ax) / size, (by - ay) / size],
      room: size / Math.ceil(length / 2),
      back: Math.abs(back),
    };
  }
}
