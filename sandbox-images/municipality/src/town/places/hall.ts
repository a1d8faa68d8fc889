import type { Address, Town } from '../types.ts';

/** Addresses among which the hall is sought: enough for a block of flats in nearly every town. */
const AMONG = 500;

/**
 * Where each municipality (by its NIS code) has its town hall: the number of its first block of flats, which is nobody's
 * dwelling, or else its very first address. The same one whatever happened. Throws a RangeError where there is no address.
 */
export function townHalls(town: Town): (nis: string) => Address {
  const known = new Map<string, Address>();
  return (nis) => {
    const before = known.get(nis);
    if (before !== undefined) return before;
    const { items } = town.addresses.page(0, AMONG, { nis });
    const found = items.find(({ index }) => !town.addresses.dwelling(index)) ?? items[0];
    if (found === undefined) throw new RangeError(`no address in ${nis}`);
    const hall = town.addresses.byIndex(found.index);
    known.set(nis, hall);
    return hall;
  };
}
