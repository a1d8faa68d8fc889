/** objectIds lie above any that the real registers have given out; each is its record's index on another scale. */
const ABOVE = { street: 900_000, address: 90_000_000, building: 100_000_000, unit: 110_000_000 } as const;
export type Kind = keyof typeof ABOVE;

export const idOf = (kind: Kind, index: number): string => String(ABOVE[kind] + index + 1);

/** The index that an objectId stands for, of `count` records; undefined when there is none. */
export function indexOf(kind: Kind, id: string, count: number): number | undefined {
  const index = Number(id) - ABOVE[kind] - 1;
  return /^\d{1,9}$/.test(id) && index >= 0 && index < count ? index : undefined;
}
