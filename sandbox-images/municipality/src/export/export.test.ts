import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import jsonld from 'jsonld';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openTown } from '../town/town.ts';
import type { Codebook } from './codebook.ts';
import { type Exported, exportTown } from './export.ts';
import { TABLES } from './tables/all.ts';
import { FORMATS } from './walk.ts';

const root = mkdtempSync(join(tmpdir(), 'proeftuin-export-'));
const TOWN = { profile: 'aalter', seed: '309', population: 200 } as const;
const folder = join(root, 'town');
let made: Exported;
let db: Database.Database;
beforeAll(async () => {
  made = await exportTown(TOWN, { folder, formats: FORMATS });
  db = new Database(join(folder, 'town.sqlite'), { readonly: true });
});
afterAll(() => {
  db.close();
  rmSync(root, { recursive: true, force: true });
});

const rowsOf = (table: string): unknown[][] =>
  z.array(z.array(z.unknown())).parse(db.prepare(`SELECT * FROM "${table}"`).raw().all());
const linesOf = (table: string): Record<string, unknown>[] =>
  readFileSync(join(folder, `${table}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
const codebook = (): Codebook => JSON.parse(readFileSync(join(folder, 'codebook.json'), 'utf8')) as Codebook;

test('two threads write what one writes, and one whole database with the same indexes', async () => {
  const both = join(root, 'both');
  const { rows } = await exportTown(TOWN, { folder: both, formats: FORMATS, threads: 2 });
  expect(rows).toEqual(made.rows);
  expect(readdirSync(both)).toEqual(readdirSync(folder));
  for (const name of readdirSync(folder).filter((file) => file !== 'town.sqlite'))
    expect([name, readFileSync(join(both, name)).equals(readFileSync(join(folder, name)))]).toEqual([name, true]);
  const other = new Database(join(both, 'town.sqlite'), { readonly: true });
  const all = (from: Database.Database, sql: string): unknown[] => from.prepare(sql).raw().all();
  expect([other.pragma('integrity_check', { simple: true }), other.pragma('foreign_key_check')]).toEqual(['ok', []]);
  const schema = 'SELECT type, name, sql FROM sqlite_master ORDER BY type, name';
  expect(all(other, schema)).toEqual(all(db, schema));
  for (const { name } of TABLES)
    expect(all(other, `SELECT * FROM "${name}"`)).toEqual(all(db, `SELECT * FROM "${name}"`));
  other.close();
});

test('interrupted, two threads leave no file', async () => {
  const out = join(root, 'none');
  const stop = new AbortController();
  const progress = (line: string) => {
    if (line.startsWith('streets')) stop.abort(new Error('enough'));
  };
  const options = { folder: out, formats: FORMATS, threads: 2, signal: stop.signal, progress } as const;
  await expect(exportTown({ ...TOWN, population: 5000 }, options)).rejects.toThrow('enough');
  expect(readdirSync(out)).toEqual([]);
});

describe('the database', () => {
  test('is whole: what refers to a row finds it', () => {
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const relations = TABLES.flatMap(({ name }) =>
      z.array(z.unknown()).parse(db.pragma(`foreign_key_list("${name}")`)),
    );
    expect(relations.length).toBe(TABLES.flatMap((t) => t.columns.filter((c) => c.references !== undefined)).length);
    expect(relations.length).toBeGreaterThan(25);
  });

  test('a row that refers to nothing would be found', () => {
    const copy = new Database(db.serialize());
    copy.pragma('foreign_keys = OFF');
    copy.exec('UPDATE persons SET household = 999999 WHERE id = 1');
    expect(copy.pragma('foreign_key_check')).toMatchObject([{ table: 'persons', parent: 'households' }]);
    copy.close();
  });

  test('relations are looked up by an index', () => {
    for (const { name, columns } of TABLES) {
      for (const column of columns.filter((c) => c.references !== undefined)) {
        const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT * FROM "${name}" WHERE "${column.name}" = ?`).all('1');
        expect([name, column.name, JSON.stringify(plan)]).toEqual([
          name,
          column.name,
          expect.stringMatching(/SEARCH .* USING/),
        ]);
      }
    }
  });

  test('says of each resident what the registers say', () => {
    const town = openTown(TOWN);
    const select = db.prepare(
      `SELECT insz, given_name, family_name, birth_date, sex, nationality, civil_state, since, h.address,
        (SELECT group_concat(id) FROM persons x WHERE x.household = p.household) members,
        (SELECT group_concat(tag) FROM person_tags WHERE person = p.id) tags, enterprise, deceased, guardian
       FROM persons p JOIN households h ON h.id = p.household WHERE p.id = ?`,
    );
    for (let i = 0; i < town.people.count; i++) {
      const p = town.people.person(i);
      expect(select.get(i + 1)).toEqual({
        insz: p.insz,
        given_name: p.givenName,
        family_name: p.familyName,
        birth_date: p.birthDate,
        sex: p.sex,
        nationality: p.nationality,
        civil_state: p.civilState,
        since: p.since,
        address: p.address === null ? null : Number(p.address.id),
        members: p.household.map((id) => id.slice(2)).join(','),
        tags: p.tags.length === 0 ? null : p.tags.join(','),
        enterprise: p.enterprise,
        deceased: p.deceased,
        guardian: p.guardian === null ? null : Number(p.guardian.slice(2)),
      });
    }
    town.close();
  });
});

