import type { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { appOf } from './app.ts';
import { configOf, plantedOf } from './config.ts';
import type { Database, Report, Session } from './database.ts';
import type { Who } from './login.ts';

const KORTRIJK = { ovo: 'OVO002133', nis: '34022' };
const MENEN = { ovo: 'OVO002177', nis: '34027' };
const CITIZEN: Who = {
  subject: 's-1',
  insz: '85673003328',
  name: 'Ann Peeters',
  idToken: 't',
  government: '',
  governmentName: '',
};
const servantOf = (government: string): Who => ({
  ...CITIZEN,
  subject: `s-${government}`,
  name: 'Jan',
  insz: '',
  government,
  governmentName: 'Gemeente Kortrijk',
});

const report = (id: string, municipality: string): Report => ({
  id,
  subject: 's-9',
  name: '<b>Els</b>',
  address: `Kerkstraat 1, ${municipality}`,
  municipality,
  movedOn: '2026-11-28',
  sentAt: new Date('2026-11-28T11:00:00Z'),
  message: '',
});
const REPORTS = [report('kortrijk', KORTRIJK.nis), report('menen', MENEN.nis)];

/** The desk with a login that says who comes, and reports in memory. */
function open(who: Who, defects = ''): Hono {
  const sessions = new Map<string, Session['data']>();
  const database: Pick<Database, keyof Database> = {
    pool: {} as Database['pool'],
    start: async () => undefined,
    session: async (id) => {
      const data = sessions.get(id);
      return data === undefined ? undefined : { id, data };
    },
    keepSession: async (id, data) => void sessions.set(id, data),
    endSession: async (id) => void sessions.delete(id),
    addReport: async () => true,
    reportsOf: async () => [],
    reportsTo: async (all) => REPORTS.filter(({ municipality }) => all.includes(municipality)),
    report: async (id) => REPORTS.find((one) => one.id === id),
    noteMessage: async () => undefined,
  };
  const at = 'https://x.example';
  const config = configOf({
    PUBLIC_URL: at,
    OIDC_ISSUER: at,
    OIDC_CLIENT_ID: 'x',
    OIDC_CLIENT_SECRET: 'x',
    ADDRESS_API: at,
    PEOPLE_API: at,
    PEOPLE_TOKEN: 'x',
    DOSSIER_API: at,
    DOSSIER_TOKEN: 'x',
    MESSAGE_API: at,
    MESSAGE_TOKEN: 'x',
    MESSAGE_SECRET: `whsec_${Buffer.alloc(24).toString('base64')}`,
    DATABASE_URL: 'x',
    MUNICIPALITIES: `${KORTRIJK.ovo}=${KORTRIJK.nis} ${MENEN.ovo}=${MENEN.nis}`,
    DEFECTS: defects,
  });
  const gone = async () => {
    throw new Error('nobody asks the registers');
  };
  return appOf({
    config,
    planted: plantedOf(config),
    database,
    login: {
      begin: async (side) => ({ to: new URL(`${at}/login?${side}`), remember: { verifier: '', state: '', nonce: '' } }),
      end: async () => who,
      logoutUrl: async () => new URL(at),
    },
    town: { address: gone, household: gone, move: gone, publish: gone, tell: gone },
    log: () => undefined,
  });
}

let cookie: string;
beforeEach(() => {
  cookie = '';
});
async function get(app: Hono, path: string): Promise<Response> {
  const answer = await app.request(path, { headers: { cookie } });
  const set = answer.headers.get('set-cookie')?.split(';')[0];
  if (set !== undefined) cookie = set;
  return answer;
}
/** Goes to the login on one side and comes back. */
async function enter(app: Hono, begin: string): Promise<Response> {
  await get(app, begin);
  return get(app, '/callback?code=x');
}
const statusOf = async (app: Hono, path: string) => (await get(app, path)).status;

describe('a civil servant', () => {
  test('sees what citizens reported to the own municipality, and opens it', async () => {
    const app = open(servantOf(KORTRIJK.ovo));
    expect((await get(app, '/medewerker')).headers.get('location')).toBe('/medewerker/aanmelden?terug=%2Fmedewerker');
    expect((await enter(app, '/medewerker/aanmelden')).headers.get('location')).toBe('/medewerker');
    const list = await (await get(app, '/medewerker')).text();
    expect(list).toContain('href="/medewerker/aangiften/kortrijk"');
    expect(list).toContain('Kerkstraat 1, 34022');
    expect(list).toContain('Aangemeld als Jan, Gemeente Kortrijk');
    const page = await (await get(app, '/medewerker/aangiften/kortrijk')).text();
    expect(page).toContain('<h1>Aangifte van verhuizing</h1>');
    expect(page).toContain('&lt;b&gt;Els');
    expect(page).toContain('28/11/2026');
  });

  test('sees nothing of another municipality, in the list nor by its address', async () => {
    const app = open(servantOf(KORTRIJK.ovo));
    await enter(app, '/medewerker/aanmelden');
    expect(await (await get(app, '/medewerker')).text()).not.toContain('34027');
    expect(await statusOf(app, '/medewerker/aangiften/menen')).toBe(404);
    expect(await statusOf(app, '/medewerker/aangiften/nergens')).toBe(404);
  });

  test('with the planted defect sees both', async () => {
    const app = open(servantOf(KORTRIJK.ovo), 'sees-neighbours');
    await enter(app, '/medewerker/aanmelden');
    expect(await (await get(app, '/medewerker')).text()).toContain('34027');
    expect(await statusOf(app, '/medewerker/aangiften/menen')).toBe(200);
  });

  test('is no citizen by that login', async () => {
    const app = open(servantOf(KORTRIJK.ovo));
    await enter(app, '/medewerker/aanmelden');
    for (const path of ['/verhuizen', '/mijn-aangiften', '/aangifte/kortrijk'])
      expect((await get(app, path)).headers.get('location')).toMatch(/^\/aanmelden\?terug=/);
  });
});

describe('the side of civil servants is closed to', () => {
  const PAGES = ['/medewerker', '/medewerker/aangiften/kortrijk'];

  test('a citizen who is logged in', async () => {
    const app = open(CITIZEN);
    expect((await enter(app, '/aanmelden')).status).toBe(302);
    for (const path of PAGES) {
      const answer = await get(app, path);
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toContain('Kerkstraat');
    }
  });

  test('a citizen who comes by the way of civil servants', async () => {
    const app = open(CITIZEN);
    expect((await enter(app, '/medewerker/aanmelden')).status).toBe(403);
    for (const path of PAGES)
      expect((await get(app, path)).headers.get('location')).toMatch(/^\/medewerker\/aanmelden/);
  });

  test('a civil servant of a municipality that does not take the service', async () => {
    const app = open(servantOf('OVO009999'));
    expect((await enter(app, '/medewerker/aanmelden')).status).toBe(403);
  });

  test('a civil servant who logged in as a citizen', async () => {
    const app = open({ ...servantOf(KORTRIJK.ovo), insz: CITIZEN.insz });
    await enter(app, '/aanmelden');
    for (const path of PAGES) expect(await statusOf(app, path)).toBe(403);
  });

  test('a way back to another site', async () => {
    const app = open(servantOf(KORTRIJK.ovo));
    await get(app, '/medewerker/aanmelden?terug=https://elders.example/');
    expect((await get(app, '/callback?code=x')).headers.get('location')).toBe('/medewerker');
  });
});
