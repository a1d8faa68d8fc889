/**
 * A defect that is planted in verhuisloket by `DEFECTS=<id>`, by pieces of its manifest that are written otherwise, or by
 * both; and the audits that are meant to find it.
 */
interface Defect {
  readonly id: string;
  readonly breaks: readonly string[];
  /** Audits that can only suspect it, and must then leave it to a person (`needs-review`). */
  readonly asks?: readonly string[];
  /** What stands in the manifest once, and what stands there instead. */
  readonly manifest?: readonly (readonly [string, string])[];
  /** What the same mistake may break as well, rightly. */
  readonly mayAlsoBreak?: readonly string[];
  /** The smallest suite that examines it; `quick` when not given. */
  readonly suite?: 'core' | 'moving' | 'full';
  /** The town that shows it; `aalter` when not given. */
  readonly profile?: 'leiedal';
}

export const DEFECTS: readonly Defect[] = [
  { id: 'no-pkce', breaks: ['integration/login/pkce-used'] },
  { id: 'no-state', breaks: ['integration/login/state-checked'], suite: 'full' },
  {
    id: 'unchecked-token',
    breaks: [
      'integration/login/alg-none-refused',
      ...['signature', 'audience', 'issuer', 'nonce', 'expiry'].map((what) => `integration/login/${what}-checked`),
    ],
    mayAlsoBreak: ['integration/login/*', 'integration/operation/trace-propagated'],
    suite: 'full',
  },
  { id: 'session-kept', breaks: ['security/session/fixation-refused'] },
  { id: 'forgets-at-restart', breaks: ['integration/operation/restart-keeps-state'], suite: 'core' },
  { id: 'ignores-stop', breaks: ['integration/operation/stops-cleanly'] },
  {
    id: 'too-many-scopes',
    breaks: ['integration/login/least-scopes'],
    mayAlsoBreak: ['security/privacy/fields-minimal'],
  },
  {
    id: 'status-unpublished',
    breaks: ['integration/standards/status-published'],
    mayAlsoBreak: ['value/reuse/standards-share', 'value/reuse/building-blocks-used', 'value/reach/status-visible'],
  },
  {
    id: 'reports-nothing',
    breaks: ['integration/outcome/task-completed'],
    mayAlsoBreak: ['value/reach/end-to-end-digital'],
  },
  { id: 'health-down', breaks: ['integration/operation/starts'], mayAlsoBreak: ['*'] },
  { id: 'trace-dropped', breaks: ['integration/operation/trace-propagated'] },
  {
    id: 'calls-home',
    breaks: ['security/container/no-undeclared-egress', 'integration/operation/nothing-undeclared-called'],
    mayAlsoBreak: ['security/privacy/no-third-parties'],
  },
  { id: 'weak-cookie', breaks: ['security/session/cookie-flags'] },
  {
    id: 'logout-keeps-session',
    breaks: ['security/session/logout-kills-session'],
    mayAlsoBreak: ['integration/login/logout-works'],
  },
  { id: 'no-csrf', breaks: ['security/session/csrf-refused'] },
  { id: 'reads-others', breaks: ['security/access/other-citizens-data-refused'], suite: 'core' },
  {
    id: 'sees-neighbours',
    breaks: ['security/access/municipalities-kept-apart'],
    suite: 'moving',
    profile: 'leiedal',
  },
  { id: 'open-redirect', breaks: ['security/access/open-redirect-refused'], suite: 'core' },
  { id: 'open-cors', breaks: ['security/access/cors-closed'] },
  {
    id: 'reflects',
    breaks: ['security/injection/reflected-markup'],
    mayAlsoBreak: ['security/exposure/csp-strength'],
    suite: 'core',
  },
  { id: 'sql-in-query', breaks: ['security/injection/sql'], suite: 'core' },
  { id: 'no-security-headers', breaks: ['security/exposure/security-headers', 'security/exposure/csp-strength'] },
  { id: 'weak-csp', breaks: ['security/exposure/csp-strength'] },
  { id: 'stack-traces', breaks: ['security/exposure/no-stack-traces'] },
  // The same behind more than the lab keeps of an answer.
  { id: 'padded-errors', breaks: [], asks: ['security/exposure/no-stack-traces'] },
  { id: 'version-banner', breaks: ['security/exposure/no-version-banners'] },
  { id: 'stray-file', breaks: ['security/exposure/no-stray-files'] },
  { id: 'cached-pages', breaks: ['security/exposure/personal-data-not-cached'] },
  {
    id: 'insz-in-url',
    breaks: ['security/privacy/insz-not-in-urls'],
    mayAlsoBreak: ['security/privacy/no-third-parties'],
  },
  { id: 'insz-in-log', breaks: ['security/privacy/insz-not-in-logs'] },
  {
    id: 'third-party',
    breaks: ['security/privacy/no-third-parties'],
    mayAlsoBreak: ['security/exposure/csp-strength', 'integration/operation/nothing-undeclared-called'],
  },
  { id: 'too-many-fields', breaks: ['security/privacy/fields-minimal'] },
  {
    id: 'asks-again',
    breaks: ['value/burden/once-only', 'value/burden/fields-asked', 'value/burden/prefilled-share'],
    mayAlsoBreak: ['experience/forms/autocomplete-set', 'value/burden/citizen-minutes'],
  },
  {
    id: 'status-hidden',
    breaks: ['value/reach/status-visible'],
    mayAlsoBreak: ['integration/outcome/task-completed', 'value/reach/end-to-end-digital'],
    suite: 'core',
  },
  {
    id: 'double-submit',
    breaks: ['integration/outcome/double-submit-once'],
    mayAlsoBreak: ['experience/forms/back-and-reload-safe'],
    suite: 'core',
  },
  { id: 'input-lost', breaks: ['experience/forms/input-kept-after-error'], suite: 'core' },
  {
    id: 'errors-unnamed',
    breaks: ['experience/forms/errors-name-the-field'],
    mayAlsoBreak: ['experience/accessibility/*'],
    suite: 'core',
  },
  {
    id: 'no-language',
    breaks: ['experience/accessibility/language-of-page'],
    mayAlsoBreak: ['experience/language/page-language-set'],
  },
  { id: 'no-title', breaks: ['experience/accessibility/page-titled'] },
  { id: 'pale-text', breaks: ['experience/accessibility/contrast'] },
  { id: 'picture-without-text', breaks: ['experience/accessibility/non-text-content'] },
  {
    id: 'no-labels',
    breaks: ['experience/accessibility/name-role-value'],
    mayAlsoBreak: [
      'experience/*',
      'integration/outcome/task-completed',
      'integration/operation/stays-usable',
      'value/*',
    ],
  },
  { id: 'no-statement', breaks: ['experience/accessibility/statement-published'] },
  { id: 'too-wide', breaks: ['experience/accessibility/reflow-320'] },
  {
    id: 'no-autocomplete',
    breaks: ['experience/forms/autocomplete-set'],
    mayAlsoBreak: ['experience/accessibility/input-purpose', 'value/burden/fields-asked'],
  },
  {
    id: 'mouse-only',
    breaks: ['experience/accessibility/keyboard-only-completes'],
    suite: 'core',
  },
  { id: 'focus-hidden', breaks: ['experience/accessibility/focus-visible'], suite: 'core' },
  { id: 'fixed-height', breaks: ['experience/accessibility/text-spacing'], suite: 'core' },
  { id: 'cut-when-enlarged', breaks: ['experience/accessibility/zoom-200'], suite: 'core' },
  { id: 'no-viewport', breaks: ['value/reach/works-on-a-phone'], suite: 'core' },
  { id: 'no-redirect', breaks: ['experience/forms/back-and-reload-safe'], suite: 'core' },
  { id: 'unescaped-name', breaks: ['security/injection/stored-markup-from-register'], suite: 'core' },
  { id: 'file-by-name', breaks: ['security/injection/path'], suite: 'core' },
  { id: 'header-by-name', breaks: ['security/injection/header'], suite: 'core' },
  { id: 'template-by-name', breaks: ['security/injection/template'], suite: 'core' },
  {
    id: 'unbounded-bodies',
    breaks: ['large-body-refused', 'deep-json-refused', 'compressed-bomb-refused'].map(
      (what) => `security/resilience/${what}`,
    ),
    suite: 'full',
  },
  { id: 'loopback-only', breaks: ['security/container/binds-all-addresses'] },
  { id: 'informal-mix', breaks: ['experience/language/address-form-consistent'] },
  { id: 'keys-kept', breaks: ['integration/login/key-rotation-survived'], suite: 'full' },
  {
    id: 'gives-up',
    breaks: ['integration/operation/outage-survived'],
    mayAlsoBreak: ['integration/outcome/*', 'integration/operation/stays-usable', 'value/reach/*'],
    suite: 'full',
  },
  { id: 'callback-unchecked', breaks: ['security/access/forged-callback-refused'] },
  { id: 'callback-refused', breaks: ['integration/notifications/callback-taken'] },
  {
    id: 'waits-forever',
    breaks: ['integration/operation/slow-dependency-bounded'],
    mayAlsoBreak: ['integration/operation/outage-survived'],
    suite: 'full',
  },
  {
    id: 'strict-fields',
    breaks: ['integration/registers/new-fields-tolerated'],
    suite: 'full',
  },
  {
    id: 'says-nothing',
    breaks: ['integration/registers/errors-handled'],
    mayAlsoBreak: ['integration/*', 'experience/*'],
    suite: 'full',
  },
  {
    id: 'plain-names-only',
    breaks: ['integration/outcome/edge-residents-served'],
    mayAlsoBreak: ['integration/outcome/task-completed'],
    suite: 'full',
  },
  {
    id: 'one-at-a-time',
    breaks: ['security/resilience/slow-client-bounded'],
    mayAlsoBreak: ['security/resilience/*'],
    suite: 'full',
  },
  { id: 'host-in-links', breaks: ['security/access/host-header-ignored'] },
  { id: 'other-port', breaks: ['security/container/no-undeclared-ports'] },
  { id: 'no-security-txt', breaks: ['security/exposure/security-txt'] },
  { id: 'insz-in-storage', breaks: ['security/privacy/insz-not-in-storage'] },
  { id: 'asks-document', breaks: ['value/burden/documents-asked'] },
  {
    id: 'heavy-page',
    breaks: ['experience/speed/page-weight', 'value/cost/bytes-per-case'],
    mayAlsoBreak: ['experience/speed/largest-paint'],
  },
  { id: 'to-the-counter', breaks: ['value/reach/end-to-end-digital'] },
  { id: 'broken-list', breaks: ['experience/accessibility/info-and-relationships'] },
  { id: 'unknown-tongue', breaks: ['experience/accessibility/language-of-parts'] },
  {
    id: 'empty-link',
    breaks: ['experience/accessibility/link-purpose'],
    mayAlsoBreak: ['experience/accessibility/name-role-value'],
  },
  { id: 'no-zoom', breaks: ['experience/accessibility/resize-text'] },
  { id: 'reloads-itself', breaks: ['experience/accessibility/timing-adjustable'] },
  { id: 'blinks', breaks: ['experience/accessibility/pause-stop-hide'] },
  { id: 'links-by-colour', breaks: ['experience/accessibility/use-of-color'] },
  {
    id: 'wrong-purpose',
    breaks: ['experience/accessibility/identify-input-purpose'],
    mayAlsoBreak: ['experience/forms/autocomplete-set'],
  },
  { id: 'long-sentences', breaks: ['experience/language/sentence-length'] },
  {
    id: 'endless-page',
    breaks: [],
    asks: [
      'value/reach/end-to-end-digital',
      'experience/language/address-form-consistent',
      'experience/language/page-language-set',
      'experience/language/sentence-length',
    ],
  },
  { id: 'wrong-language', breaks: ['experience/language/page-language-set'] },
  { id: 'sound-by-itself', breaks: ['experience/accessibility/audio-control'] },
  { id: 'film-without-captions', breaks: [], asks: ['experience/accessibility/captions'] },
  { id: 'two-labels', breaks: [], asks: ['experience/accessibility/labels'] },
  { id: 'no-way-past-menu', breaks: ['experience/accessibility/bypass-blocks'] },
  { id: 'scrolls-by-mouse', breaks: ['experience/accessibility/keyboard-reachable'] },
  { id: 'other-name', breaks: ['experience/accessibility/label-in-name'] },
  { id: 'fixed-letters', breaks: ['experience/accessibility/text-spacing-inline'] },
  { id: 'late-page', breaks: ['experience/speed/largest-paint'] },
  { id: 'jumps', breaks: ['experience/speed/layout-shift'] },
  { id: 'slow-to-react', breaks: ['experience/speed/interaction-delay'] },
  {
    id: 'health-astray',
    breaks: ['integration/operation/health-answers'],
    manifest: [['livenessProbe: { httpGet: { path: /health,', 'livenessProbe: { httpGet: { path: /leeft,']],
  },
  { id: 'slow-start', breaks: ['integration/operation/starts-in-time'] },
  {
    id: 'few-logins',
    breaks: ['integration/operation/stays-usable'],
    mayAlsoBreak: ['integration/outcome/task-completed', 'value/reach/end-to-end-digital'],
  },
  { id: 'wrong-key', breaks: ['integration/registers/declared-only'] },
  { id: 'first-page-only', breaks: [], asks: ['integration/registers/pages-followed'] },
  {
    id: 'no-product',
    breaks: ['integration/standards/product-in-ipdc'],
    manifest: [['products: ["ipdc:1152"]', 'products: []']],
  },
  { id: 'anyone-writes', breaks: ['security/access/methods-closed'] },
  {
    id: 'as-root',
    breaks: ['security/container/non-root'],
    manifest: [['\ncapabilities:', '\nsandbox: { runAs: root }\ncapabilities:']],
  },
  {
    id: 'writable-root',
    breaks: ['security/container/read-only-root-capable'],
    manifest: [['\ncapabilities:', '\nsandbox: { writableRoot: true }\ncapabilities:']],
  },
  { id: 'looks-up-a-stranger', breaks: ['security/privacy/honeytokens-untouched'] },
  { id: 'few-at-once', breaks: ['security/resilience/burst-served'], suite: 'full' },
  {
    id: 'quicker-before',
    breaks: ['value/burden/citizen-minutes'],
    manifest: [['citizenMinutes: 25', 'citizenMinutes: 2']],
  },
  {
    id: 'many-pages',
    breaks: ['value/burden/steps'],
    manifest: [
      [
        '      - fields:\n          date:',
        `${'      - { fields: {}, submit: { role: button, name: Verder } }\n'.repeat(6)}      - fields:\n          date:`,
      ],
    ],
  },
  {
    id: 'computes-long',
    breaks: ['value/cost/cpu-per-case'],
    mayAlsoBreak: ['experience/speed/*'],
    manifest: [['cpu: "500m"', 'cpu: "2"']],
  },
  { id: 'plain-json', breaks: ['value/reuse/standards-share'] },
  {
    id: 'all-its-own',
    breaks: ['value/reuse/building-blocks-used'],
    // A login and registers that are nobody's: nothing of the desk works any more.
    mayAlsoBreak: ['*'],
    manifest: [
      [
        `    login:
      {
        type: oidc-client,
        params: { redirectPaths: [/callback], postLogoutPaths: [/], scopes: [openid, profile, rrn, vo] },
      }
    addresses: { type: register, params: { register: adressen } }
    people: { type: register, params: { register: personen } }
    dossiers: { type: dossier-channel }
    berichten: { type: notification-channel, params: { callbackPath: /berichten/terug } }
`,
        '',
      ],
      ['${resources.login.issuer}', 'https://login.eigen.example'],
      ['${resources.login.clientId}', 'eigen'],
      ['${resources.login.clientSecret}', 'eigen'],
      ['${resources.addresses.url}', 'https://adressen.eigen.example'],
      ['${resources.people.url}', 'https://personen.eigen.example'],
      ['${resources.people.token}', 'eigen'],
      ['${resources.dossiers.url}', 'https://dossiers.eigen.example'],
      ['${resources.dossiers.token}', 'eigen'],
      ['${resources.berichten.url}', 'https://berichten.eigen.example'],
      ['${resources.berichten.token}', 'eigen'],
      ['${resources.berichten.callbackSecret}', 'whsec_ZWlnZW4='],
    ],
  },
];

/** Audits that no defect of a service can break, and why. */
export const UNBROKEN: Readonly<Record<string, string>> = {
  'experience/accessibility/by-hand': 'asks for a person whatever it sees',
};

/** A manifest with a defect's pieces written into it. Throws when one of them does not stand there exactly once. */
export function manifestWith(defect: Pick<Defect, 'id' | 'manifest'>, text: string): string {
  return (defect.manifest ?? []).reduce((now, [from, to]) => {
    if (now.split(from).length !== 2) throw new Error(`${defect.id}: not once in the manifest: ${from}`);
    return now.replace(from, () => to);
  }, text);
}
