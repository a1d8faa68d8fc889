import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LabError } from '@proeftuin/contract/errors';
import { type Evidence, parseRecord } from '@proeftuin/contract/evidence';
import Database from 'better-sqlite3';
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { holderDied } from './holder.ts';
import { blobs, evidence, heads, reports, trials } from './schema.ts';

export type TrialRow = typeof trials.$inferSelect;
export type Head = { source: string; seq: number; hash: string; signature: string };

/**
 * All that the lab keeps: trials, evidence, blobs, reports. The only door to the database. Async by its face, so that a
 * database server can take SQLite's place in this folder.
 */
export interface Store {
  addTrial(row: TrialRow): Promise<void>;
  changeTrial(id: string, change: Partial<TrialRow>): Promise<void>;
  trial(id: string): Promise<TrialRow>;
  /** Newest first. */
  trials(limit?: number): Promise<TrialRow[]>;
  /** Gives a trial one of `places`, unless that many others with a living lease hold one. */
  admit(id: string, places: number, now: string): Promise<boolean>;
  /**
   * Ids of sandboxes whose trial has a lease that still holds at `now` and a worker that did not die; with `running`,
   * those of `--keep` are left out.
   */
  living(now: string, running?: boolean): Promise<Set<string>>;
  /** Ends trials that nobody works at any more, as interrupted. */
  endDied(now: string): Promise<void>;
  /** Ends the leases that ended trials still have on these sandboxes, which are gone. */
  release(sandboxes: readonly string[]): Promise<void>;
  addEvidence(trial: string, records: readonly Evidence[]): Promise<void>;
  evidence(trial: string): Promise<Evidence[]>;
  lastSeq(trial: string, source: string): Promise<number>;
  addBlob(trial: string, bytes: Uint8Array): Promise<string>;
  blob(sha: string): Uint8Array | undefined;
  blobsOf(trial: string): Promise<{ sha: string; size: number }[]>;
  addHead(trial: string, head: Head): Promise<void>;
  heads(trial: string): Promise<Head[]>;
  addReport(trial: string, rubric: string, report: string): Promise<void>;
  report(trial: string, rubric?: string): Promise<string | undefined>;
  /** Forgets trials and the blobs that no other trial needs; returns the bytes that were freed. */
  forget(ids: readonly string[]): Promise<number>;
  close(): void;
}

/** Opens (and migrates) the store in a state folder. Throws lab.stored. */
export function openStore(folder: string): Store {
  try {
    return new SqliteStore(folder);
  } catch (cause) {
    throw new LabError('lab.stored', `the store in ${folder} cannot be opened: ${String(cause)}`, { cause });
  }
}

class SqliteStore implements Store {
  readonly #folder: string;
  readonly #raw: Database.Database;
  readonly #db;

