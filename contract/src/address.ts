import type { AddressSeen } from './municipality.ts';

/** `Kerkstraat 12A bus 0301` */
export const streetAddress = ({
  street,
  houseNumber,
  box,
}: Pick<AddressSeen, 'street' | 'houseNumber' | 'box'>): string =>
  `${street} ${houseNumber}${box === '' ? '' : ` bus ${box}`}`;

/** `Kerkstraat 12A bus 0301, 9880 Aalter`, as the address register writes it. */
export const fullAddress = (address: Omit<AddressSeen, 'id' | 'uri'>): string =>
  `${streetAddress(address)}, ${address.postalCode} ${address.municipality}`;
