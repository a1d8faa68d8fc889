import type { LookData, LookId } from '@proeftuin/contract/looks';
import { BASE, type EvidenceMaker, ORIGIN } from './evidence.ts';
import type { Example } from './examples.ts';

/** A fictitious resident's number with valid check digits. */
export const INSZ = '85673003328'.replace(/..$/, (97 - (856730033 % 97)).toString().padStart(2, '0'));

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const SAFE = {
  ...HTML,
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
};
const one = { method: 'GET', url: `${ORIGIN}/x`, status: 200 };

/** An audit over the attempts of one look. */
const probe = <K extends LookId>(audit: string, look: K, good: LookData<K>, bad: LookData<K>): Example => ({
  audit: `security/${audit}`,
  good: (m) => m.look(look, good),
  bad: (m) => m.look(look, bad),
});

const cookie = (m: EvidenceMaker, httpOnly: boolean) =>
  m.page({
    cookies: [
      { name: '__Host-session', domain: 'loket.dienst.test', secure: true, httpOnly, sameSite: 'Lax', session: true },
    ],
  });
const session = (part: Partial<LookData<'session'>>): LookData<'session'> => ({
  loggedIn: true,
  cookies: [],
  fixed: false,
  planted: false,
  logout: { offered: true, done: true },
  replayed: [],
  ...part,
});
const injected = (kind: 'path' | 'header' | 'template') =>
  probe(
    `injection/${kind}`,
    'injection',
    { attempts: [{ ...one, parameter: 'q', kind, hit: false, excerpt: '' }] },
    { attempts: [{ ...one, parameter: 'q', kind, hit: true, excerpt: 'root:x:0:0' }] },
  );
const loaded = (audit: string, what: LookData<'load'>['attempts'][number]['what']) => {
  const attempt = { ...one, what, duration: 10, answered: true, sent: 50, served: 50 };
  return probe(
    `resilience/${audit}`,
    'load',
    { attempts: [attempt] },
    { attempts: [{ ...attempt, answered: false, served: 3 }] },
  );
};
const read = (m: EvidenceMaker, fields: string[], honeytoken = false, client = 'loket') => {
  m.exchange('/');
  m.add('register-access', {
    system: 'personen',
    client,
    subject: 'p-1',
    fields,
    purpose: 'move',
    honeytoken,
  });
};
const image = (m: EvidenceMaker, runAs: string, writableRoot: boolean) =>
  m.add('image', {
    workload: 'web',
    container: 'web',
    digest: 'sha256:1',
    user: '10001',
    size: 1,
    ports: ['8080'],
    writableRoot,
    runAs,
  });
const socket = (m: EvidenceMaker, address: string, port: number) =>
  m.add('listening', { workload: 'web', address, port, declared: port === 8080 });
const line = (m: EvidenceMaker, text: string) => {
  m.add('lifecycle', { workload: 'web', what: 'ready' });
  m.add('log-line', { workload: 'web', container: 'web', stream: 'out', text });
};
const headers = (audit: string): Example => ({
  audit: `security/exposure/${audit}`,
  good: (m) => m.exchange('/', { told: SAFE }),
  bad: (m) => m.exchange('/', { told: HTML }),
});

const handled = (m: EvidenceMaker, opened: boolean) =>
  m.story('moving/other-municipality', { capability: 'moving.handle', facts: { listed: false, opened } });