  constructor(folder: string) {
    this.#folder = folder;
    this.#raw = new Database(join(folder, 'lab.db'));
    this.#raw.pragma('journal_mode = WAL');
    this.#raw.pragma('synchronous = NORMAL');
    this.#raw.pragma('busy_timeout = 10000');
    this.#db = drizzle(this.#raw, { casing: 'snake_case' });
    migrate(this.#db, { migrationsFolder: join(dirname(fileURLToPath(import.meta.url)), 'migrations') });
  }

  async addTrial(row: TrialRow) {
    this.#db.insert(trials).values(row).run();
  }
  async changeTrial(id: string, change: Partial<TrialRow>) {
    this.#db.update(trials).set(change).where(eq(trials.id, id)).run();
  }
  async trial(id: string) {
    const row = this.#db.select().from(trials).where(eq(trials.id, id)).get();
    if (row === undefined) throw new LabError('trial.unknown', `no trial ${JSON.stringify(id)} is stored here`);
    return row;
  }
  async trials(limit = 1000) {
    return this.#db.select().from(trials).orderBy(desc(trials.createdAt), desc(trials.id)).limit(limit).all();
  }
  async admit(id: string, places: number, now: string) {
    return this.#raw
      .transaction(() => {
        const held = sql`${trials.admitted} = 1 and ${trials.endedAt} is null and ${trials.leaseUntil} > ${now}`;
        const others = this.#db.select().from(trials).where(sql`${held} and ${trials.id} <> ${id}`).all();
        if (others.filter((row) => !holderDied(row.leaseHolder)).length >= places) return false;
        this.#db.update(trials).set({ admitted: 1 }).where(eq(trials.id, id)).run();
        return true;
      })
      .immediate();
  }
  async living(now: string, running = false) {
    const leased = sql`${trials.leaseUntil} > ${now}`;
    const where = running ? sql`${leased} and ${trials.endedAt} is null` : leased;
    const rows = this.#db.select().from(trials).where(where).all();
    // What is kept outlives its worker.
    return new Set(rows.filter((r) => r.endedAt !== null || !holderDied(r.leaseHolder)).map((r) => r.sandbox));
  }
  async endDied(now: string) {
    const { code, message, next } = new LabError('interrupted', 'the process that worked at it ended');
    const error = JSON.stringify({ code, message, next });
    const change = { phase: 'error', endedAt: now, leaseUntil: null, error };
    for (const row of this.#db.select().from(trials).where(isNull(trials.endedAt)).all())
      if ((row.leaseUntil ?? '') <= now || holderDied(row.leaseHolder))
        this.#db.update(trials).set(change).where(eq(trials.id, row.id)).run();
  }
  async release(sandboxes: readonly string[]) {
    const kept = and(inArray(trials.sandbox, [...sandboxes]), isNotNull(trials.endedAt));
    this.#db.update(trials).set({ leaseUntil: null }).where(kept).run();
  }
  async addEvidence(trial: string, records: readonly Evidence[]) {
    const insert = this.#raw.prepare(
      'insert or ignore into evidence (trial, source, seq, kind, record) values (?, ?, ?, ?, ?)',
    );
    for (let from = 0; from < records.length; from += 500) {
      this.#raw.transaction(() => {
        for (const r of records.slice(from, from + 500)) insert.run(trial, r.source, r.seq, r.kind, JSON.stringify(r));
      })();
    }
  }
  async evidence(trial: string) {
    const rows = this.#db
      .select({ record: evidence.record })
      .from(evidence)
      .where(eq(evidence.trial, trial))
      .orderBy(asc(evidence.source), asc(evidence.seq))
      .all();
    return rows.map((row) => parseRecord(JSON.parse(row.record)));
  }
  async lastSeq(trial: string, source: string) {
    const where = and(eq(evidence.trial, trial), eq(evidence.source, source));
    const row = this.#db
      .select({ seq: sql<number>`max(${evidence.seq})` })
      .from(evidence)
      .where(where)
      .get();
    return row?.seq ?? 0;
  }
  #file(sha: string) {
    return join(this.#folder, 'blobs', sha.slice(0, 2), sha);
  }
  async addBlob(trial: string, bytes: Uint8Array) {
    const sha = createHash('sha256').update(bytes).digest('hex');
    const file = this.#file(sha);
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      const draft = `${file}.${process.pid}`;
      writeFileSync(draft, bytes);
      renameSync(draft, file);
    }
    this.#db.insert(blobs).values({ trial, sha, size: bytes.byteLength }).onConflictDoNothing().run();
    return sha;
  }
  blob(sha: string) {
    if (!/^[0-9a-f]{64}$/.test(sha)) return undefined;
    const file = this.#file(sha);
    return existsSync(file) ? readFileSync(file) : undefined;
  }
  async blobsOf(trial: string) {
    return this.#db.select({ sha: blobs.sha, size: blobs.size }).from(blobs).where(eq(blobs.trial, trial)).all();
  }
  async addHead(trial: string, head: Head) {
    this.#db
      .insert(heads)
      .values({ trial, ...head })
      .onConflictDoNothing()
      .run();
  }
  async heads(trial: string) {
    const { source, seq, hash, signature } = heads;
    return this.#db.select({ source, seq, hash, signature }).from(heads).where(eq(heads.trial, trial)).all();
  }
  async addReport(trial: string, rubric: string, report: string) {
    const row = { trial, rubric, report };
    this.#db
      .insert(reports)
      .values(row)
      .onConflictDoUpdate({ target: [reports.trial, reports.rubric], set: row })
      .run();
  }
  async report(trial: string, rubric?: string) {
    const where =
      rubric === undefined ? eq(reports.trial, trial) : and(eq(reports.trial, trial), eq(reports.rubric, rubric));
    return this.#db.select({ report: reports.report }).from(reports).where(where).orderBy(desc(sql`rowid`)).get()
      ?.report;
  }
  async forget(ids: readonly string[]) {
    const wanted = [...ids];
    const shas = this.#db
      .select({ sha: blobs.sha, size: blobs.size })
      .from(blobs)
      .where(inArray(blobs.trial, wanted))
      .all();
    this.#db.transaction((tx) => {
      for (const table of [evidence, blobs, heads, reports]) tx.delete(table).where(inArray(table.trial, wanted)).run();
      tx.delete(trials).where(inArray(trials.id, wanted)).run();
    });
    let freed = 0;
    for (const { sha, size } of shas) {
      const users = this.#db.select({ n: count() }).from(blobs).where(eq(blobs.sha, sha)).get();
      if ((users?.n ?? 0) > 0 || !existsSync(this.#file(sha))) continue;
      rmSync(this.#file(sha), { force: true });
      freed += size;
    }
    return freed;
  }
  close() {
    this.#raw.close();
  }
}
