import type { Address, Municipality, Town } from './types.ts';

/** Addresses among which the hall is sought: enough for a block of flats in nearly every town. */
const AMONG = 500;

/**
 * Where a municipality has its town hall: the number of the first block of flats, which is nobody's dwelling, or else its
 * very first address. The same one whatever happened. Throws a RangeError where a municipality has no address.
 */
export function townHall(town: Town, { nis }: Municipality): Address {
  const { items } = town.addresses.page(0, AMONG, { nis });
  const hall = items.find(({ index }) => !town.addresses.dwelling(index)) ?? items[0];
  if (hall === undefined) throw new RangeError(`no address in ${nis}`);
  return hall;
}
