/** One act of the hostile service (service/), and what a trial must say of it. */
export interface Hostile {
  readonly id: string;
  /** How the story of a first visit ends: `ok`, or the cause that it fails for. Left out where chance decides. */
  readonly landing?: string | RegExp;
  /** Audits that must fail, each with what its finding says. */
  readonly told?: Readonly<Record<string, RegExp>>;
  /** A trial of minutes, played with all others only. */
  readonly long?: true;
}

/** The first visit fails, and it is told by what. */
const VISIT = (what: RegExp) => ({
  'integration/outcome/task-completed': new RegExp(`^quick/landing: opens the service ${what.source}`),
});
const NOT_WHOLE = VISIT(/the page was not whole after 10 s$/);
const ENDED = (how: RegExp) => ({ 'integration/operation/starts': how });
const SLOW = /^provider:(navigation|hang|crash)$/;

export const HOSTILE: readonly Hostile[] = [
  // In the browser.
  { id: 'alerts', landing: 'provider:dialog-flood' },
  { id: 'alerts-later' },
  { id: 'popups' },
  { id: 'window-close', landing: 'ok' },
  { id: 'endless-script', landing: SLOW, told: { 'integration/outcome/task-completed': /landing/ } },
  { id: 'endless-microtasks', landing: SLOW },
  { id: 'never-still' },
  { id: 'reloads-itself' },
  { id: 'huge-dom', landing: SLOW },
  { id: 'deep-dom' },
  { id: 'memory', landing: 'provider:crash' },
  { id: 'request-flood' },
  { id: 'service-worker', landing: SLOW },
  { id: 'downloads', landing: 'provider:download' },
  { id: 'names', landing: 'ok', told: { 'security/privacy/no-third-parties': /elders-vijand\.example/ } },
  // On the wire.
  { id: 'endless-headers', landing: 'provider:status-5xx' },
  { id: 'slow-headers', landing: 'provider:navigation', told: NOT_WHOLE, long: true },
  { id: 'large-page', landing: SLOW },
  { id: 'endless-page', landing: SLOW },
  { id: 'four-gigabytes', landing: SLOW, told: VISIT(/(the page crashed|the page was not whole after 10 s)$/) },
  { id: 'slow-page', landing: 'provider:navigation', told: NOT_WHOLE, long: true },
  { id: 'gzip-bomb', landing: SLOW, told: VISIT(/(the page crashed|the page was not whole after 10 s)$/) },
  { id: 'gzip-in-gzip' },
  {
    id: 'redirect-loop',
    landing: 'provider:redirect-loop',
    told: VISIT(/it redirects again and again: https:\/\/vijandig\.dienst\.test\//),
  },
  { id: 'redirects-away' },
  { id: 'cut-body' },
  { id: 'no-answer', landing: 'provider:status-5xx' },
  { id: 'not-http', landing: 'provider:status-5xx' },
  { id: 'wrong-types' },
  { id: 'cookie-bomb' },
  // On the machine.
  // Ends 'ok' only where no lever was reached.
  { id: 'levers', landing: 'ok' },
  { id: 'log-flood', landing: 'ok' },
  { id: 'log-line', landing: 'ok' },
  { id: 'crash-loop', told: ENDED(/exit 7/) },
  { id: 'crash-at-start', told: ENDED(/exit 3/) },
  { id: 'fork-bomb' },
  { id: 'fills-disk' },
  { id: 'eats-memory', told: ENDED(/oom/) },
  {
    id: 'burns-cpu',
    landing: 'ok',
    told: { 'integration/operation/stays-usable': /provider:(hang|navigation)/ },
    long: true,
  },
  { id: 'will-not-stop', landing: 'ok', told: { 'integration/operation/stops-cleanly': /ms/ } },
];
