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

/** One page of the records of some ranges, or of those that fit, each made only when it is on the page. */
export function pageOf<T>(
  ranges: readonly Range[],
  make: (index: number) => T,
  offset: number,
  limit: number,
  fits?: (index: number) => boolean,
): Page<T> {
  const items: T[] = [];
  let skip = offset;
  for (const [from, to] of ranges) {
    // Where all fit, what is skipped need not be looked at.
    const passed = fits === undefined ? Math.min(skip, to - from) : 0;
    skip -= passed;
    for (let i = from + passed; i < to; i++) {
      if (fits?.(i) === false) continue;
      if (skip > 0) {
        skip -= 1;
        continue;
      }
      if (items.length === limit) return { items, more: true };
      items.push(make(i));
    }
  }
  return { items, more: false };
}
