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

/** Which records: ranges of indices, and where not all of those fit, which do. */
export type Narrowed = readonly [ranges: readonly Range[], fits?: (index: number) => boolean];

export function totalOf([ranges, fits]: Narrowed): number {
  let total = 0;
  for (const [from, to] of ranges) {
    if (fits === undefined) total += to - from;
    else for (let i = from; i < to; i++) if (fits(i)) total += 1;
  }
  return total;
}

/** One page of records, each made only when it is on the page. */
export function pageOf<T>(
  [ranges, fits]: Narrowed,
  make: (index: number) => T,
  offset: number,
  limit: number,
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
