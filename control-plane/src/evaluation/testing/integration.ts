import type { LookData } from '@proeftuin/contract/looks';
import { BASE, type EvidenceMaker, ORIGIN } from './evidence.ts';
import type { Example } from './examples.ts';

const authorize = (make: EvidenceMaker, pkce: string | undefined, scopes = ['openid', 'rrn']) =>
  make.add('login', {
    client: 'loket',
    event: 'authorize',
    scopes,
    state: true,
    nonce: true,
    ...(pkce === undefined ? {} : { pkce }),
  });

const hostile = (mode: string, audit: string): Example => {
  const look = (make: EvidenceMaker, loggedIn: boolean) =>
    make.look('hostile-login', {
      attempts: [
        { mode: 'good', loggedIn: true, status: 200, message: '' },
        { mode, loggedIn, status: loggedIn ? 200 : 401, message: 'token refused' },
      ],
    });
  const taken = mode === 'rotated-key';
  return { audit: `integration/login/${audit}`, good: (m) => look(m, taken), bad: (m) => look(m, !taken) };
};

/** Looked at before and after a restart. */
const kept = (make: EvidenceMaker, after: boolean) => {
  for (const shown of [true, after]) make.look('kept', { loggedIn: true, person: 'p-1', shown, status: 200 });
};
const outage = (make: EvidenceMaker, part: Partial<LookData<'outage'>['attempts'][number]>) =>
  make.look('outage', {
    attempts: [
      {
        system: 'adressen',
        fault: 'error',
        duration: 10,
        status: 200,
        honest: true,
        recovered: true,
        message: 'later',
        ...part,
      },
    ],
  });
const call = (make: EvidenceMaker, host: string, path: string, more: Parameters<EvidenceMaker['exchange']>[1] = {}) =>
  make.exchange(`https://${host}.${BASE}${path}`, {
    from: 'web',
    told: { 'content-type': 'application/ld+json' },
    ...more,
  });
/** The town tells of a message: what the attempts met, one after the other. */
const told = (make: EvidenceMaker, ...answers: number[]) => {
  call(make, 'notificaties', '/v1/notificaties', { method: 'POST', status: 201 });
  answers.forEach((status, n) => {
    const outcome = status >= 200 && status < 300 ? 'accepted' : 'retry';
    const event = 'notificatie.afgeleverd';
    make.add('callback', { service: 'loket', callback: 'c1', event, attempt: n + 1, status, outcome });
  });
};
const alive = (
  make: EvidenceMaker,
  what: 'ready' | 'exited' | 'stopped',
  more: { took?: number; exit?: number } = {},
) => make.add('lifecycle', { workload: 'web', what, ...more });
const again = (make: EvidenceMaker, extra: number) =>
  make.look('back-reload', {
    attempts: [{ what: 'reload-confirmation', url: `${ORIGIN}/klaar`, status: 200, usable: true, emptied: [], extra }],
  });

