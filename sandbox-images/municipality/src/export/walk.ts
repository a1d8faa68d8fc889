import { setImmediate } from 'node:timers/promises';
import { csv } from './formats/csv.ts';
import type { Format } from './formats/format.ts';
import { jsonld } from './formats/jsonld.ts';
import { sqlite } from './formats/sqlite.ts';
import type { Group, Made, Value } from './table.ts';
import { TABLES } from './tables/all.ts';

export const FORMATS = ['csv', 'jsonld', 'sqlite'] as const;
export type FormatName = (typeof FORMATS)[number];

/** Records between two turns of the event loop: some milliseconds. */
const TURN = 500;

const IRIS: ReadonlyMap<string, (key: Value) => string> = new Map(
  TABLES.flatMap(({ name, iri }) => (iri === undefined ? [] : [[name, iri] as const])),
);

export interface Walk {
  readonly groups: readonly Group[];
  readonly formats: readonly FormatName[];
  readonly folder: string;
  /** Name of the database, when there is one. */
  readonly database: string;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((line: string) => void) | undefined;
}

/**
 * Writes all rows of the tables of some groups, each record derived once; returns how many rows each table has. Throws what
 * `signal` says.
 */
export async function walk(town: Made, asked: Walk): Promise<Map<string, number>> {
  const { groups, folder, database, signal, progress } = asked;
  const make = {
    csv: () => csv(folder),
    jsonld: () => jsonld(folder, IRIS),
    sqlite: () => sqlite(`${folder}/${database}`),
  } as const;
  const open: Format[] = [];
  const turn = async (): Promise<void> => {
    await setImmediate();
    signal?.throwIfAborted();
  };
  try {
    for (const name of FORMATS) if (asked.formats.includes(name)) open.push(make[name]());
    const tables = groups.flatMap((group) => group.tables);
    const counts = new Map(tables.map(({ name }) => [name, 0]));
    const writers = new Map(tables.map((table) => [table.name, open.map((format) => format.table(table))]));
    for (const group of groups) {
      let n = 0;
      for (const record of group.records(town)) {
        if (++n % TURN === 0) await turn();
        for (const { name, rows, columns } of group.tables) {
          const all = rows(record);
          counts.set(name, (counts.get(name) ?? 0) + all.length);
          for (const row of all) {
            const values = columns.map((column) => column.of(row));
            for (const write of writers.get(name) ?? []) write(values);
          }
        }
      }
      progress?.(group.tables.map(({ name }) => `${name} ${counts.get(name)}`).join(', '));
    }
    for (const format of open) await format.finish(turn);
    return counts;
  } finally {
    for (const format of open) format.close();
  }
}
