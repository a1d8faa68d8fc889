import { type Dice, stream } from '../chance/dice.ts';
import { idOf, indexOf } from '../numbers/ids.ts';
import { type Narrowed, only, pageOf, type Range, shared, totalOf } from '../pages.ts';
import type { Skeleton } from '../skeleton.ts';
import type { Happened, Page } from '../types.ts';
import type { AddressBook } from './addresses.ts';
import { type Lot, type Lots, OPEN, type Point, round } from './lots.ts';
import type { ParcelBook } from './parcels.ts';
import type { Building, Buildings, PropertyFilter } from './property.ts';
import { BUILDING_STATE, readBuildingState } from './property-state.ts';
import { versionAt } from './streets.ts';

const S = {
  width: stream('building.width'),
  depth: stream('building.depth'),
  begun: stream('building.begun'),
  version: stream('building.version'),
} as const;

/** Of the metres of street that it has, so that neighbours do not overlap. */
const BUILT = 0.96;
/** Metres: widest house, widest block of flats. */
const HOUSE = 14;
const BLOCK = 26;

/** A rectangle round the middle of a lot, its front along the street. */
function groundPlan({ centre: [x, y], along: [ax, ay] }: Lot, width: number, depth: number): Point[] {
  const corner = (w: number, d: number): Point => [
    round(x + (ax * w * width) / 2 - (ay * d * depth) / 2),
    round(y + (ay * w * width) / 2 + (ax * d * depth) / 2),
  ];
  const first = corner(-1, -1);
  return [first, corner(1, -1), corner(1, 1), corner(-1, 1), first];
}

/** Buildings of the town, derived from skeleton and addresses. */
export class BuildingBook implements Buildings {
  readonly count: number;
  readonly #town: Skeleton;
  readonly #addresses: AddressBook;
  readonly #parcels: ParcelBook;
  readonly #lots: Lots;
  readonly #happened: Happened;
  readonly #dice: Dice;
  readonly #today: number;

  constructor(
    town: Skeleton,
    addresses: AddressBook,
    parcels: ParcelBook,
    lots: Lots,
    happened: Happened,
    today: number,
    dice: Dice,
  ) {
    this.count = town.buildings.count;
    this.#town = town;
    this.#addresses = addresses;
    this.#parcels = parcels;
    this.#lots = lots;
    this.#happened = happened;
    this.#today = today;
    this.#dice = dice;
  }

  /** Its addresses: the house number first, then the boxes. */
  addressesOf(building: number): Range {
    const { first } = this.#town.buildings;
    return [first[building] ?? 0, first[building + 1] ?? 0];
  }

  /** As far as its dwellings are: built when one of them is in use, planned or begun when all are only proposed. */
  statusOf(building: number): Building['status'] {
    const [from, to] = this.addressesOf(building);
    // The number of a block is there before its flats are.
    const all = new Set<string>();
    for (let i = to - from > 1 ? from + 1 : from; i < to; i++) all.add(this.#addresses.statusOf(i));
    if (all.has('inGebruik')) return 'gerealiseerd';
    if (all.has('voorgesteld')) return this.#dice.chance(S.begun, building, 0.4) ? 'inAanbouw' : 'gepland';
    return all.has('gehistoreerd') ? 'gehistoreerd' : 'nietGerealiseerd';
  }

  byIndex(index: number): Building {
    if (index < 0 || index >= this.count) throw new RangeError(`no building ${index}`);
    const [from, to] = this.addressesOf(index);
    const lot = this.#lots.of(index);
    const widest = to - from > 1 ? BLOCK : HOUSE;
    const width = Math.min(lot.room * BUILT, widest - this.#dice.unit(S.width, index) * (widest / 2));
    const depth = 2 * Math.min(lot.back - OPEN, 4 + this.#dice.unit(S.depth, index) * 3);
    const status = this.statusOf(index);
    return {
      index,
      id: idOf('building', index),
      status,
      // A building is measured when it stands; before that it is a sketch.
      method: status === 'gepland' || status === 'nietGerealiseerd' ? 'ingeschetst' : 'ingemetenGRB',
      outline: groundPlan(lot, width, depth),
      version: this.#versionOf(index),
    };
  }

  #versionOf(index: number): string {
    const changed = this.#happened.read(idOf('building', index), BUILDING_STATE);
    return changed === undefined
      ? versionAt(this.#dice, S.version, index, this.#today)
      : readBuildingState(changed).version;
  }

  byId(id: string): Building | undefined {
    const index = indexOf('building', id, this.count);
    return index === undefined ? undefined : this.byIndex(index);
  }

  #narrowed({ status, parcelId }: PropertyFilter): Narrowed {
    const all: Range = [0, this.count];
    const range = parcelId === undefined ? all : shared(all, only(this.#parcels.indexOf(parcelId)));
    return status === undefined ? [[range]] : [[range], (i) => this.statusOf(i) === status];
  }
  page(offset: number, limit: number, filter: PropertyFilter = {}): Page<Building> {
    return pageOf(this.#narrowed(filter), (i) => this.byIndex(i), offset, limit);
  }
  total(filter: PropertyFilter = {}): number {
    return totalOf(this.#narrowed(filter));
  }
}
