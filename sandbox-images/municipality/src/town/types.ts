import type { AddressSeen, Change, PersonSeen, Selection, SnapshotSeen } from '@proeftuin/contract/municipality';
import type { Associations, Enterprises } from './organisations/organisations.ts';
import type { AddressChange } from './places/address-state.ts';
import type { Ownership } from './places/ownership.ts';
import type { Buildings, BuildingUnits, Parcels } from './places/property.ts';

/** A resident as the registers know it: derived from the town, with what happened laid over it. */
export interface Person extends PersonSeen {
  readonly index: number;
  readonly address: ListedAddress | null;
  /** `h-12`; `h-x7` for a household that came about by a move. */
  readonly householdId: string;
  /** Country of nationality, Dutch: `België`. */
  readonly nationality: string;
  readonly civilState: 'ongehuwd' | 'gehuwd' | 'gescheiden' | 'weduwstaat' | 'onbekend';
  /** Language of contact: nl, or another where the resident asked for it. */
  readonly language: 'nl' | 'fr' | 'de' | 'en';
  /** YYYY-MM-DD since when it lives at `address`. */
  readonly since: string;
  readonly deceased: string | null;
  /** Country that it left for. */
  readonly emigrated: string | null;
  readonly protectedAddress: boolean;
  readonly consentRefused: boolean;
  /** Id of the person who acts for it. */
  readonly guardian: string | null;
  /** KBO number of the enterprise that it runs in person. */
  readonly enterprise: string | null;
}

/** What lists and residents tell of an address; `id` is its objectId in the address register. */
export interface ListedAddress extends AddressSeen {
  readonly index: number;
  readonly streetId: string;
  readonly nis: string;
  readonly status: 'voorgesteld' | 'inGebruik' | 'gehistoreerd' | 'afgekeurd';
  /** ISO 8601 of the last version. */
  readonly version: string;
}

/** An address with all that the register knows of it. */
export interface Address extends ListedAddress {
  /** Lambert 72 (EPSG:31370), metres. */
  readonly x: number;
  readonly y: number;
  /** objectId of the house number that a box belongs to. */
  readonly parentId: string | null;
  readonly official: boolean;
}

export interface Street {
  readonly index: number;
  /** objectId in the street name register. */
  readonly id: string;
  readonly uri: string;
  readonly name: string;
  /** Tells it from a street of the same name in the same municipality; empty otherwise. */
  readonly homonym: string;
  readonly nis: string;
  readonly postalCode: string;
  readonly status: 'voorgesteld' | 'inGebruik' | 'gehistoreerd' | 'afgekeurd';
  readonly version: string;
  /** Ends of its axis, Lambert 72. */
  readonly line: readonly [readonly [number, number], readonly [number, number]];
}

