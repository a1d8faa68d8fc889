/** Counts below this are not published: they could point at somebody. */
export const LEAST = 10;
const ROUND = 5;

/**
 * A count of people as it may be published: nothing below ten, and else rounded to five, so that what is left out cannot
 * be found from a total. Totals are rounded by themselves.
 */
export const safeCount = (count: number): number | null => (count < LEAST ? null : Math.round(count / ROUND) * ROUND);