export const security: readonly Example[] = [
  { audit: 'security/session/cookie-flags', good: (m) => cookie(m, true), bad: (m) => cookie(m, false) },
  probe('session/fixation-refused', 'session', session({}), session({ fixed: true })),
  probe('session/logout-kills-session', 'session', session({}), session({ replayed: [{ ...one, reveals: ['name'] }] })),
  probe(
    'session/csrf-refused',
    'csrf',
    { attempts: [{ ...one, status: 403, variant: 'foreign-origin', accepted: false }] },
    { attempts: [{ ...one, variant: 'foreign-origin', accepted: true }] },
  ),
  probe(
    'access/other-citizens-data-refused',
    'replay',
    { owner: 'p-1', requests: [{ ...one, status: 404, as: 'other', own: 200, reveals: [] }] },
    { owner: 'p-1', requests: [{ ...one, as: 'other', own: 200, reveals: ['name', 'dossier'] }] },
  ),
  {
    audit: 'security/access/municipalities-kept-apart',
    good: (m) => handled(m, false),
    bad: (m) => handled(m, true),
  },
  probe(
    'access/open-redirect-refused',
    'redirects',
    { attempts: [{ ...one, parameter: 'next', location: `${ORIGIN}/`, foreign: false }] },
    { attempts: [{ ...one, parameter: 'next', location: 'https://evil.example/', foreign: true }] },
  ),
  probe(
    'access/host-header-ignored',
    'host-header',
    { attempts: [{ ...one, header: 'X-Forwarded-Host', used: false }] },
    { attempts: [{ ...one, header: 'X-Forwarded-Host', used: true }] },
  ),
  probe(
    'access/cors-closed',
    'cors',
    { attempts: [{ ...one, origin: 'https://evil.example', allowOrigin: '', allowCredentials: false }] },
    {
      attempts: [
        { ...one, origin: 'https://evil.example', allowOrigin: 'https://evil.example', allowCredentials: true },
      ],
    },
  ),
  probe(
    'access/forged-callback-refused',
    'forged-callback',
    { attempts: [{ ...one, method: 'POST', status: 401, how: 'unsigned' }] },
    { attempts: [{ ...one, method: 'POST', status: 204, how: 'signed-by-another' }] },
  ),
  probe(
    'access/methods-closed',
    'methods',
    { attempts: [{ ...one, effect: false }] },
    { attempts: [{ ...one, effect: true }] },
  ),
  probe(
    'injection/reflected-markup',
    'reflected',
    { attempts: [{ ...one, parameter: 'q', unescaped: false, excerpt: '' }] },
    { attempts: [{ ...one, parameter: 'q', unescaped: true, excerpt: '<i>' }] },
  ),
  probe(
    'injection/stored-markup-from-register',
    'stored',
    { person: 'p-9', loggedIn: true, pages: [{ url: ORIGIN, shown: true, unescaped: false, executed: false }] },
    { person: 'p-9', loggedIn: true, pages: [{ url: ORIGIN, shown: true, unescaped: true, executed: true }] },
  ),
  probe(
    'injection/sql',
    'sql',
    { attempts: [{ ...one, parameter: 'q', probe: "'", before: 200, words: [] }] },
    { attempts: [{ ...one, status: 500, parameter: 'q', probe: "'", before: 200, words: ['syntax error'] }] },
  ),
  injected('path'),
  injected('header'),
  injected('template'),
  headers('security-headers'),
  headers('csp-strength'),
  {
    audit: 'security/exposure/no-stack-traces',
    good(m) {
      m.exchange('/');
      m.look('errors', { attempts: [{ ...one, status: 400, what: 'bad JSON', traces: [], versions: [] }] });
    },
    bad(m) {
      m.exchange('/x', { status: 500, body: 'Error: no\n    at handle (/app/server.js:12:7)' });
      m.look('errors', { attempts: [{ ...one, status: 400, what: 'bad JSON', traces: [], versions: [] }] });
    },
  },
  {
    audit: 'security/exposure/no-version-banners',
    good: (m) => m.exchange('/', { told: { server: 'web' } }),
    bad: (m) => m.exchange('/', { told: { server: 'nginx/1.18.0' } }),
  },
  probe(
    'exposure/no-stray-files',
    'stray',
    { attempts: [{ ...one, status: 404, there: false, excerpt: '' }] },
    { attempts: [{ ...one, url: `${ORIGIN}/.git/HEAD`, there: true, excerpt: 'ref: refs/heads/main' }] },
  ),
  {
    audit: 'security/exposure/personal-data-not-cached',
    good: (m) => m.exchange('/mijn', { asked: { cookie: 's=x' }, told: { ...SAFE, 'cache-control': 'no-store' } }),
    bad: (m) =>
      m.exchange('/mijn', { asked: { cookie: 's=x' }, told: { ...SAFE, 'cache-control': 'public, max-age=60' } }),
  },
  {
    audit: 'security/exposure/security-txt',
    good: (m) =>
      m.exchange('/.well-known/security.txt', { body: 'Contact: mailto:a@b.example\nExpires: 2027-01-01T00:00:00Z\n' }),
    bad: (m) => m.exchange('/.well-known/security.txt', { status: 404 }),
  },
  {
    audit: 'security/privacy/insz-not-in-urls',
    good: (m) => m.exchange('/dossiers/7'),
    bad: (m) => m.exchange(`/dossiers?insz=${INSZ}`),
  },
  {
    audit: 'security/privacy/insz-not-in-logs',
    good: (m) => line(m, 'GET /mijn 200'),
    bad: (m) => line(m, `user ${INSZ} logged in`),
  },
  {
    audit: 'security/privacy/insz-not-in-storage',
    good: (m) => m.page({ storage: { local: { theme: 'dark' }, session: {} } }),
    bad: (m) => m.page({ storage: { local: {}, session: { me: INSZ } } }),
  },
  {
    audit: 'security/privacy/no-third-parties',
    good: (m) => m.exchange('/', { asked: { referer: `${ORIGIN}/` } }),
    bad: (m) =>
      m.exchange('https://fonts.example/a.css', { asked: { referer: `${ORIGIN}/` }, status: 0, failure: 'no-door' }),
  },
  {
    audit: 'security/privacy/fields-minimal',
    good: (m) => read(m, ['naam']),
    bad: (m) => read(m, ['naam', 'nationaliteit']),
  },
  {
    audit: 'security/privacy/honeytokens-untouched',
    good(m) {
      read(m, ['naam']);
      read(m, ['indiener'], true, 'gemeente:werklijst');
    },
    bad: (m) => read(m, ['naam'], true),
  },
  { audit: 'security/container/non-root', good: (m) => image(m, 'lab', false), bad: (m) => image(m, 'root', false) },
  {
    audit: 'security/container/read-only-root-capable',
    good: (m) => image(m, 'lab', false),
    bad: (m) => image(m, 'lab', true),
  },
  {
    audit: 'security/container/no-undeclared-ports',
    good: (m) => socket(m, '0.0.0.0', 8080),
    bad: (m) => socket(m, '0.0.0.0', 9229),
  },
  {
    audit: 'security/container/binds-all-addresses',
    good: (m) => socket(m, '::', 8080),
    bad: (m) => socket(m, '127.0.0.1', 8080),
  },
  {
    audit: 'security/container/no-undeclared-egress',
    good(m) {
      m.add('lifecycle', { workload: 'web', what: 'ready' });
      m.add('dns-query', { from: 'web', name: `login.${BASE}`, type: 'A', known: true, transport: 'udp' });
      m.add('dns-query', { from: 'web', name: `login.${BASE}.lan`, type: 'A', known: false, transport: 'udp' });
    },
    bad(m) {
      m.add('lifecycle', { workload: 'web', what: 'ready' });
      m.add('dns-query', { from: 'web', name: 'updates.example', type: 'A', known: false, transport: 'udp' });
    },
  },
  loaded('large-body-refused', 'large-body'),
  loaded('deep-json-refused', 'deep-json'),
  loaded('compressed-bomb-refused', 'bomb'),
  loaded('slow-client-bounded', 'slow-client'),
  loaded('burst-served', 'burst'),
];
