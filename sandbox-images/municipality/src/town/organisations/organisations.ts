import type { Activity } from '../../data/activities.ts';
import type { AssociationActivity } from '../../data/associations.ts';
import type { Address } from '../types.ts';

/** A legal form of the Crossroads Bank: its code, name and abbreviation. */
export interface LegalForm {
  readonly code: string;
  readonly name: string;
  readonly short: string;
}

export interface Mandate {
  /** `p-123` */
  readonly person: string;
  readonly role: string;
  /** YYYY-MM-DD */
  readonly since: string;
  readonly until: string | null;
}

export interface Establishment {
  /** Ten digits, the first 2–8. */
  readonly number: string;
  readonly name: string;
  readonly address: Address;
  readonly since: string;
  readonly until: string | null;
}

/** An enterprise as the Crossroads Bank for Enterprises (KBO) knows it. */
export interface Enterprise {
  /** Ten digits. */
  readonly number: string;
  readonly kind: 'natural' | 'legal';
  /** Name of the company or association, or under which a person trades. */
  readonly name: string;
  /** null for a natural person. */
  readonly form: LegalForm | null;
  readonly activity: Activity;
  /** YYYY-MM-DD */
  readonly start: string;
  /** YYYY-MM-DD on which it stopped. */
  readonly stopped: string | null;
  readonly situation:
    | 'Normale toestand'
    | 'Opening faillissement'
    | 'Vervroegde ontbinding - vereffening'
    | 'Stopzetting';
  /** Does not move with the person who lives there: that takes a change in the KBO. */
  readonly seat: Address;
  readonly establishments: readonly Establishment[];
  readonly mandates: readonly Mandate[];
  /** `p-123` for a natural person. */
  readonly person: string | null;
  /** VCode of an association with legal personality. */
  readonly vCode: string | null;
}

export interface EnterpriseFilter {
  /** Words that the name holds, case and diacritics ignored. */
  readonly name?: string | undefined;
  readonly postalCode?: string | undefined;
  /** Beginning of the NACE-BEL code: `43`, `43320`. */
  readonly activity?: string | undefined;
}

export interface Listed<T> {
  readonly items: readonly T[];
  /** All that fit. */
  readonly total: number;
}

export interface Enterprises {
  readonly count: number;
  byNumber(number: string): Enterprise | undefined;
  byIndex(index: number): Enterprise;
  establishment(number: string): { readonly enterprise: Enterprise; readonly establishment: Establishment } | undefined;
  /** Enterprises that a person is, or has a mandate in. */
  ofPerson(id: string): Enterprise[];
  /** Enterprises with their seat or an establishment at an address. */
  atAddress(id: string): Enterprise[];
  page(offset: number, limit: number, filter?: EnterpriseFilter): Listed<Enterprise>;
}

/** An association as the Verenigingsregister knows it. */
export interface Association {
  readonly index: number;
  readonly vCode: string;
  /** VZW: with legal personality; FV: an unincorporated association. */
  readonly type: 'VZW' | 'FV';
  readonly name: string;
  readonly shortName: string;
  readonly description: string;
  readonly start: string;
  readonly activities: readonly AssociationActivity[];
  readonly ages: readonly [number, number];
  readonly area: { readonly code: string; readonly name: string };
  readonly location: Address;
  readonly email: string;
  /** KBO number of a VZW. */
  readonly number: string | null;
  /** ISO 8601 date of the last version. */
  readonly changed: string;
}

export interface Associations {
  readonly count: number;
  byIndex(index: number): Association;
  byVCode(code: string): Association | undefined;
  representatives(index: number): readonly Mandate[];
  /** Ids of all members, representatives first. */
  members(index: number): readonly string[];
  /** Associations of which a person is a member or a representative. */
  ofPerson(id: string): Association[];
}
