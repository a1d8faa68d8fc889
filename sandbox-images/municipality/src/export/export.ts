import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '@proeftuin/contract/errors';
import { makeFolder } from '@proeftuin/contract/folder';
import { openTown, type TownConfig } from '../town/town.ts';
import { codebookOf, codebookText } from './codebook.ts';
import { FIRST, joinDatabases, startSecond } from './parts.ts';
import type { Made } from './table.ts';
import { GROUPS, TABLES } from './tables/all.ts';
import { type FormatName, walk } from './walk.ts';

/** Where files are until all of them are whole. */
const PARTIAL = '.partial';
const DATABASE = 'town.sqlite';
const SECOND_DATABASE = 'second.sqlite';

export interface ExportOptions {
  /** Made when it is not there. */
  readonly folder: string;
  readonly formats: readonly FormatName[];
  /** Write into a folder that holds something; files of the same names are replaced. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: (line: string) => void;
  /** Left out: as many as the town is worth. */
  readonly threads?: 1 | 2;
}

export interface Exported {
  readonly profile: string;
  readonly seed: string;
  readonly date: string;
  readonly residents: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

function begin({ folder, force }: ExportOptions): string {
  try {
    makeFolder(folder);
    if (force !== true && readdirSync(folder).some((name) => name !== PARTIAL))
      throw new LabError('usage.invalid', `${folder} is not empty`, {
        next: 'Name another folder, or say --force to replace the files of an export in it.',
      });
    const partial = join(folder, PARTIAL);
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial);
    return partial;
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw new LabError('usage.invalid', `${folder} cannot be written: ${error instanceof Error ? error.message : ''}`, {
      next: 'Name a folder in which you may write.',
    });
  }
}

/** Residents from which a second thread is worth its start. */
const MANY = 20_000;

/** Writes all rows of all tables, by two threads where the town is large; returns how many rows each table has. */
async function written(town: Made, config: TownConfig, folder: string, options: ExportOptions) {
  const { formats, signal, progress, threads = town.people.count < MANY ? 1 : 2 } = options;
  const own = { formats, folder, database: DATABASE, signal, progress };
  if (threads === 1) return await walk(town, { ...own, groups: GROUPS });
  const second = startSecond({ config, formats, folder, database: SECOND_DATABASE }, progress);
  try {
    const rows = await walk(town, { ...own, groups: FIRST });
    const others = await Promise.race([second.rows, aborted(signal)]);
    if (formats.includes('sqlite')) joinDatabases(`${folder}/${DATABASE}`, `${folder}/${SECOND_DATABASE}`);
    return new Map(TABLES.map(({ name }) => [name, rows.get(name) ?? others.get(name) ?? 0]));
  } finally {
    await second.stop();
  }
}

/** Throws what a signal says, when it says it. */
const aborted = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(signal?.reason);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });

/**
 * Exports a town with all relations, as CSV, JSON-LD (NDJSON) or SQLite, and its codebook; the same town gives the same
 * bytes. Takes the memory of the skeleton and of one record, and of a large town both twice: it is written by two threads. Files
 * get their names only when all are whole. Throws LabError `usage.invalid` for a town that cannot be and a folder that
 * is not empty or not ours to write, and what `signal` says.
 */
export async function exportTown(config: TownConfig, options: ExportOptions): Promise<Exported> {
  const town = openTown(config);
  const partial = begin(options);
  try {
    const rows = await written(town, config, partial, options);
    const codebook = codebookOf(town, rows);
    writeFileSync(join(partial, 'codebook.json'), `${JSON.stringify(codebook, null, 2)}\n`);
    writeFileSync(join(partial, 'codebook.md'), codebookText(codebook));
    const names = readdirSync(partial).sort();
    const files = names.map((name) => ({ name, bytes: statSync(join(partial, name)).size }));
    options.signal?.throwIfAborted();
    for (const name of names) renameSync(join(partial, name), join(options.folder, name));
    const { profile, seed, date, people } = town;
    return { profile, seed, date, residents: people.count, rows: Object.fromEntries(rows), files };
  } finally {
    rmSync(partial, { recursive: true, force: true });
    town.close();
  }
}
