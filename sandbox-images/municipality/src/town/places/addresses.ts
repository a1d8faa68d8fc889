import { type Dice, stream, walk } from '../chance/dice.ts';
import { idOf, indexOf } from '../numbers/ids.ts';
import { type Narrowed, pageOf, totalOf } from '../pages.ts';
import { folded } from '../people/naming.ts';
import { BLOCK, type Skeleton, VACANT } from '../skeleton.ts';
import type { Address, Addresses, AddressFilter, ListedAddress, Page } from '../types.ts';
import type { AddressState } from './address-state.ts';
import type { Lots } from './lots.ts';
import { Numbering } from './numbering.ts';
import { type StreetPlan, versionAt } from './streets.ts';

const S = {
  version: stream('address.version'),
  proposed: stream('address.proposed'),
  order: stream('address.vacant-order'),
} as const;

/** Addresses of the town, derived from the skeleton; who lives there is not theirs to know, save what is vacant. */
export class AddressBook implements Addresses {
  readonly count: number;
  readonly #town: Skeleton;
  readonly #streets: StreetPlan;
  readonly #lots: Lots;
  readonly #numbering: Numbering;
  readonly #dice: Dice;
  readonly #today: number;
  /** Addresses that are vacant in the skeleton, yet taken: by the catalogue, or by a move. */
  readonly #taken: (index: number) => boolean;
  /** What became of an address, by its id. */
  readonly #changed: (id: string) => AddressState | undefined;

  constructor(
    town: Skeleton,
    streets: StreetPlan,
    lots: Lots,
    today: number,
    dice: Dice,
    taken: (index: number) => boolean,
    changed: (id: string) => AddressState | undefined,
  ) {
    this.count = town.addresses.count;
    this.#town = town;
    this.#streets = streets;
    this.#lots = lots;
    this.#numbering = new Numbering(town, dice);
    this.#dice = dice;
    this.#today = today;
    this.#taken = taken;
    this.#changed = changed;
  }

  postalCode(index: number): string {
    const { buildings, addresses } = this.#town;
    return this.#streets.postalOf(buildings.street[addresses.building[index] ?? 0] ?? 0);
  }
  byIndex(index: number): Address {
    const { id, uri, street, houseNumber, box, postalCode, municipality, streetId, nis, status, version } =
      this.listed(index);
    const building = this.buildingAt(index);
    const first = this.#town.buildings.first[building] ?? 0;
    const [x, y] = this.#lots.centreOf(building);
    return {
      index,
      id,
      uri,
      street,
      houseNumber,
      box,
      postalCode,
      municipality,
      streetId,
      nis,
      x,
      y,
      parentId: index > first ? idOf('address', first) : null,
      official: this.#changed(id)?.official ?? true,
      status,
      version,
    };
  }
  listed(index: number): ListedAddress {
    const { buildings, addresses } = this.#town;
    const building = addresses.building[index];
    if (building === undefined) throw new RangeError(`no address ${index}`);
    const { street, streetId, postalCode, municipality, nis } = this.#streets.whereabouts(
      buildings.street[building] ?? 0,
    );
    const id = idOf('address', index);
    const changed = this.#changed(id);
    return {
      index,
      id,
      uri: `https://data.vlaanderen.be/id/adres/${id}`,
      street,
      houseNumber: this.#numbering.houseNumber(building),
      box: this.#numbering.box(index),
      postalCode,
      municipality,
      streetId,
      nis,
      status: changed?.status ?? this.#derivedStatus(index),
      version: changed?.version ?? versionAt(this.#dice, S.version, index, this.#today),
    };
  }
  statusOf(index: number): Address['status'] {
    return this.#changed(idOf('address', index))?.status ?? this.#derivedStatus(index);
  }
  #derivedStatus(index: number): Address['status'] {
    return this.#proposed(index) ? 'voorgesteld' : 'inGebruik';
  }
  /** Index of the building that an address belongs to. */
  buildingAt(index: number): number {
    return this.#town.addresses.building[index] ?? 0;
  }
  /** The same by the address's id; undefined for no address. */
  buildingOf(id: string): number | undefined {
    const index = this.indexOf(id);
    return index === undefined ? undefined : this.buildingAt(index);
  }
  /** Some dwellings are not built yet: their address is only proposed. */
  #proposed(index: number): boolean {
    return (
      this.#town.addresses.household[index] === VACANT &&
      this.#dice.chance(S.proposed, index, 0.08) &&
      !this.#taken(index)
    );
  }

  /** Undefined for no address. */
  indexOf(id: string): number | undefined {
    return indexOf('address', id, this.count);
  }
  byId(id: string): Address | undefined {
    const index = this.indexOf(id);
    return index === undefined ? undefined : this.byIndex(index);
  }

  vacant(count: number): Address[] {
    const { vacant } = this.#town;
    const found: Address[] = [];
    const start = this.#dice.below(S.order, 0, vacant.length);
    for (const n of walk(vacant.length, start)) {
      if (found.length >= count) break;
      const index = vacant[n] ?? 0;
      if (!this.#taken(index) && this.statusOf(index) === 'inGebruik') found.push(this.byIndex(index));
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

  /** What a filter says of single addresses, the cheapest question first; undefined where it says nothing. */
  #fitting({ houseNumber, box, status }: AddressFilter): ((index: number) => boolean) | undefined {
    if (houseNumber === undefined && box === undefined && status === undefined) return undefined;
    const number = houseNumber?.toUpperCase();
    return (i) =>
      (number === undefined || this.#numbering.houseNumber(this.buildingAt(i)) === number) &&
      (status === undefined || this.statusOf(i) === status) &&
      (box === undefined || this.#numbering.box(i) === box);
  }

  #narrowed(filter: AddressFilter): Narrowed {
    const fits = this.#fitting(filter);
    return fits === undefined ? [this.#ranges(filter)] : [this.#ranges(filter), fits];
  }

  page(offset: number, limit: number, filter: AddressFilter = {}): Page<ListedAddress> {
    return pageOf(this.#narrowed(filter), (i) => this.listed(i), offset, limit);
  }
  total(filter: AddressFilter = {}): number {
    return totalOf(this.#narrowed(filter));
  }

  /** `Kerkstraat 12`: streets that begin so, with that house number where one is given. */
  search(text: string, limit: number): ListedAddress[] {
    const [, street = '', number] = /^(.*?)(?:\s+(\d+[A-Za-z]?)(?:\s.*)?)?$/.exec(text.trim()) ?? [];
    const found: ListedAddress[] = [];
    if (street === '') return found;
    for (const s of this.#streets.named(street, false)) {
      const left = limit - found.length;
      if (left <= 0) break;
      const filter = { streetId: idOf('street', s), ...(number === undefined ? {} : { houseNumber: number }) };
      found.push(...this.page(0, left, filter).items);
    }
    return found;
  }

  dwelling(index: number): boolean {
    return this.#town.addresses.household[index] !== BLOCK;
  }
}
