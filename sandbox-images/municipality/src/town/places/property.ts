import type { Address, Page } from '../types.ts';
import type { Point } from './lots.ts';

/** Buildings, their units and the parcels below them: all derived from the addresses, in their order. */

/** One building: a house number with its boxes. `id` is its objectId in the building register. */
export interface Building {
  readonly index: number;
  readonly id: string;
  readonly status: 'gepland' | 'inAanbouw' | 'gerealiseerd' | 'gehistoreerd' | 'nietGerealiseerd';
  readonly method: 'ingeschetst' | 'ingemetenGRB';
  /** Ring of its ground plan, Lambert 72: anticlockwise, the last point is the first. */
  readonly outline: readonly Point[];
  /** ISO 8601 of the last version. */
  readonly version: string;
}

/** One unit of a building: one an address. At the number of a block of flats it is what the flats have in common. */
export interface BuildingUnit {
  readonly index: number;
  readonly id: string;
  readonly buildingId: string;
  readonly status: 'gepland' | 'gerealiseerd' | 'gehistoreerd' | 'nietGerealiseerd';
  readonly use: 'nietGekend' | 'gemeenschappelijkDeel';
  readonly address: Address;
  readonly version: string;
}

/** One parcel: the ground of one building. */
export interface Parcel {
  readonly index: number;
  /** Its CaPaKey in the notation of the register: `44084A0012-00B000`. */
  readonly id: string;
  /** The same in that of the land registry: `44084A0012/00B000`. */
  readonly capakey: string;
  readonly status: 'gerealiseerd' | 'gehistoreerd';
  readonly version: string;
}

/** What lists of buildings and units can be narrowed by. */
export interface PropertyFilter {
  readonly status?: string | undefined;
  readonly buildingId?: string | undefined;
  readonly addressId?: string | undefined;
  readonly parcelId?: string | undefined;
  readonly use?: string | undefined;
}

export interface Buildings {
  readonly count: number;
  byId(id: string): Building | undefined;
  byIndex(index: number): Building;
  page(offset: number, limit: number, filter?: PropertyFilter): Page<Building>;
  total(filter?: PropertyFilter): number;
}

export interface BuildingUnits {
  readonly count: number;
  byId(id: string): BuildingUnit | undefined;
  byIndex(index: number): BuildingUnit;
  /** All of one building, in the order of their addresses; these are derived unless they are given. */
  of(building: number, addresses?: readonly Address[]): BuildingUnit[];
  page(offset: number, limit: number, filter?: PropertyFilter): Page<BuildingUnit>;
  total(filter?: PropertyFilter): number;
}

export interface Parcels {
  readonly count: number;
  byId(id: string): Parcel | undefined;
  byIndex(index: number): Parcel;
  page(offset: number, limit: number, filter?: PropertyFilter): Page<Parcel>;
  total(filter?: PropertyFilter): number;
}
