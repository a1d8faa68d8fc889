/**
 * The export of antwerpen, 530,000 residents, into SQLite with all relations and indexes; beside it, in the same run, the
 * same rows as bare prepared inserts in one transaction, and the same indexes. `node bench/export.ts` prints one JSON record.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as z from 'zod';
import { exportTown } from '../sandbox-images/municipality/src/export/export.ts';
import { CACHE } from '../sandbox-images/municipality/src/export/formats/sqlite.ts';

const RESIDENTS = 530_000;
/** Rows that are read at a time, outside the time that is taken. */
const CHUNK = 20_000;
const schema = z.array(z.object({ type: z.enum(['table', 'index']), name: z.string(), sql: z.string() }));
const folder = mkdtempSync(join(tmpdir(), 'proeftuin-export-'));

/** Seconds, by the clock and of the processor (a busy machine stretches the first). */
class Watch {
  #ms = 0;
  #cpu = 0;
  async time<T>(work: () => T | Promise<T>): Promise<T> {
    const [begin, cpu] = [performance.now(), process.cpuUsage()];
    const made = await work();
    const { user, system } = process.cpuUsage(cpu);
    this.#ms += performance.now() - begin;
    this.#cpu += user + system;
    return made;
  }
  get seconds(): number {
    return Number((this.#ms / 1e3).toFixed(2));
  }
  get cpuSeconds(): number {
    return Number((this.#cpu / 1e6).toFixed(2));
  }
}

function* chunks<T>(all: Iterable<T>): Generator<T[]> {
  let chunk: T[] = [];
  for (const one of all) {
    if (chunk.push(one) < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

/** Inserts what a database holds into another, and indexes it; reading it is not timed. */
async function bare(from: string, to: string): Promise<Watch> {
  const source = new Database(from, { readonly: true });
  const made = schema.parse(source.prepare('SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL').all());
  const db = new Database(to);
  for (const pragma of [
    'journal_mode = OFF',
    'synchronous = OFF',
    'foreign_keys = OFF',
    'page_size = 16384',
    `cache_size = -${CACHE}`,
  ])
    db.pragma(pragma);
  db.exec('BEGIN');
  const watch = new Watch();
  for (const { name, sql } of made.filter(({ type }) => type === 'table')) {
    await watch.time(() => db.exec(sql));
    const read = source.prepare(`SELECT * FROM "${name}"`).raw();
    const insert = db.prepare(
      `INSERT INTO "${name}" VALUES (${read
        .columns()
        .map(() => '?')
        .join(', ')})`,
    );
    for (const rows of chunks(read.iterate())) {
      await watch.time(() => {
        for (const row of rows) insert.run(row);
      });
    }
  }
  for (const { sql } of made.filter(({ type }) => type === 'index')) await watch.time(() => db.exec(sql));
  await watch.time(() => db.exec('COMMIT'));
  db.close();
  source.close();
  return watch;
}

try {
  const watch = new Watch();
  const { residents, rows, files } = await watch.time(() =>
    exportTown(
      { profile: 'antwerpen', seed: 'bench', population: RESIDENTS },
      { folder: join(folder, 'town'), formats: ['sqlite'] },
    ),
  );
  const peak = process.resourceUsage().maxRSS / 1000;
  const baseline = await bare(join(folder, 'town', 'town.sqlite'), join(folder, 'bare.sqlite'));
  console.log(
    JSON.stringify({
      bench: 'export',
      at: new Date().toISOString(),
      node: process.version,
      cores: cpus().length,
      residents,
      rows: Object.values(rows).reduce((sum, n) => sum + n, 0),
      bytes: files.find(({ name }) => name === 'town.sqlite')?.bytes,
      seconds: watch.seconds,
      cpuSeconds: watch.cpuSeconds,
      personsPerSecond: Math.round(residents / watch.seconds),
      bareInserts: { seconds: baseline.seconds, cpuSeconds: baseline.cpuSeconds },
      times: Number((watch.seconds / baseline.seconds).toFixed(2)),
      rss: Math.round(peak),
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
