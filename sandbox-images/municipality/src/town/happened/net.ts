import type { Change } from '@proeftuin/contract/municipality';

/** One row of the log of what happened. */
export interface Row extends Change {
  readonly seq: number;
}

/** One change a subject and attribute, from before its first row to after its last; also those that came to nothing. */
export function net(rows: readonly Row[]): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const { system, subject, what, before, after } of rows) {
    const key = `${subject}\n${what}`;
    changes.set(key, { system, subject, what, before: changes.get(key)?.before ?? before, after });
  }
  return changes;
}
