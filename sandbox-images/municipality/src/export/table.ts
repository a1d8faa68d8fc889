import type { openTown } from '../town/town.ts';

/** A whole town, its skeleton included. */
export type Made = ReturnType<typeof openTown>;
export type Value = string | number | boolean | null;
export type ColumnType = 'text' | 'integer' | 'real' | 'boolean';

/**
 * Where a value comes from. `real`: copied from a public source; `rule`: follows from a published rule or from other
 * columns; `synthetic`: drawn by the seed after a published figure; `assumption`: drawn by the seed after a choice of this lab.
 */
export const BASES = ['real', 'rule', 'synthetic', 'assumption'] as const;
export type Basis = (typeof BASES)[number];

interface More {
  /** Of its numbers or text: `metre`, `YYYY-MM-DD`. */
  readonly unit?: string;
  /** All values that it can have, with what each means. */
  readonly codes?: Readonly<Record<string, string>>;
  /** What is published of it, and where. */
  readonly source?: string;
  readonly nullable?: true;
  /** `addresses.id` */
  readonly references?: string;
  readonly unique?: true;
  /** Is looked for: SQLite gets an index. What `references` has one anyhow. */
  readonly indexed?: true;
}

export interface Column<R> extends More {
  readonly name: string;
  readonly type: ColumnType;
  readonly meaning: string;
  readonly basis: Basis;
  /** Its name in JSON-LD: a key of the context (context.ts). */
  readonly term: string;
  of(row: R): Value;
}

/** Declares a column: name, type, JSON-LD term, where it comes from, its value in a row, what it means. */
export const col = <R>(
  name: string,
  type: ColumnType,
  term: string,
  basis: Basis,
  of: (row: R) => Value,
  meaning: string,
  more: More = {},
): Column<R> => ({ name, type, term, basis, of, meaning, ...more });

/** One table: rows that each record of its group gives. */
export interface Table<T, R> {
  readonly name: string;
  readonly meaning: string;
  /** Its type in JSON-LD: a key of the context. */
  readonly kind: string;
  /** Columns that tell its rows apart; one alone is the primary key. */
  readonly key: readonly string[];
  /** IRI of the row of a key; none where the key is of several columns. */
  iri?(key: Value): string;
  rows(record: T): readonly R[];
  readonly columns: readonly Column<R>[];
}

/** Tables that are made from the same records in one walk: one is derived once, and held no longer than it is written. */
export interface Group {
  /** Derives one record after the other. */
  records(town: Made): Iterable<unknown>;
  readonly tables: readonly Table<unknown, unknown>[];
}

/** Declares a table of a group. */
export const tableOf = <T, R>(table: Table<T, R>): Table<T, R> => table;

/** Declares a group; which tables read which records is checked here. */
export const group = <T>(records: (town: Made) => Iterable<T>, ...tables: readonly Table<T, unknown>[]): Group => ({
  records,
  tables: tables as readonly Table<unknown, unknown>[],
});

/** Numbers of the town from first to last. */
export function* numbers(count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield i;
}

/** A record that is a row. */
export const itself = <T>(record: T): readonly T[] => [record];
