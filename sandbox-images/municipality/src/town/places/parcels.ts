import { type Dice, stream } from '../chance/dice.ts';
import { type Narrowed, NONE, only, pageOf, type Range, shared, totalOf } from '../pages.ts';
import type { Skeleton } from '../skeleton.ts';
import type { Page } from '../types.ts';
import type { AddressBook } from './addresses.ts';
import type { Parcel, Parcels, PropertyFilter } from './property.ts';
import { type StreetPlan, versionAt } from './streets.ts';

const S = {
  letter: stream('parcel.letter'),
  power: stream('parcel.power'),
  version: stream('parcel.version'),
} as const;

/** Ground numbers of one section. */
const SECTION = 9_999;
const KEY = /^(\d{5})([A-Z])(\d{4})-00[A-Z]\d{3}$/;
const LETTERS = 26;

/**
 * Parcels of the town, one below each building. A CaPaKey is division, section, ground number, bis number, letter and
 * power. The division here is the NIS code of the municipality, not one of the land registry's; sections and ground
 * numbers go on building by building.
 */
export class ParcelBook implements Parcels {
  readonly count: number;
  readonly #town: Skeleton;
  readonly #streets: StreetPlan;
  readonly #addresses: AddressBook;
  readonly #dice: Dice;
  readonly #today: number;
  /** First building of each place, by its NIS code. */
  readonly #first = new Map<string, number>();

  constructor(town: Skeleton, streets: StreetPlan, addresses: AddressBook, today: number, dice: Dice) {
    this.count = town.buildings.count;
    this.#town = town;
    this.#streets = streets;
    this.#addresses = addresses;
    this.#dice = dice;
    this.#today = today;
    for (let street = 0, place = -1; street < town.streets.count; street++) {
      if (town.streets.place[street] === place) continue;
      place = town.streets.place[street] ?? 0;
      this.#first.set(streets.placeOf(street).nis, town.streets.first[street] ?? 0);
    }
  }

  idOf(index: number): string {
    const { nis } = this.#streets.placeOf(this.#town.buildings.street[index] ?? 0);
    const nth = index - (this.#first.get(nis) ?? 0);
    const section = String.fromCharCode(65 + Math.floor(nth / SECTION));
    const ground = String((nth % SECTION) + 1).padStart(4, '0');
    const letter = String.fromCharCode(65 + this.#dice.below(S.letter, index, LETTERS));
    // Most parcels were never divided.
    const power = this.#dice.chance(S.power, index, 0.8) ? 0 : 1 + this.#dice.below(S.power, index + this.count, 12);
    return `${nis}${section}${ground}-00${letter}${String(power).padStart(3, '0')}`;
  }

  indexOf(id: string): number | undefined {
    const [, nis = '', section = '', ground = ''] = KEY.exec(id) ?? [];
    const first = this.#first.get(nis);
    if (first === undefined) return undefined;
    const index = first + (section.charCodeAt(0) - 65) * SECTION + Number(ground) - 1;
    return index < this.count && this.idOf(index) === id ? index : undefined;
  }

  byIndex(index: number): Parcel {
    if (index < 0 || index >= this.count) throw new RangeError(`no parcel ${index}`);
    const id = this.idOf(index);
    return {
      index,
      id,
      capakey: id.replace('-', '/'),
      status: 'gerealiseerd',
      version: versionAt(this.#dice, S.version, index, this.#today),
    };
  }

  byId(id: string): Parcel | undefined {
    const index = this.indexOf(id);
    return index === undefined ? undefined : this.byIndex(index);
  }

  #narrowed({ status, addressId }: PropertyFilter): Narrowed {
    const all: Range = status === undefined || status === 'gerealiseerd' ? [0, this.count] : NONE;
    return [[addressId === undefined ? all : shared(all, only(this.#addresses.buildingOf(addressId)))]];
  }
  page(offset: number, limit: number, filter: PropertyFilter = {}): Page<Parcel> {
    return pageOf(this.#narrowed(filter), (i) => this.byIndex(i), offset, limit);
  }
  total(filter: PropertyFilter = {}): number {
    return totalOf(this.#narrowed(filter));
  }
}
