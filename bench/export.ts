/**
 * The export of antwerpen, 530,000 residents, into SQLite with all relations and indexes; beside it, in the same run, the
 * same rows as bare prepared inserts in one transaction, and the same indexes. `node bench/export.ts` prints one JSON record.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { exportTown } from '../sandbox-images/municipality/src/export/export.ts';

const RESIDENTS = 530_000;
/** Rows that are read at a time, outside the time that is taken. */
const CHUNK = 20_000;
const schema = z.array(z.object({ type: z.enum(['table', 'index']), name: z.string(), sql: z.string() }));
const folder = mkdtempSync(join(tmpdir(), 'proeftuin-export-'));

/** Seconds that it takes to insert what a database holds into another, and to index it. */
function bare(from: string, to: string): number {
  const source = new Database(from, { readonly: true });
  const made = schema.parse(source.prepare('SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL').all());
  const db = new Database(to);
  for (const pragma of [
    'journal_mode = OFF',
    'synchronous = OFF',
    'foreign_keys = OFF',
    'page_size = 16384',
    'cache_size = -65536',
  ])
    db.pragma(pragma);
  db.exec('BEGIN');
  let ms = 0;
  const timed = (work: () => void): void => {
    const begin = performance.now();
    work();
    ms += performance.now() - begin;
  };
  for (const { name, sql } of made.filter(({ type }) => type === 'table')) {
    timed(() => db.exec(sql));
    const read = source.prepare(`SELECT * FROM "${name}" WHERE rowid > ? ORDER BY rowid LIMIT ${CHUNK}`).raw();
    const after = source
      .prepare(`SELECT max(rowid) FROM (SELECT rowid FROM "${name}" WHERE rowid > ? ORDER BY rowid LIMIT ${CHUNK})`)
      .pluck();
    const insert = db.prepare(
      `INSERT INTO "${name}" VALUES (${read
        .columns()
        .map(() => '?')
        .join(', ')})`,
    );
    for (let last: unknown = -1; last !== null; last = after.get(last)) {
      const rows = read.all(last);
      timed(() => {
        for (const row of rows) insert.run(row);
      });
    }
  }
  for (const { sql } of made.filter(({ type }) => type === 'index')) timed(() => db.exec(sql));
  timed(() => db.exec('COMMIT'));
  db.close();
  source.close();
  return ms / 1000;
}

try {
  const before = performance.now();
  const { residents, rows, files } = await exportTown(
    { profile: 'antwerpen', seed: 'bench', population: RESIDENTS },
    { folder: join(folder, 'town'), formats: ['sqlite'] },
  );
  const seconds = (performance.now() - before) / 1000;
  const peak = process.resourceUsage().maxRSS / 1000;
  const baseline = bare(join(folder, 'town', 'town.sqlite'), join(folder, 'bare.sqlite'));
  console.log(
    JSON.stringify({
      bench: 'export',
      at: new Date().toISOString(),
      node: process.version,
      cores: cpus().length,
      residents,
      rows: Object.values(rows).reduce((sum, n) => sum + n, 0),
      bytes: files.find(({ name }) => name === 'town.sqlite')?.bytes,
      seconds: Number(seconds.toFixed(2)),
      personsPerSecond: Math.round(residents / seconds),
      bareInserts: { seconds: Number(baseline.toFixed(2)), times: Number((seconds / baseline).toFixed(2)) },
      rss: Math.round(peak),
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
