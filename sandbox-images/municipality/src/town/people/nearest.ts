import type { Condition } from './conditions.ts';

/** A condition that somebody fails alone: how many do, and the nearest of them. */
export interface Near {
  readonly condition: string;
  /** Residents who meet all other conditions. */
  readonly others: number;
  /** What the nearest of those is instead: `a household of 5`. */
  readonly nearest?: string;
}

/** For each condition, who would fit without it: one look at each of `count` residents. */
export function nearest(conditions: readonly Condition[], count: number): Near[] {
  const others = conditions.map(() => 0);
  const best: ({ readonly distance: number; readonly says: string } | undefined)[] = conditions.map(() => undefined);
  for (let i = 0; i < count; i++) {
    const only = onlyFailed(conditions, i);
    if (only === undefined) continue;
    others[only] = (others[only] ?? 0) + 1;
    const [distance, says] = conditions[only]?.near?.(i) ?? [Number.POSITIVE_INFINITY, ''];
    if (distance < (best[only]?.distance ?? Number.POSITIVE_INFINITY)) best[only] = { distance, says };
  }
  return conditions.map(({ says }, n) => {
    const near = best[n];
    return { condition: says, others: others[n] ?? 0, ...(near === undefined ? {} : { nearest: near.says }) };
  });
}

/** Place of the one condition that somebody does not meet; undefined when there are none or more. */
function onlyFailed(conditions: readonly Condition[], index: number): number | undefined {
  let failed: number | undefined;
  for (let n = 0; n < conditions.length; n++) {
    if (conditions[n]?.holds(index) === true) continue;
    if (failed !== undefined) return undefined;
    failed = n;
  }
  return failed;
}

/** What to change, in words: `without "a household of 14" 290 fit (nearest: a household of 5)`. */
export function nearText(list: readonly Near[]): string {
  const told = list
    .filter(({ others }) => others > 0)
    .sort((a, b) => b.others - a.others)
    .map(
      ({ condition, others, nearest: near }) =>
        `without "${condition}" ${others} ${others === 1 ? 'fits' : 'fit'}${near === undefined ? '' : ` (nearest: ${near})`}`,
    );
  return told.length === 0 ? 'no single condition can be left out' : told.join('; ');
}
