import { kboOf, validKbo } from './insz.ts';

/**
 * Numbers of enterprises, establishments and associations. The Crossroads Bank gives numbers out in rising order: it stands
 * at 1.0 and reaches 1.9 in centuries, its establishments stand at 2.3, and the association register at V00. The town takes
 * 1.900.000.000–1.999.999.999, 8.500.000.000–8.899.999.999 and V9000001–V9999999, so that none is anybody's.
 */
const NATURAL = 19_000_000;
const COMPANY = 19_800_000;
const ASSOCIATION = 19_950_000;
const END = 20_000_000;
const ESTABLISHMENT = 85_000_000;
const PER_ENTERPRISE = 4;
const V = 9_000_001;

/** Residents that the range of natural persons' numbers holds. */
export const MOST_RESIDENTS = COMPANY - NATURAL;

export type Holder =
  | { readonly kind: 'natural'; readonly index: number }
  | { readonly kind: 'company'; readonly index: number }
  | { readonly kind: 'association'; readonly index: number };

const FIRST = { natural: NATURAL, company: COMPANY, association: ASSOCIATION } as const;

/** KBO number: of a person who trades, a company, or an association with legal personality; by its index. */
export const numberOf = ({ kind, index }: Holder): string => kboOf(FIRST[kind] + index);

/** Whose number it would be; undefined outside the town's range or with a wrong check. */
export function holderOf(number: string): Holder | undefined {
  if (!validKbo(number)) return undefined;
  const eight = Number(number.slice(0, 8));
  if (eight < NATURAL || eight >= END) return undefined;
  if (eight < COMPANY) return { kind: 'natural', index: eight - NATURAL };
  if (eight < ASSOCIATION) return { kind: 'company', index: eight - COMPANY };
  return { kind: 'association', index: eight - ASSOCIATION };
}

/** Number of the n-th establishment (0–3) of an enterprise: first digit 2–8, last two 97 - (first eight mod 97). */
export const establishmentOf = (number: string, nth: number): string =>
  kboOf(ESTABLISHMENT + (Number(number.slice(0, 8)) - NATURAL) * PER_ENTERPRISE + nth);

export const validEstablishment = (text: string): boolean =>
  /^[2-8]\d{9}$/.test(text) && 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8));

/** Enterprise and position of an establishment's number; undefined outside the town's range. */
export function readEstablishment(text: string): { readonly enterprise: string; readonly nth: number } | undefined {
  const offset = validEstablishment(text) ? Number(text.slice(0, 8)) - ESTABLISHMENT : -1;
  if (offset < 0 || offset >= (END - NATURAL) * PER_ENTERPRISE) return undefined;
  return { enterprise: kboOf(NATURAL + Math.floor(offset / PER_ENTERPRISE)), nth: offset % PER_ENTERPRISE };
}

/** Code of an association in the Verenigingsregister: V and seven digits. */
export const vCodeOf = (index: number): string => `V${V + index}`;
export const readVCode = (text: string): number | undefined =>
  /^V9\d{6}$/.test(text) && Number(text.slice(1)) >= V ? Number(text.slice(1)) - V : undefined;
