import type { Address } from '../types.ts';

/** What can change about an address: written whole at each change, under this name. */
export const STATE = 'address-state';

export interface AddressState {
  readonly status: Address['status'];
  readonly official: boolean;
  /** ISO 8601 of the version that the change made. */
  readonly version: string;
}
export type AddressChange = Partial<Pick<AddressState, 'status' | 'official'>>;

/** From which status to which, and what the register calls it. */
const EVENTS: Readonly<Record<string, string>> = {
  'voorgesteld inGebruik': 'AddressWasApproved',
  'voorgesteld afgekeurd': 'AddressWasRejected',
  'inGebruik gehistoreerd': 'AddressWasRetiredV2',
  'inGebruik voorgesteld': 'AddressWasCorrectedFromApprovedToProposed',
  'afgekeurd voorgesteld': 'AddressWasCorrectedFromRejectedToProposed',
  'gehistoreerd inGebruik': 'AddressWasCorrectedFromRetiredToCurrent',
};

/** The register's event for a change; undefined where the register knows none. */
export function eventOf(before: AddressState, after: AddressState): string | undefined {
  const event = EVENTS[`${before.status} ${after.status}`];
  if (before.official === after.official) return event;
  if (before.status !== after.status) return undefined;
  return after.official ? 'AddressWasRegularized' : 'AddressWasDeregulated';
}

export const stateOf = ({ status, official, version }: AddressState): AddressState => ({ status, official, version });

/** Text of the log, written by the town itself. */
export const readState = (text: string): AddressState => JSON.parse(text) as AddressState;

/** A moment of the lab clock (ISO 8601) as the registers write versions: whole seconds, Brussels' winter offset. */
export const versionOf = (moment: string): string =>
  new Date(Date.parse(moment) + 3_600_000).toISOString().replace(/\.\d+Z$/, '+01:00');