export const integration: readonly Example[] = [
  { audit: 'integration/login/pkce-used', good: (m) => authorize(m, 'S256'), bad: (m) => authorize(m, undefined) },
  {
    audit: 'integration/login/state-checked',
    good: (m) =>
      m.look('state', {
        attempts: [{ method: 'GET', url: ORIGIN, status: 400, variant: 'wrong-state', loggedIn: false }],
      }),
    bad: (m) =>
      m.look('state', { attempts: [{ method: 'GET', url: ORIGIN, status: 302, variant: 'no-state', loggedIn: true }] }),
  },
  hostile('nonce', 'nonce-checked'),
  hostile('signature', 'signature-checked'),
  hostile('audience', 'audience-checked'),
  hostile('issuer', 'issuer-checked'),
  hostile('expired', 'expiry-checked'),
  hostile('alg-none', 'alg-none-refused'),
  hostile('rotated-key', 'key-rotation-survived'),
  {
    audit: 'integration/login/least-scopes',
    good: (m) => authorize(m, 'S256'),
    bad: (m) => authorize(m, 'S256', ['openid', 'rrn', 'vo']),
  },
  {
    audit: 'integration/registers/declared-only',
    good: (m) => call(m, 'personen', '/v1/ik'),
    bad: (m) => call(m, 'ondernemingen', '/v1/x', { status: 403 }),
  },
  {
    audit: 'integration/registers/errors-handled',
    good: (m) => outage(m, {}),
    bad: (m) => outage(m, { honest: false }),
  },
  {
    audit: 'integration/registers/new-fields-tolerated',
    good: (m) => m.look('new-fields', { completed: true }),
    bad: (m) => m.look('new-fields', { completed: false, stuck: 'the page is not there: 500' }),
  },
  {
    audit: 'integration/registers/pages-followed',
    comesTo: 'needs-review',
    good(m) {
      call(m, 'basisregisters', '/v2/straten', {
        body: `{"volgende": "https://basisregisters.${BASE}/v2/straten?offset=2"}`,
      });
      call(m, 'basisregisters', '/v2/straten?offset=2', { body: '{}' });
    },
    bad: (m) =>
      call(m, 'basisregisters', '/v2/straten', {
        body: `{"volgende": "https://basisregisters.${BASE}/v2/straten?offset=2"}`,
      }),
  },
  {
    audit: 'integration/notifications/callback-taken',
    good: (m) => told(m, 502, 204),
    bad: (m) => told(m, 502, 401),
  },
  {
    audit: 'integration/standards/status-published',
    good(m) {
      m.story('quick/report-move');
      call(m, 'dosis', '/dossiers', { method: 'POST', status: 201 });
    },
    bad(m) {
      m.story('quick/report-move');
      call(m, 'dosis', '/dossiers', { method: 'POST', status: 400 });
    },
  },
  {
    audit: 'integration/standards/product-in-ipdc',
    good: () => undefined,
    bad: () => undefined,
    badContext: { products: ['verhuizen'] },
  },
  {
    audit: 'integration/outcome/task-completed',
    good: (m) => m.story('quick/report-move'),
    bad: (m) =>
      m.story('quick/report-move', {
        outcome: 'failed',
        cause: 'provider:assertion',
        message: 'the town does not know',
      }),
  },
  { audit: 'integration/outcome/double-submit-once', good: (m) => again(m, 0), bad: (m) => again(m, 1) },
  {
    audit: 'integration/outcome/edge-residents-served',
    good: (m) => m.story('moving/edge', { people: { diacritics: true } }),
    bad: (m) => m.story('moving/edge', { people: { diacritics: true, 'one-letter': false } }),
  },
  {
    audit: 'integration/operation/starts',
    good: (m) => alive(m, 'ready', { took: 900 }),
    bad: (m) => alive(m, 'exited', { exit: 1 }),
  },
  {
    audit: 'integration/operation/starts-in-time',
    good: (m) => alive(m, 'ready', { took: 900 }),
    bad: (m) => alive(m, 'ready', { took: 45_000 }),
  },
  {
    audit: 'integration/operation/health-answers',
    good: (m) => m.exchange('/health', { from: 'gateway' }),
    bad: (m) => m.exchange('/health', { from: 'gateway', status: 404 }),
  },
  {
    audit: 'integration/operation/restart-keeps-state',
    good: (m) => kept(m, true),
    bad: (m) => kept(m, false),
  },
  {
    audit: 'integration/operation/stops-cleanly',
    good: (m) => alive(m, 'stopped', { exit: 0, took: 200 }),
    bad: (m) => alive(m, 'stopped', { exit: 137, took: 10_100 }),
  },
  {
    audit: 'integration/operation/slow-dependency-bounded',
    good: (m) => outage(m, { fault: 'timeout' }),
    bad: (m) => outage(m, { fault: 'timeout', honest: false }),
  },
  {
    audit: 'integration/operation/outage-survived',
    good: (m) => outage(m, {}),
    bad: (m) => outage(m, { recovered: false }),
  },
  {
    audit: 'integration/operation/stays-usable',
    good: (m) => again(m, 0),
    bad: (m) =>
      m.add('look', { look: 'csrf', outcome: 'failed', cause: 'provider:crash', message: 'page crashed', data: {} }),
  },
  {
    audit: 'integration/operation/trace-propagated',
    good: (m) => call(m, 'personen', '/v1/ik', { trace: 'a'.repeat(32) }),
    bad: (m) => call(m, 'personen', '/v1/ik'),
  },
  {
    audit: 'integration/operation/nothing-undeclared-called',
    good: (m) => alive(m, 'ready'),
    bad(m) {
      alive(m, 'ready');
      m.exchange('https://telemetry.example/v1', { from: 'web', status: 0, failure: 'no-door' });
    },
  },
];