export interface Municipality {
  readonly nis: string;
  readonly name: string;
  readonly postal: readonly { readonly code: string; readonly names: readonly string[] }[];
  readonly languages: readonly ('nl' | 'fr')[];
  /** Languages of its facilities. */
  readonly facilities: readonly ('nl' | 'fr')[];
  readonly kbo: string;
  readonly ovo: string;
  readonly residents: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

export interface AddressFilter {
  readonly nis?: string | undefined;
  readonly municipality?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly street?: string | undefined;
  readonly streetId?: string | undefined;
  readonly houseNumber?: string | undefined;
  readonly box?: string | undefined;
  readonly status?: string | undefined;
}

export interface People {
  /** All of them, the edge-case catalogue included. */
  readonly count: number;
  byInsz(insz: string): Person | undefined;
  byId(id: string): Person | undefined;
  /** Throws NobodyFits, which says which condition leaves nobody. Stable under the seed. */
  select(selection: Selection, count: number): Person[];
  /** Up to `most` whom `select` would give, in its order; none when nobody fits. */
  fitting(selection: Selection, most: number): Person[];
  /** Members of the household of a person as it is now, itself included. */
  household(id: string): Person[];
  /** Parents of a person, and children, in whatever household; none where the town knows none. */
  parents(id: string): Person[];
  children(id: string): Person[];
  isHoneytoken(id: string): boolean;
  /** NIS code of the municipality that a civil servant works for: where it lived when the town was made. Undefined for others. */
  worksFor(id: string): string | undefined;
  /** Who lives at an address (its objectId) now. */
  livingAt(address: string): Person[];
  /** By family and given name, case and diacritics ignored. */
  search(text: string, limit: number): Person[];
  /** Tags of the edge-case catalogue with how many residents bear each. */
  tags(): ReadonlyMap<string, number>;
}

export interface Addresses {
  readonly count: number;
  byId(id: string): Address | undefined;
  byIndex(index: number): Address;
  /** What lists tell of it: made in two thirds of the time. */
  listed(index: number): ListedAddress;
  /** Dwellings where nobody lives now, the same ones under a seed. */
  vacant(count: number): Address[];
  page(offset: number, limit: number, filter?: AddressFilter): Page<ListedAddress>;
  total(filter?: AddressFilter): number;
  search(text: string, limit: number): ListedAddress[];
  /** May somebody live there? Not at the number of a block of flats: there one lives in a box. */
  dwelling(index: number): boolean;
}

export interface Streets {
  readonly count: number;
  byId(id: string): Street | undefined;
  byIndex(index: number): Street;
}

/** How many people live somewhere, on the town date. */
export interface Counts {
  readonly residents: number;
  readonly households: number;
  /** Below 18, 18 to 64, 65 and older. */
  readonly minors: number;
  readonly adults: number;
  readonly seniors: number;
}

/** Exact counts of the town as it was made: what is published of them must protect small ones. */
export interface Statistics {
  ofStreet(index: number): Counts;
  /** Streets (by index) of each statistical sector, by its code. */
  sectors(): ReadonlyMap<string, readonly number[]>;
}

/** A place in the log of what happened. */
export type Cut = number;

/** A copy of what happened, under a name. */
export type Snapshot = SnapshotSeen;

/** What happened in the town, append-only, laid over the derived records. */
export interface Happened {
  /** Says that `what` of `subject` became `after`. Values are text or JSON text. */
  write(system: string, subject: string, what: string, before: string, after: string): Cut;
  /** The value now; undefined where nothing happened. */
  read(subject: string, what: string): string | undefined;
  /** Is this a stale read, for which nothing has happened? */
  unseen(): boolean;
  /** Subjects that have a value of `what`, in order of their first. */
  subjects(what: string): string[];
  cut(): Cut;
  /** All changes of `what`, in order, also those that were undone. */
  history(what: string): Change[];
  /** Net changes after a cut, in order. */
  diff(from: Cut): Change[];
  /** The value as it was at a cut. */
  readAt(cut: Cut, subject: string, what: string): string | undefined;
  /** Keeps what happened up to now under a name; one of that name is replaced. */
  snapshot(name: string): Snapshot;
  snapshots(): Snapshot[];
  /** Makes everything as it was in a snapshot; false when there is none of that name. */
  restore(name: string): boolean;
  /** Lets a snapshot go; false when there is none of that name. */
  forget(name: string): boolean;
  /** Net changes from a snapshot to now, also over a reset or a restore; undefined when there is none of that name. */
  diffWith(name: string): Change[] | undefined;
  /** Back to the town as it was made; snapshots stay. */
  reset(): void;
  /** Calls when something was written, reset or restored. */
  watch(changed: () => void): void;
  close(): void;
}

export interface Town {
  readonly profile: string;
  readonly seed: string;
  /** Town date, YYYY-MM-DD. */
  readonly date: string;
  readonly municipalities: readonly Municipality[];
  readonly people: People;
  readonly addresses: Addresses;
  readonly streets: Streets;
  readonly statistics: Statistics;
  readonly buildings: Buildings;
  readonly units: BuildingUnits;
  readonly parcels: Parcels;
  readonly enterprises: Enterprises;
  readonly associations: Associations;
  readonly ownership: Ownership;
  readonly happened: Happened;
  /** Moves persons to an address from a date on. Throws RangeError for an unknown person or address. */
  move(system: string, people: readonly string[], address: string, date: string): void;
  /** Changes an address at a moment (ISO 8601). Throws RangeError for an unknown address, or a change that the register does not know. */
  changeAddress(system: string, id: string, change: AddressChange, at: string): Address;
  reset(): void;
  close(): void;
}

/** Nobody in the town meets a selection; `condition` is the first that leaves nobody. */
export class NobodyFits extends Error {
  readonly condition: string;
  /** What to change: for each condition, how many fit without it, and the nearest of those. Looks at everybody. */
  readonly near: () => string;
  constructor(message: string, condition: string, near: () => string) {
    super(message);
    this.name = 'NobodyFits';
    this.condition = condition;
    this.near = near;
  }
}
