import type { Table, Value } from '../table.ts';

/** Takes the rows of one table. Values stand in the order of its columns. */
export type Writer = (values: readonly Value[]) => void;

/** One way of writing an export, in a folder of its own. */
export interface Format {
  /** Begins a table; called for all tables before the first row of any. */
  table(table: Table<unknown, unknown>): Writer;
  /** When all rows are written. `between` is called from time to time, and throws to stop. */
  finish(between: () => Promise<void>): Promise<void>;
  /** Lets go of its files, at the end and after a failure. */
  close(): void;
}
