import { type Dice, stream, walk } from './dice.ts';
import { folded } from './naming.ts';
import { BLOCK, type Skeleton } from './skeleton.ts';
import { type StreetPlan, versionAt } from './streets.ts';
import type { Address, Addresses, AddressFilter, Page } from './types.ts';

const ADDRESS_IDS = 90_000_000;

const S = {
  suffix: stream('building.suffix'),
  style: stream('building.box-style'),
  version: stream('address.version'),
  proposed: stream('address.proposed'),
  order: stream('address.vacant-order'),
  back: stream('building.setback'),
} as const;

/** Addresses of the town, derived from the skeleton; who lives there is not theirs to know, save what is vacant. */
export class AddressBook implements Addresses {
  readonly count: number;
  readonly #town: Skeleton;
  readonly #streets: StreetPlan;
  readonly #dice: Dice;
  readonly #today: number;
  /** Addresses that are vacant in the skeleton, yet taken: by the catalogue, or by a move. */
  readonly #taken: (index: number) => boolean;

  constructor(town: Skeleton, streets: StreetPlan, today: number, dice: Dice, taken: (index: number) => boolean) {
    this.count = town.addresses.count;
    this.#town = town;
    this.#streets = streets;
    this.#dice = dice;
    this.#today = today;
    this.#taken = taken;
  }

