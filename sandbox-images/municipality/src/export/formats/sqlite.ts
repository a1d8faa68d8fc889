import Database from 'better-sqlite3';
import type { Table, Value } from '../table.ts';
import type { Format } from './format.ts';

const TYPES = { text: 'TEXT', integer: 'INTEGER', real: 'REAL', boolean: 'INTEGER' } as const;

/** An integer key is the row itself; a table with any other key is kept in the order of that key. */
export function definition({ name, key, columns }: Table<unknown, unknown>): string {
  const integer = key.length === 1 && columns.some((c) => c.name === key[0] && c.type === 'integer');
  const lines = columns.map((column) => {
    const reference = column.references?.split('.') ?? [];
    return [
      `"${column.name}" ${TYPES[column.type]}`,
      integer && column.name === key[0] ? ' PRIMARY KEY' : '',
      column.nullable === true ? '' : ' NOT NULL',
      reference.length === 2 ? ` REFERENCES "${reference[0]}" ("${reference[1]}")` : '',
    ].join('');
  });
  if (!integer) lines.push(`PRIMARY KEY (${key.map((one) => `"${one}"`).join(', ')})`);
  return `CREATE TABLE "${name}" (\n  ${lines.join(',\n  ')}\n) STRICT${integer ? '' : ', WITHOUT ROWID'}`;
}

/** Of every relation, and of what is looked for; where most rows have no value, of those that have one. */
export const indexes = ({ name, key, columns }: Table<unknown, unknown>): string[] =>
  columns
    .filter((c) => c.name !== key[0] && (c.unique ?? c.indexed ?? c.references) !== undefined)
    .map(
      ({ name: column, unique, nullable }) =>
        `CREATE ${unique ? 'UNIQUE ' : ''}INDEX "${name}_${column}" ON "${name}" ("${column}")${nullable ? ` WHERE "${column}" IS NOT NULL` : ''}`,
    );

/** Rows of one statement: a call costs as much as binding ten values, and more of them at once gain nothing. */
const AT_ONCE = 16;

/**
 * Rows of one table, inserted some at a time. An export that fails leaves no database: so a statement needs no journal of the
 * pages that it writes (`OR FAIL`).
 */
class Rows {
  readonly #db: Database.Database;
  readonly #name: string;
  readonly #width: number;
  readonly #booleans: readonly number[];
  readonly #insert: Database.Statement;
  #values: Value[] = [];

  constructor(db: Database.Database, { name, columns }: Table<unknown, unknown>) {
    this.#db = db;
    this.#name = name;
    this.#width = columns.length;
    this.#booleans = columns.flatMap(({ type }, i) => (type === 'boolean' ? [i] : []));
    this.#insert = this.#prepare(AT_ONCE);
  }
  #prepare(rows: number): Database.Statement {
    const row = `(${Array(this.#width).fill('?').join(', ')})`;
    return this.#db.prepare(`INSERT OR FAIL INTO "${this.#name}" VALUES ${Array(rows).fill(row).join(', ')}`);
  }

  add(values: readonly Value[]): void {
    const at = this.#values.length;
    for (const value of values) this.#values.push(value);
    for (const i of this.#booleans) this.#values[at + i] = Number(values[i]);
    if (this.#values.length < AT_ONCE * this.#width) return;
    this.#insert.run(...this.#values);
    this.#values = [];
  }
  /** Inserts those that are left. */
  flush(): void {
    if (this.#values.length > 0) this.#prepare(this.#values.length / this.#width).run(...this.#values);
    this.#values = [];
  }
}

/** KiB of cache: what an index sorts at a time stays in that of a processor, in half the time that 64 MiB at once take. */
export const CACHE = 4096;

/** One database with all tables, their relations and indexes: prepared inserts in one transaction, indexes afterwards. */
export function sqlite(file: string): Format {
  const db = new Database(file);
  // Nobody reads it before it has its name: no journal, no waiting for the disk.
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('page_size = 16384');
  db.pragma(`cache_size = -${CACHE}`);
  db.exec('BEGIN');
  const all: Table<unknown, unknown>[] = [];
  const pending: Rows[] = [];
  return {
    table(table) {
      all.push(table);
      db.exec(definition(table));
      const rows = new Rows(db, table);
      pending.push(rows);
      return (values) => rows.add(values);
    },
    async finish(between) {
      for (const rows of pending) rows.flush();
      for (const statement of all.flatMap(indexes)) {
        await between();
        db.exec(statement);
      }
      db.exec('COMMIT');
    },
    close() {
      db.close();
    },
  };
}
