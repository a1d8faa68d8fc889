import type { Page } from './types.ts';

/** Indices from the first up to, not including, the second. */
export type Range = readonly [number, number];

/** What two ranges share; an empty range where that is nothing. */
export const shared = ([a, b]: Range, [c, d]: Range): Range => {
  const from = Math.max(a, c);
  return [from, Math.max(from, Math.min(b, d))];
};
export const NONE: Range = [0, 0];
/** The one index, or none. */
export const only = (index: number | undefined): Range => (index === undefined ? NONE : [index, index + 1]);

/** One page of the records of a range, or of those that fit, each made only when it is on the page. */
export function pageOf<T>(
  [from, to]: Range,
  make: (index: number) => T,
  offset: number,
  limit: number,
  fits?: (index: number) => boolean,
): Page<T> {
  const items: T[] = [];
  let skip = fits === undefined ? 0 : offset;
  for (let i = fits === undefined ? from + offset : from; i < to; i++) {
    if (fits !== undefined && !fits(i)) continue;
    if (skip > 0) {
      skip -= 1;
      continue;
    }
    if (items.length === limit) return { items, more: true };
    items.push(make(i));
  }
  return { items, more: false };
}
