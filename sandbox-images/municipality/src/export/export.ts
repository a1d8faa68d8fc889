import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { LabError } from '@proeftuin/contract/errors';
import { openTown, type TownConfig } from '../town/town.ts';
import { codebookOf, codebookText } from './codebook.ts';
import { csv } from './formats/csv.ts';
import type { Format } from './formats/format.ts';
import { jsonld } from './formats/jsonld.ts';
import { sqlite } from './formats/sqlite.ts';
import type { Made, Value } from './table.ts';
import { GROUPS, TABLES } from './tables/all.ts';

export const FORMATS = ['csv', 'jsonld', 'sqlite'] as const;
export type FormatName = (typeof FORMATS)[number];

/** Records between two turns of the event loop: some milliseconds. */
const TURN = 500;
/** Where files are until all of them are whole. */
const PARTIAL = '.partial';

export interface ExportOptions {
  /** Made when it is not there. */
  readonly folder: string;
  readonly formats: readonly FormatName[];
  /** Write into a folder that holds something; files of the same names are replaced. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: (line: string) => void;
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
    mkdirSync(folder, { recursive: true });
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

const IRIS: ReadonlyMap<string, (key: Value) => string> = new Map(
  TABLES.flatMap(({ name, iri }) => (iri === undefined ? [] : [[name, iri] as const])),
);

/** Writes all rows of all tables, each record derived once; returns how many rows each table has. */
async function walk(town: Made, formats: readonly Format[], options: ExportOptions): Promise<Map<string, number>> {
  const counts = new Map(TABLES.map(({ name }) => [name, 0]));
  const writers = new Map(TABLES.map((table) => [table.name, formats.map((format) => format.table(table))]));
  const turn = async (): Promise<void> => {
    await setImmediate();
    options.signal?.throwIfAborted();
  };
  for (const { records, tables } of GROUPS) {
    let n = 0;
    for (const record of records(town)) {
      if (++n % TURN === 0) await turn();
      for (const { name, rows, columns } of tables) {
        const all = rows(record);
        counts.set(name, (counts.get(name) ?? 0) + all.length);
        for (const row of all) {
          const values = columns.map((column) => column.of(row));
          for (const write of writers.get(name) ?? []) write(values);
        }
      }
    }
    options.progress?.(tables.map(({ name }) => `${name} ${counts.get(name)}`).join(', '));
  }
  for (const format of formats) await format.finish(turn);
  return counts;
}

/**
 * Exports a town with all relations, as CSV, JSON-LD (NDJSON) or SQLite, and its codebook; the same town gives the same
 * bytes. Takes the memory of the skeleton and of one record. Files get their names only when all are whole. Throws RangeError for a town
 * that cannot be, LabError `usage.invalid` for a folder that is not empty or not ours to write, and what `signal` says.
 */
export async function exportTown(config: TownConfig, options: ExportOptions): Promise<Exported> {
  const town = openTown(config);
  const partial = begin(options);
  const open: Format[] = [];
  try {
    const make = { csv, jsonld: (folder: string) => jsonld(folder, IRIS), sqlite } as const;
    for (const name of FORMATS) if (options.formats.includes(name)) open.push(make[name](partial));
    const rows = await walk(town, open, options);
    for (const format of open.splice(0)) format.close();
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
    for (const format of open) format.close();
    rmSync(partial, { recursive: true, force: true });
    town.close();
  }
}
