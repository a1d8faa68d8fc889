/**
 * Reset, snapshot, restore and diff after a scenario of 1,000 changes in antwerpen, 530,000 residents, by the levers; beside the same
 * rows in a bare SQLite table: emptied, copied, put back, read. Milliseconds, median and slowest of 30. `node bench/overlay.ts` prints one
 * JSON record.
 */
import { cpus } from 'node:os';
import Database from 'better-sqlite3';
import { KEY, lever, openSmall } from '../sandbox-images/municipality/src/testing/open.ts';

const ROUNDS = 30;
const CHANGES = 1_000;
const m = await openSmall({ profile: 'antwerpen', population: 530_000, levers: KEY });
const { town } = m.shared;
const movers = Array.from({ length: CHANGES / 2 }, (_, n) => `p-${n * 1_009 + 1}`);
const [to] = town.addresses.vacant(1);
/** Moves one after the other: each changes an address and a date, and some found a household. */
const scenario = () => {
  for (const id of movers) {
    if (town.happened.cut() - begin >= CHANGES) break;
    town.move('bench', [id], to?.id ?? '', '2026-02-01');
  }
};
let begin = 0;

const bare = new Database(':memory:');
bare.exec(`CREATE TABLE log (seq INTEGER PRIMARY KEY, system TEXT, subject TEXT, what TEXT, before TEXT, after TEXT);
CREATE TABLE copy (seq INTEGER PRIMARY KEY, system TEXT, subject TEXT, what TEXT, before TEXT, after TEXT)`);
const insert = bare.prepare('INSERT INTO log (system, subject, what, before, after) VALUES (?, ?, ?, ?, ?)');

const times = new Map<string, number[]>();
async function time(name: string, work: () => unknown): Promise<void> {
  const from = performance.now();
  await work();
  times.set(name, [...(times.get(name) ?? []), performance.now() - from]);
}
async function turned(method: string, path: string, body?: unknown): Promise<void> {
  const answer = await lever(m, method, path, body);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
}

let changes = 0;
for (let round = 0; round <= ROUNDS; round += 1) {
  // The first round fills what is derived once.
  if (round === 1) times.clear();
  begin = town.happened.cut();
  scenario();
  changes = town.happened.cut() - begin;
  for (const { system, subject, what, before, after } of town.happened.diff(begin))
    insert.run(system, subject, what, before, after);
  await time('snapshot', () => turned('POST', '/snapshots', { name: 'bench' }));
  await time('diff', () => turned('GET', `/diff?from=${begin}`));
  await time('reset', () => turned('POST', '/reset'));
  await time('diffWithSnapshot', () => turned('GET', '/diff?from=bench'));
  await time('restore', () => turned('POST', '/snapshots/bench/restore'));
  await time('resetAgain', () => turned('POST', '/reset'));
  await time('bareCopy', () => bare.exec('DELETE FROM copy; INSERT INTO copy SELECT * FROM log'));
  await time('bareRead', () => JSON.stringify(bare.prepare('SELECT * FROM log ORDER BY seq').all()));
  await time('bareEmpty', () => bare.exec('DELETE FROM log'));
}
m.close();
bare.close();

const round = (ms: number | undefined): number => Number((ms ?? 0).toFixed(2));
const milliseconds = Object.fromEntries(
  [...times].map(([name, list]) => {
    const sorted = list.toSorted((a, b) => a - b);
    return [name, { median: round(sorted[sorted.length >> 1]), slowest: round(sorted.at(-1)) }];
  }),
);
console.log(
  JSON.stringify({
    bench: 'overlay',
    at: new Date().toISOString(),
    node: process.version,
    cores: cpus().length,
    residents: 530_000,
    changes,
    milliseconds,
  }),
);