test('CSV holds the same, read back by a parser that is not ours', () => {
  for (const { name, columns } of TABLES) {
    const text = readFileSync(join(folder, `${name}.csv`), 'utf8');
    const [head, ...rows] = z.array(z.array(z.string())).parse(parse(text, { record_delimiter: '\r\n' }));
    expect(head).toEqual(columns.map((c) => c.name));
    // The database keeps a table in the order of its key.
    const there = rowsOf(name).map((row) => row.map((value) => (value === null ? '' : String(value))).join('\t'));
    expect(rows.map((row) => row.join('\t')).sort()).toEqual(there.sort());
    expect(rows.length).toBe(made.rows[name]);
  }
});

describe('JSON-LD', () => {
  test('has a line for each row, and what is referred to is there', () => {
    const ids = new Set(TABLES.flatMap(({ name }) => linesOf(name).flatMap((line) => line['@id'] ?? [])));
    for (const { name, columns } of TABLES) {
      const lines = linesOf(name);
      expect(lines.length).toBe(made.rows[name]);
      for (const { term, references } of columns) {
        if (references === undefined) continue;
        for (const line of lines) if (line[term] !== undefined) expect(ids).toContain(line[term]);
      }
    }
  });

  test('is read as linked data: links are links, and the address is that of the base registers', async () => {
    const context = JSON.parse(readFileSync(join(folder, 'context.jsonld'), 'utf8')) as Record<string, object>;
    for (const { name, columns } of TABLES) {
      const [line = {}] = linesOf(name);
      const [read = {}] = await jsonld.expand({ ...line, ...context });
      const said = JSON.stringify(read);
      for (const { term, references } of columns) {
        if (references !== undefined && line[term] !== undefined)
          expect([name, term, said]).toEqual([name, term, expect.stringContaining(`{"@id":"${line[term]}"}`)]);
      }
    }
    const [address = {}] = linesOf('addresses');
    const [read] = await jsonld.expand({ ...address, ...context });
    expect(read).toMatchObject({
      '@id': 'https://data.vlaanderen.be/id/adres/90000001',
      'https://data.vlaanderen.be/ns/adres#huisnummer': [{ '@value': address.huisnummer }],
      'https://data.vlaanderen.be/ns/adres#heeftStraatnaam': [{ '@id': address.straat }],
    });
  });
});

test('the codebook knows each column, and each code that is used', () => {
  const { tables } = codebook();
  expect(tables.map(({ name }) => name)).toEqual(TABLES.map(({ name }) => name));
  const text = readFileSync(join(folder, 'codebook.md'), 'utf8');
  for (const { name, rows, columns } of tables) {
    expect(rows).toBe(made.rows[name]);
    const there = z
      .array(z.looseObject({ name: z.string(), notnull: z.number() }))
      .parse(db.pragma(`table_info("${name}")`));
    expect(columns.map((c) => c.name)).toEqual(there.map((c) => c.name));
    columns.forEach((column, i) => {
      expect(column.meaning.length).toBeGreaterThan(2);
      expect(text).toContain(`| \`${column.name}\` |`);
      if (column.codes === undefined) return;
      for (const row of rowsOf(name)) if (row[i] !== null) expect(Object.keys(column.codes)).toContain(row[i]);
    });
  }
});

test('the same town gives the same bytes, another seed other ones', async () => {
  const [same, other] = [join(root, 'same'), join(root, 'other')];
  await exportTown(TOWN, { folder: same, formats: FORMATS });
  await exportTown({ ...TOWN, seed: '310' }, { folder: other, formats: FORMATS });
  const bytes = (from: string, name: string): string => readFileSync(join(from, name)).toString('base64');
  expect(readdirSync(same).sort()).toEqual(made.files.map(({ name }) => name));
  for (const { name } of made.files) expect([name, bytes(same, name) === bytes(folder, name)]).toEqual([name, true]);
  expect(bytes(other, 'persons.csv')).not.toBe(bytes(folder, 'persons.csv'));
});

describe('a folder', () => {
  test('that holds something is refused; by force only files of the same names are replaced', async () => {
    const full = join(root, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'mine.txt'), 'mine');
    writeFileSync(join(full, 'town.csv'), 'old');
    const refused = exportTown(TOWN, { folder: full, formats: ['csv'] });
    await expect(refused).rejects.toMatchObject({
      code: 'usage.invalid',
      message: expect.stringContaining('not empty'),
    });
    expect(readdirSync(full).sort()).toEqual(['mine.txt', 'town.csv']);
    await exportTown(TOWN, { folder: full, formats: ['csv'], force: true });
    expect(readFileSync(join(full, 'mine.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(full, 'town.csv'), 'utf8')).toMatch(/^seed,/);
  });

  test('that cannot be made is told', async () => {
    const below = exportTown(TOWN, { folder: join(folder, 'town.csv', 'x'), formats: ['csv'] });
    await expect(below).rejects.toMatchObject({ code: 'usage.invalid' });
  });

  test('holds nothing when the export was stopped, at whatever table', async () => {
    for (const at of ['streets', 'persons', 'enterprises']) {
      const stopped = join(root, `stopped-${at}`);
      const stop = new AbortController();
      const progress = (line: string): void => {
        if (line.startsWith(at)) stop.abort(new Error('enough'));
      };
      const run = exportTown(TOWN, { folder: stopped, formats: FORMATS, signal: stop.signal, progress });
      await expect(run).rejects.toThrow('enough');
      expect(readdirSync(stopped)).toEqual([]);
    }
  });
});
