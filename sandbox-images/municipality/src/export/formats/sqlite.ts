import Database from 'better-sqlite3';
import type { Table } from '../table.ts';
import type { Format } from './format.ts';

const TYPES = { text: 'TEXT', integer: 'INTEGER', real: 'REAL', boolean: 'INTEGER' } as const;

/** An integer key is the row itself; a table with any other key is kept in the order of that key. */
function definition({ name, key, columns }: Table<unknown, unknown>): string {
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
const indexes = ({ name, key, columns }: Table<unknown, unknown>): string[] =>
  columns
    .filter((c) => c.name !== key[0] && (c.unique ?? c.indexed ?? c.references) !== undefined)
    .map(
      ({ name: column, unique, nullable }) =>
        `CREATE ${unique ? 'UNIQUE ' : ''}INDEX "${name}_${column}" ON "${name}" ("${column}")${nullable ? ` WHERE "${column}" IS NOT NULL` : ''}`,
    );

/** One database with all tables, their relations and indexes: prepared inserts in one transaction, indexes afterwards. */
export function sqlite(folder: string): Format {
  const db = new Database(`${folder}/town.sqlite`);
  // Nobody reads it before it has its name: no journal, no waiting for the disk.
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('page_size = 16384');
  db.pragma('cache_size = -65536');
  db.exec('BEGIN');
  const all: Table<unknown, unknown>[] = [];
  return {
    table(table) {
      all.push(table);
      db.exec(definition(table));
      const insert = db.prepare(`INSERT INTO "${table.name}" VALUES (${table.columns.map(() => '?').join(', ')})`);
      const booleans = table.columns.flatMap(({ type }, i) => (type === 'boolean' ? [i] : []));
      return (values) => {
        if (booleans.length === 0) return void insert.run(values);
        const own = values.slice();
        for (const i of booleans) own[i] = Number(own[i]);
        insert.run(own);
      };
    },
    async finish(between) {
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
