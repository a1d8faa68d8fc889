/** A defect that is planted in verhuisloket by `DEFECTS=<id>`, and the audits that are meant to find it. */
interface Defect {
  readonly id: string;
  readonly breaks: readonly string[];
  /** What the same mistake may break as well, rightly. */
  readonly mayAlsoBreak?: readonly string[];
  /** The suite that examines it; `core` when not given. */
  readonly suite?: 'full';
}

export const DEFECTS: readonly Defect[] = [
  { id: 'no-pkce', breaks: ['integration/login/pkce-used'] },
  { id: 'no-state', breaks: ['integration/login/state-checked'], suite: 'full' },
  {
    id: 'unchecked-token',
    breaks: ['signature', 'audience', 'issuer', 'nonce', 'expiry'].map((what) => `integration/login/${what}-checked`),
    mayAlsoBreak: ['integration/login/*', 'integration/operation/trace-propagated'],
    suite: 'full',
  },
  { id: 'session-kept', breaks: ['security/session/fixation-refused'] },
  { id: 'forgets-at-restart', breaks: ['integration/operation/restart-keeps-state'] },
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
    breaks: ['security/container/no-undeclared-egress'],
    mayAlsoBreak: ['integration/operation/nothing-undeclared-called', 'security/privacy/no-third-parties'],
  },
  { id: 'weak-cookie', breaks: ['security/session/cookie-flags'] },
  {
    id: 'logout-keeps-session',
    breaks: ['security/session/logout-kills-session'],
    mayAlsoBreak: ['integration/login/logout-works'],
  },
  { id: 'no-csrf', breaks: ['security/session/csrf-refused'] },
  { id: 'reads-others', breaks: ['security/access/other-citizens-data-refused'] },
  { id: 'open-redirect', breaks: ['security/access/open-redirect-refused'] },
  { id: 'open-cors', breaks: ['security/access/cors-closed'] },
  { id: 'reflects', breaks: ['security/injection/reflected-markup'], mayAlsoBreak: ['security/exposure/csp-strength'] },
  { id: 'sql-in-query', breaks: ['security/injection/sql'] },
  { id: 'no-security-headers', breaks: ['security/exposure/security-headers', 'security/exposure/csp-strength'] },
  { id: 'weak-csp', breaks: ['security/exposure/csp-strength'] },
  { id: 'stack-traces', breaks: ['security/exposure/no-stack-traces'] },
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
    breaks: ['value/burden/once-only', 'value/burden/fields-asked'],
    mayAlsoBreak: ['value/burden/prefilled-share', 'experience/forms/autocomplete-set', 'value/burden/citizen-minutes'],
  },
  {
    id: 'status-hidden',
    breaks: ['value/reach/status-visible'],
    mayAlsoBreak: ['integration/outcome/task-completed', 'value/reach/end-to-end-digital'],
  },
  {
    id: 'double-submit',
    breaks: ['integration/outcome/double-submit-once'],
    mayAlsoBreak: ['experience/forms/back-and-reload-safe'],
  },
  { id: 'input-lost', breaks: ['experience/forms/input-kept-after-error'] },
  {
    id: 'errors-unnamed',
    breaks: ['experience/forms/errors-name-the-field'],
    mayAlsoBreak: ['experience/accessibility/*'],
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
  },
  { id: 'focus-hidden', breaks: ['experience/accessibility/focus-visible'] },
  { id: 'fixed-height', breaks: ['experience/accessibility/text-spacing'] },
  { id: 'cut-when-enlarged', breaks: ['experience/accessibility/zoom-200'] },
  { id: 'no-viewport', breaks: ['value/reach/works-on-a-phone'] },
  { id: 'no-redirect', breaks: ['experience/forms/back-and-reload-safe'] },
  { id: 'unescaped-name', breaks: ['security/injection/stored-markup-from-register'] },
  { id: 'file-by-name', breaks: ['security/injection/path'] },
  { id: 'header-by-name', breaks: ['security/injection/header'] },
  { id: 'template-by-name', breaks: ['security/injection/template'] },
  {
    id: 'unbounded-bodies',
    breaks: ['large-body-refused', 'deep-json-refused', 'compressed-bomb-refused'].map(
      (what) => `security/resilience/${what}`,
    ),
    suite: 'full',
  },
  { id: 'loopback-only', breaks: ['security/container/binds-all-addresses'] },
  { id: 'informal-mix', breaks: ['experience/language/address-form-consistent'] },
];
