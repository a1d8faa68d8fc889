import pg from 'pg';

/** A report of a move as this service keeps it. The national number stays out of it: `subject` is the login's own. */
export interface Report {
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  readonly address: string;
  /** NIS code of the municipality that the citizen moves to, which handles the report. */
  readonly municipality: string;
  readonly movedOn: string;
  readonly sentAt: Date;
  /** What became of the message about it; empty while nothing is known. */
  readonly message: string;
}

export interface Session {
  readonly id: string;
  readonly data: Record<string, string>;
}

const COLUMNS = 'id, subject, name, address, municipality, moved_on as "movedOn", sent_at as "sentAt", message';
/** Rows of a list: older ones are found otherwise. */
const MOST = 200;

/** Sessions and reports in PostgreSQL. */
export class Database {
  readonly pool: pg.Pool;
  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 3000 });
    this.pool.on('error', () => undefined);
  }

  /** Waits for the database and makes the tables. */
  async start(): Promise<void> {
    for (let n = 0; ; n += 1) {
      try {
        await this.pool.query(`
          create table if not exists sessions (id text primary key, data jsonb not null, used_at timestamptz not null default now());
          create table if not exists reports (id text primary key, subject text not null, name text not null,
            address text not null, municipality text not null, moved_on text not null,
            sent_at timestamptz not null default now(), message text not null default '');
          create index if not exists reports_by_subject on reports (subject);
          create index if not exists reports_by_municipality on reports (municipality, sent_at)`);
        return;
      } catch (error) {
        if (n > 100) throw error;
        await new Promise((done) => setTimeout(done, 150));
      }
    }
  }

  async session(id: string): Promise<Session | undefined> {
    const { rows } = await this.pool.query(
      "select id, data from sessions where id = $1 and used_at > now() - interval '30 minutes'",
      [id],
    );
    return rows[0];
  }
  async keepSession(id: string, data: Record<string, string>): Promise<void> {
    await this.pool.query(
      'insert into sessions (id, data) values ($1, $2) on conflict (id) do update set data = $2, used_at = now()',
      [id, JSON.stringify(data)],
    );
  }
  async endSession(id: string): Promise<void> {
    await this.pool.query('delete from sessions where id = $1', [id]);
  }

  /** True when it was not there yet. */
  async addReport(report: Omit<Report, 'sentAt' | 'message'>): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'insert into reports (id, subject, name, address, municipality, moved_on) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing',
      [report.id, report.subject, report.name, report.address, report.municipality, report.movedOn],
    );
    return (rowCount ?? 0) > 0;
  }
  async reportsOf(subject: string): Promise<Report[]> {
    const { rows } = await this.pool.query(`select ${COLUMNS} from reports where subject = $1 order by sent_at desc`, [
      subject,
    ]);
    return rows;
  }
  /** What citizens reported to one of these municipalities (NIS codes), the newest first. */
  async reportsTo(municipalities: readonly string[]): Promise<Report[]> {
    const { rows } = await this.pool.query(
      `select ${COLUMNS} from reports where municipality = any($1) order by sent_at desc limit ${MOST}`,
      [municipalities],
    );
    return rows;
  }
  async report(id: string): Promise<Report | undefined> {
    const { rows } = await this.pool.query(`select ${COLUMNS} from reports where id = $1`, [id]);
    return rows[0];
  }
  /** What became of the message about a report; one that is not there (any more) is no matter. */
  async noteMessage(id: string, state: string): Promise<void> {
    await this.pool.query('update reports set message = $2 where id = $1', [id, state]);
  }
}
