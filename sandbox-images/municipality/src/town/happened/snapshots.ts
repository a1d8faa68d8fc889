import type { Change } from '@proeftuin/contract/municipality';
import type Database from 'better-sqlite3';
import type { Cut, Snapshot } from '../types.ts';
import { net, type Row } from './net.ts';

const ROW = 'seq, system, subject, what, before, after';

/** Copies of the log of what happened, each under a name; they outlive a reset. */
export class Snapshots {
  readonly #db: Database.Database;

  /** The database of the log, whose table is `log`. */
  constructor(db: Database.Database) {
    this.#db = db;
    db.exec(`CREATE TABLE IF NOT EXISTS snapshot (name TEXT PRIMARY KEY, cut INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS snapshot_log (
      name TEXT NOT NULL, seq INTEGER NOT NULL, system TEXT NOT NULL, subject TEXT NOT NULL, what TEXT NOT NULL,
      before TEXT NOT NULL, after TEXT NOT NULL, PRIMARY KEY (name, seq)
    ) STRICT, WITHOUT ROWID`);
  }

  /** Copies the log as it is; one of the same name is replaced. */
  take(name: string, cut: Cut): Snapshot {
    return this.#db.transaction(() => {
      this.#remove(name);
      this.#db.prepare('INSERT INTO snapshot VALUES (?, ?)').run(name, cut);
      const { changes } = this.#db.prepare(`INSERT INTO snapshot_log SELECT ?, ${ROW} FROM log`).run(name);
      return { name, cut, changes };
    })();
  }
  list(): Snapshot[] {
    return this.#db
      .prepare<[], Snapshot>(
        `SELECT name, cut, (SELECT count(*) FROM snapshot_log l WHERE l.name = s.name) AS changes
         FROM snapshot s ORDER BY name`,
      )
      .all();
  }
  /** Puts a copy in the log's place; false when there is none of that name. */
  restore(name: string): boolean {
    if (!this.#has(name)) return false;
    this.#db.transaction(() => {
      this.#db.exec('DELETE FROM log');
      this.#db
        .prepare(`INSERT INTO log (${ROW}) SELECT ${ROW} FROM snapshot_log WHERE name = ? ORDER BY seq`)
        .run(name);
    })();
    return true;
  }
  forget(name: string): boolean {
    return this.#db.transaction(() => this.#remove(name))();
  }
  /** From a copy to `now` (all rows of the log): value by value, whichever way was taken. Undefined without a copy of that name. */
  diff(name: string, now: readonly Row[]): Change[] | undefined {
    if (!this.#has(name)) return undefined;
    const rows = this.#db.prepare<[string], Row>(`SELECT ${ROW} FROM snapshot_log WHERE name = ? ORDER BY seq`);
    const [then, since] = [net(rows.all(name)), net(now)];
    const found: Change[] = [];
    for (const key of new Set([...then.keys(), ...since.keys()])) {
      const [a, b] = [then.get(key), since.get(key)];
      const one = b ?? a;
      if (one === undefined) continue;
      // What only one side knows was as the town was made at the other.
      const before = a?.after ?? one.before;
      const after = b?.after ?? one.before;
      if (before !== after) found.push({ ...one, before, after });
    }
    return found;
  }

  #has(name: string): boolean {
    return this.#db.prepare('SELECT 1 FROM snapshot WHERE name = ?').get(name) !== undefined;
  }
  #remove(name: string): boolean {
    this.#db.prepare('DELETE FROM snapshot_log WHERE name = ?').run(name);
    return this.#db.prepare('DELETE FROM snapshot WHERE name = ?').run(name).changes > 0;
  }
}
