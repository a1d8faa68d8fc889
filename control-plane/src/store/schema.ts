import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A trial: the wanted and the seen state of one unit of work, and who is at it. */
export const trials = sqliteTable('trials', {
  id: text().primaryKey(),
  createdAt: text().notNull(),
  endedAt: text(),
  phase: text().notNull(),
  service: text().notNull(),
  /** JSON: TrialInput (what was asked, manifest and all). */
  input: text().notNull(),
  sandbox: text().notNull(),
  plan: text(),
  /** JSON: code, message, next. */
  error: text(),
  /** Process that works at it, and until when (ISO 8601) it is believed to live. */
  leaseHolder: text(),
  leaseUntil: text(),
  /** JSON: TrialFacts: digests, versions, isolation, notes. */
  facts: text(),
  level: text(),
  /** 1 while it holds one of the machine's places. */
  admitted: integer().notNull().default(0),
});

/** Immutable records, as they came. */
export const evidence = sqliteTable(
  'evidence',
  {
    trial: text().notNull(),
    source: text().notNull(),
    seq: integer().notNull(),
    kind: text().notNull(),
    record: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.trial, t.source, t.seq] })],
);

/** Which trial needs which blob; the bytes lie in files named by their SHA-256. */
export const blobs = sqliteTable(
  'blobs',
  { trial: text().notNull(), sha: text().notNull(), size: integer().notNull() },
  (t) => [primaryKey({ columns: [t.trial, t.sha] })],
);

/** The last hash of each source when the trial ended, signed by the lab. */
export const heads = sqliteTable(
  'heads',
  {
    trial: text().notNull(),
    source: text().notNull(),
    seq: integer().notNull(),
    hash: text().notNull(),
    signature: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.trial, t.source] })],
);

export const reports = sqliteTable(
  'reports',
  { trial: text().notNull(), rubric: text().notNull(), report: text().notNull() },
  (t) => [primaryKey({ columns: [t.trial, t.rubric] })],
);