  #suffixed(building: number, first: number): boolean {
    const nth = building - first;
    return nth >= 2 && this.#dice.chance(S.suffix, building, 0.03) && !this.#suffixed(building - 2, first);
  }
  /** Odd numbers on one side, even on the other; some lots were split: 12 and 12A. */
  houseNumber(building: number): string {
    const first = this.#town.streets.first[this.#town.buildings.street[building] ?? 0] ?? 0;
    const split = this.#suffixed(building, first);
    const nth = building - first - (split ? 2 : 0);
    return `${1 + 2 * Math.floor(nth / 2) + (nth % 2)}${split ? 'A' : ''}`;
  }
  #box(building: number, unit: number, units: number): string {
    const style = this.#dice.below(S.style, building, 4);
    if (style < 2) {
      const perFloor = Math.min(4, Math.max(1, Math.ceil(units / 6)));
      return `${String(Math.floor(unit / perFloor)).padStart(2, '0')}${String((unit % perFloor) + 1).padStart(2, '0')}`;
    }
    return style === 2 || units > 26 ? String(unit + 1) : String.fromCharCode(65 + unit);
  }

  postalCode(index: number): string {
    const { buildings, addresses } = this.#town;
    return this.#streets.postalOf(buildings.street[addresses.building[index] ?? 0] ?? 0);
  }
  byIndex(index: number): Address {
    const { buildings, addresses } = this.#town;
    const building = addresses.building[index];
    if (building === undefined) throw new RangeError(`no address ${index}`);
    const street = buildings.street[building] ?? 0;
    const first = buildings.first[building] ?? 0;
    const units = (buildings.first[building + 1] ?? 0) - first - 1;
    const place = this.#streets.placeOf(street);
    const id = String(ADDRESS_IDS + index + 1);
    const [x, y] = this.#position(building, street);
    return {
      index,
      id,
      uri: `https://data.vlaanderen.be/id/adres/${id}`,
      street: this.#streets.nameOf(street).name,
      houseNumber: this.houseNumber(building),
      box: index > first ? this.#box(building, index - first - 1, units) : '',
      postalCode: this.#streets.postalOf(street),
      municipality: place.name,
      streetId: String(900_000 + street + 1),
      nis: place.nis,
      x,
      y,
      parentId: index > first ? String(ADDRESS_IDS + first + 1) : null,
      official: true,
      status: this.#proposed(index) ? 'voorgesteld' : 'inGebruik',
      version: versionAt(this.#dice, S.version, index, this.#today),
    };
  }
  /** Some dwellings are not built yet: their address is only proposed. */
  #proposed(index: number): boolean {
    return (
      this.#town.addresses.household[index] === -1 && this.#dice.chance(S.proposed, index, 0.08) && !this.#taken(index)
    );
  }
  #position(building: number, street: number): [number, number] {
    const first = this.#town.streets.first[street] ?? 0;
    const length = (this.#town.streets.first[street + 1] ?? 1) - first;
    const nth = building - first;
    const [[ax, ay], [bx, by]] = this.#streets.lineOf(street);
    const along = (Math.floor(nth / 2) + 0.5) / Math.ceil(length / 2);
    const size = Math.hypot(bx - ax, by - ay) || 1;
    const back = (nth % 2 === 0 ? 1 : -1) * (8 + this.#dice.unit(S.back, building) * 8);
    const round = (v: number): number => Math.round(v * 100) / 100;
    return [
      round(ax + (bx - ax) * along - ((by - ay) / size) * back),
      round(ay + (by - ay) * along + ((bx - ax) / size) * back),
    ];
  }

  byId(id: string): Address | undefined {
    const index = Number(id) - ADDRESS_IDS - 1;
    return /^\d{1,9}$/.test(id) && index >= 0 && index < this.count ? this.byIndex(index) : undefined;
  }

  vacant(count: number): Address[] {
    const { vacant } = this.#town;
    const found: Address[] = [];
    const start = this.#dice.below(S.order, 0, vacant.length);
    for (const n of walk(vacant.length, start)) {
      if (found.length >= count) break;
      const index = vacant[n] ?? 0;
      if (!this.#taken(index) && !this.#proposed(index)) found.push(this.byIndex(index));
    }
    return found;
  }

  /** Ranges of address indices that a filter can lie in, in order. */
  #ranges(filter: AddressFilter): readonly (readonly [number, number])[] {
    const { streets, buildings } = this.#town;
    const narrow =
      filter.street !== undefined ||
      filter.streetId !== undefined ||
      filter.postalCode !== undefined ||
      filter.nis !== undefined ||
      filter.municipality !== undefined;
    if (!narrow) return [[0, this.count]];
    const street = filter.streetId === undefined ? undefined : this.#streets.byId(filter.streetId)?.index;
    if (filter.streetId !== undefined && street === undefined) return [];
    const named =
      street !== undefined
        ? [street]
        : filter.street === undefined
          ? Array.from({ length: streets.count }, (_, i) => i)
          : this.#streets.named(filter.street, true);
    const name = filter.municipality === undefined ? undefined : folded(filter.municipality);
    return named
      .filter((s) => {
        const place = this.#streets.placeOf(s);
        return (
          (filter.postalCode === undefined || this.#streets.postalOf(s) === filter.postalCode) &&
          (filter.nis === undefined || place.nis === filter.nis) &&
          (name === undefined || folded(place.name) === name)
        );
      })
      .map(
        (s) => [buildings.first[streets.first[s] ?? 0] ?? 0, buildings.first[streets.first[s + 1] ?? 0] ?? 0] as const,
      );
  }

  page(offset: number, limit: number, filter: AddressFilter = {}): Page<Address> {
    const items: Address[] = [];
    let skip = offset;
    const exact = filter.houseNumber !== undefined || filter.box !== undefined || filter.status !== undefined;
    for (const [from, to] of this.#ranges(filter)) {
      if (!exact && skip >= to - from) {
        skip -= to - from;
        continue;
      }
      for (let i = exact ? from : from + skip; i < to; i++) {
        if (exact) {
          if (
            filter.houseNumber !== undefined &&
            this.houseNumber(this.#town.addresses.building[i] ?? 0) !== filter.houseNumber.toUpperCase()
          )
            continue;
          const address = this.byIndex(i);
          if (filter.box !== undefined && address.box !== filter.box) continue;
          if (filter.status !== undefined && address.status !== filter.status) continue;
          if (skip > 0) {
            skip -= 1;
            continue;
          }
        }
        if (items.length === limit) return { items, more: true };
        items.push(this.byIndex(i));
      }
      if (!exact) skip = 0;
    }
    return { items, more: false };
  }

  /** `Kerkstraat 12`: streets that begin so, with that house number where one is given. */
  search(text: string, limit: number): Address[] {
    const [, street = '', number] = /^(.*?)(?:\s+(\d+[A-Za-z]?)(?:\s.*)?)?$/.exec(text.trim()) ?? [];
    const found: Address[] = [];
    if (street === '') return found;
    for (const s of this.#streets.named(street, false)) {
      const left = limit - found.length;
      if (left <= 0) break;
      const filter = { streetId: String(900_000 + s + 1), ...(number === undefined ? {} : { houseNumber: number }) };
      found.push(...this.page(0, left, filter).items);
    }
    return found;
  }

  dwelling(index: number): boolean {
    return this.#town.addresses.household[index] !== BLOCK;
  }
}
