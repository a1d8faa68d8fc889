import { AsyncLocalStorage } from 'node:async_hooks';
import type { Change } from '@proeftuin/contract/municipality';
import Database from 'better-sqlite3';
import type { Cut, Happened, Snapshot } from '../types.ts';
import { net, type Row } from './net.ts';
import { Snapshots } from './snapshots.ts';

const made = new AsyncLocalStorage<true>();
let stale = 0;

/** Runs something for which nothing has happened in the town: a stale read. */
export async function asTheTownWasMade<T>(run: () => Promise<T>): Promise<T> {
  stale += 1;
  try {
    return await made.run(true, run);
  } finally {
    stale -= 1;
  }
}

/**
 * The log of what happened, append-only, in SQLite (in memory, or a file); the last value of each subject also in a map
 * for reading. Cuts go on rising over a reset or a restore, so that an old cut never means something new.
 */
export class Log implements Happened {
  readonly #db: Database.Database;
  readonly #insert: Database.Statement<[string, string, string, string, string]>;
  readonly #after: Database.Statement<[number], Row>;
  readonly #history: Database.Statement<[string], Row>;
  readonly #at: Database.Statement<[number, string, string], { after: string }>;
  readonly #snapshots: Snapshots;
  readonly #now = new Map<string, Map<string, string>>();
  readonly #watchers = new Set<() => void>();
  #seq = 0;

  constructor(file = ':memory:') {
    const db = new Database(file);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = OFF');
    db.exec(`CREATE TABLE IF NOT EXISTS log (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, system TEXT NOT NULL, subject TEXT NOT NULL, what TEXT NOT NULL,
      before TEXT NOT NULL, after TEXT NOT NULL
    ) STRICT; CREATE INDEX IF NOT EXISTS log_subject ON log (subject, what, seq);
    CREATE INDEX IF NOT EXISTS log_what ON log (what, seq)`);
    this.#db = db;
    this.#insert = db.prepare('INSERT INTO log (system, subject, what, before, after) VALUES (?, ?, ?, ?, ?)');
    this.#after = db.prepare('SELECT * FROM log WHERE seq > ? ORDER BY seq');
    this.#history = db.prepare('SELECT * FROM log WHERE what = ? ORDER BY seq');
    this.#at = db.prepare(
      'SELECT after FROM log WHERE seq <= ? AND subject = ? AND what = ? ORDER BY seq DESC LIMIT 1',
    );
    this.#snapshots = new Snapshots(db);
    this.#read();
  }

  /** The last values anew, from the log. */
  #read(): void {
    this.#now.clear();
    for (const row of this.#after.all(0)) this.#keep(row);
  }
  #keep({ seq, subject, what, after }: Row): void {
    const values = this.#now.get(what) ?? new Map<string, string>();
    this.#now.set(what, values.set(subject, after));
    this.#seq = Math.max(this.#seq, seq);
  }
  #tell(): void {
    for (const changed of this.#watchers) changed();
  }

  write(system: string, subject: string, what: string, before: string, after: string): Cut {
    const seq = Number(this.#insert.run(system, subject, what, before, after).lastInsertRowid);
    this.#keep({ seq, system, subject, what, before, after });
    this.#tell();
    return seq;
  }
  unseen(): boolean {
    return stale > 0 && made.getStore() === true;
  }
  read(subject: string, what: string): string | undefined {
    if (this.unseen()) return undefined;
    return this.#now.get(what)?.get(subject);
  }
  subjects(what: string): string[] {
    return [...(this.#now.get(what)?.keys() ?? [])];
  }
  cut(): Cut {
    return this.#seq;
  }
  history(what: string): Change[] {
    if (this.unseen()) return [];
    return this.#history
      .all(what)
      .map(({ system, subject, before, after }) => ({ system, subject, what, before, after }));
  }
  diff(from: Cut): Change[] {
    return [...net(this.#after.all(from)).values()].filter(({ before, after }) => before !== after);
  }
  readAt(cut: Cut, subject: string, what: string): string | undefined {
    return this.#at.get(cut, subject, what)?.after;
  }

  snapshot(name: string): Snapshot {
    return this.#snapshots.take(name, this.#seq);
  }
  snapshots(): Snapshot[] {
    return this.#snapshots.list();
  }
  restore(name: string): boolean {
    if (!this.#snapshots.restore(name)) return false;
    this.#read();
    this.#tell();
    return true;
  }
  forget(name: string): boolean {
    return this.#snapshots.forget(name);
  }
  diffWith(name: string): Change[] | undefined {
    return this.#snapshots.diff(name, this.#after.all(0));
  }

  reset(): void {
    this.#db.exec('DELETE FROM log');
    this.#now.clear();
    this.#tell();
  }
  watch(changed: () => void): void {
    this.#watchers.add(changed);
  }
  close(): void {
    this.#db.close();
  }
}
