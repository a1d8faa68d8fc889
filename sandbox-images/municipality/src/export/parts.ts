import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { TownConfig } from '../town/town.ts';
import { CACHE, definition, indexes } from './formats/sqlite.ts';
import { GROUPS } from './tables/all.ts';
import type { FormatName } from './walk.ts';

/** What a second thread writes: about as much work as all the rest. */
const ITS = ['town', 'municipalities', 'streets', 'parcels', 'households', 'enterprises'];
export const SECOND = GROUPS.filter(({ tables }) => tables.some(({ name }) => ITS.includes(name)));
export const FIRST = GROUPS.filter((group) => !SECOND.includes(group));

/** What the second thread is told. */
export interface Part {
  readonly config: TownConfig;
  readonly formats: readonly FormatName[];
  readonly folder: string;
  readonly database: string;
}

export interface Second {
  /** How many rows each of its tables has. Throws what went wrong in it. */
  readonly rows: Promise<ReadonlyMap<string, number>>;
  /** Ends it, whatever it does. */
  stop(): Promise<void>;
}

/** Starts the second thread. */
export function startSecond(part: Part, progress: ((line: string) => void) | undefined): Second {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: part });
  const rows = new Promise<ReadonlyMap<string, number>>((resolve, reject) => {
    worker.on('message', (said: { line?: string; rows?: ReadonlyMap<string, number> }) => {
      if (said.line !== undefined) progress?.(said.line);
      if (said.rows !== undefined) resolve(said.rows);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the second thread of the export ended with ${code}`)));
  });
  // Who waits hears of it; who was interrupted no longer does.
  rows.catch(() => undefined);
  return { rows, stop: async () => void (await worker.terminate()) };
}

/** Moves the tables of a second database into a first one, pages as they are, and removes it. */
export function joinDatabases(first: string, second: string): void {
  const db = new Database(first);
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'foreign_keys = OFF', `cache_size = -${CACHE}`])
    db.pragma(pragma);
  db.prepare('ATTACH ? AS second').run(second);
  db.exec('BEGIN');
  for (const table of SECOND.flatMap(({ tables }) => tables)) {
    // SQLite copies b-trees as they are where both sides have the same table and indexes.
    for (const statement of [definition(table), ...indexes(table)]) db.exec(statement);
    db.exec(`INSERT INTO main."${table.name}" SELECT * FROM second."${table.name}"`);
  }
  db.exec('COMMIT');
  db.close();
  rmSync(second);
}
