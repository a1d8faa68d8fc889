import { fullAddress } from '@proeftuin/contract/address';
import type { AddressSeen } from '@proeftuin/contract/municipality';
import type { Values } from '@proeftuin/scenarios/sdk/stage';

/** What a person would write in a field of this key: text, or yes and no for a box to tick. Undefined: leaves it alone. */
export function answerFor(key: string, values: Values): string | boolean | undefined {
  const given = values[key];
  if (typeof given === 'string' || typeof given === 'boolean') return given;
  if (typeof given === 'number') return String(given);
  const { address } = values;
  if (address !== undefined && key in ADDRESS) return ADDRESS[key]?.(address);
  if (key === 'household' || key === 'members') return (values.household?.length ?? 1) > 1;
  return undefined;
}

const ADDRESS: Readonly<Record<string, (address: AddressSeen) => string>> = {
  street: (a) => a.street,
  houseNumber: (a) => a.houseNumber,
  box: (a) => a.box,
  postalCode: (a) => a.postalCode,
  municipality: (a) => a.municipality,
  city: (a) => a.municipality,
  address: fullAddress,
};

/** A date as a Flemish person writes it in a plain field. */
export const written = (iso: string): string => iso.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
