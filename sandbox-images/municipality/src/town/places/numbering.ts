import { type Dice, stream } from '../chance/dice.ts';
import type { Skeleton } from '../skeleton.ts';

const S = { suffix: stream('building.suffix'), style: stream('building.box-style') } as const;

/** How buildings are numbered along their street, and the boxes in them. */
export class Numbering {
  readonly #town: Skeleton;
  readonly #dice: Dice;

  constructor(town: Skeleton, dice: Dice) {
    this.#town = town;
    this.#dice = dice;
  }

  /** Odd numbers on one side, even on the other; some lots were split: 12 and 12A. */
  houseNumber(building: number): string {
    const first = this.#town.streets.first[this.#town.buildings.street[building] ?? 0] ?? 0;
    const split = this.#suffixed(building, first);
    const nth = building - first - (split ? 2 : 0);
    return `${1 + 2 * Math.floor(nth / 2) + (nth % 2)}${split ? 'A' : ''}`;
  }
  #suffixed(building: number, first: number): boolean {
    const nth = building - first;
    return nth >= 2 && this.#dice.chance(S.suffix, building, 0.03) && !this.#suffixed(building - 2, first);
  }

  /** Box of an address; empty at a house number itself. */
  box(address: number): string {
    const { first } = this.#town.buildings;
    const building = this.#town.addresses.building[address] ?? 0;
    const [from, to] = [first[building] ?? 0, first[building + 1] ?? 0];
    if (address <= from) return '';
    const [unit, units] = [address - from - 1, to - from - 1];
    const style = this.#dice.below(S.style, building, 4);
    if (style < 2) {
      const perFloor = Math.min(4, Math.max(1, Math.ceil(units / 6)));
      return `${String(Math.floor(unit / perFloor)).padStart(2, '0')}${String((unit % perFloor) + 1).padStart(2, '0')}`;
    }
    return style === 2 || units > 26 ? String(unit + 1) : String.fromCharCode(65 + unit);
  }
}
