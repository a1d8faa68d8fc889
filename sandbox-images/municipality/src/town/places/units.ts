import { type Dice, stream } from '../chance/dice.ts';
import { idOf, indexOf } from '../numbers/ids.ts';
import { type Narrowed, NONE, only, pageOf, type Range, shared, totalOf } from '../pages.ts';
import type { Address, Happened, Page } from '../types.ts';
import type { AddressBook } from './addresses.ts';
import type { BuildingBook } from './buildings.ts';
import type { BuildingUnit, BuildingUnits, PropertyFilter } from './property.ts';
import { readUnitState, UNIT_STATE } from './property-state.ts';
import { versionAt } from './streets.ts';

const S = { version: stream('unit.version') } as const;

/** Status of a unit by that of its address. */
const STATUS = {
  voorgesteld: 'gepland',
  inGebruik: 'gerealiseerd',
  gehistoreerd: 'gehistoreerd',
  afgekeurd: 'nietGerealiseerd',
} as const satisfies Record<Address['status'], BuildingUnit['status']>;

/** Units of the town's buildings: the n-th is that of the n-th address. */
export class UnitBook implements BuildingUnits {
  readonly count: number;
  readonly #addresses: AddressBook;
  readonly #buildings: BuildingBook;
  readonly #happened: Happened;
  readonly #dice: Dice;
  readonly #today: number;

  constructor(addresses: AddressBook, buildings: BuildingBook, happened: Happened, today: number, dice: Dice) {
    this.count = addresses.count;
    this.#addresses = addresses;
    this.#buildings = buildings;
    this.#happened = happened;
    this.#today = today;
    this.#dice = dice;
  }

  #use(index: number): BuildingUnit['use'] {
    return this.#addresses.dwelling(index) ? 'nietGekend' : 'gemeenschappelijkDeel';
  }
  /** What flats have in common is there as soon as the building is. */
  #status(index: number): BuildingUnit['status'] {
    if (this.#addresses.dwelling(index)) return STATUS[this.#addresses.statusOf(index)];
    const building = this.#buildings.statusOf(this.#addresses.buildingAt(index));
    return building === 'inAanbouw' ? 'gepland' : building;
  }

  byIndex(index: number, address = this.#addresses.byIndex(index)): BuildingUnit {
    return {
      index,
      id: idOf('unit', index),
      buildingId: idOf('building', this.#addresses.buildingAt(index)),
      status: this.#status(index),
      use: this.#use(index),
      address,
      version: this.#versionOf(index),
    };
  }

  #versionOf(index: number): string {
    const changed = this.#happened.read(idOf('unit', index), UNIT_STATE);
    return changed === undefined
      ? versionAt(this.#dice, S.version, index, this.#today)
      : readUnitState(changed).version;
  }

  byId(id: string): BuildingUnit | undefined {
    const index = indexOf('unit', id, this.count);
    return index === undefined ? undefined : this.byIndex(index);
  }

  of(building: number, addresses: readonly Address[] = []): BuildingUnit[] {
    const [from, to] = this.#buildings.addressesOf(building);
    return Array.from({ length: to - from }, (_, i) => this.byIndex(from + i, addresses[i]));
  }

  #narrowed({ status, use, addressId, buildingId }: PropertyFilter): Narrowed {
    let range: Range = [0, this.count];
    if (addressId !== undefined) range = shared(range, only(indexOf('address', addressId, this.count)));
    if (buildingId !== undefined) {
      const building = indexOf('building', buildingId, this.#buildings.count);
      range = shared(range, building === undefined ? NONE : this.#buildings.addressesOf(building));
    }
    if (status === undefined && use === undefined) return [[range]];
    const fits = (i: number): boolean =>
      (status === undefined || this.#status(i) === status) && (use === undefined || this.#use(i) === use);
    return [[range], fits];
  }
  page(offset: number, limit: number, filter: PropertyFilter = {}): Page<BuildingUnit> {
    return pageOf(this.#narrowed(filter), (i) => this.byIndex(i), offset, limit);
  }
  total(filter: PropertyFilter = {}): number {
    return totalOf(this.#narrowed(filter));
  }
}
