/**
 * Whose fault is it, when a step, a scenario or a look could not be done? Decided by its cause, in this one table.
 * `provider`: it went wrong while acting on the provider's pages or calling its doors → `fail`.
 * `lab`: a channel, a browser, the municipality or the evidence → `error`.
 */
export const FAULTS = {
  'provider:assertion': 'provider',
  'provider:locator-timeout': 'provider',
  'provider:navigation': 'provider',
  'provider:status-5xx': 'provider',
  'provider:crash': 'provider',
  'provider:hang': 'provider',
  'provider:redirect-loop': 'provider',
  'provider:dialog-flood': 'provider',
  'provider:window-flood': 'provider',
  'provider:download': 'provider',
  'lab:browser-lost': 'lab',
  'lab:municipality-refused': 'lab',
  'lab:channel': 'lab',
  'lab:internal': 'lab',
} as const satisfies Record<string, 'provider' | 'lab'>;

/** A cause outside the table goes by its prefix; one without a known prefix is the lab's, which should have named it. */
export function whoseFault(cause: string | undefined): 'provider' | 'lab' {
  const known: Readonly<Record<string, 'provider' | 'lab'>> = FAULTS;
  if (cause === undefined) return 'lab';
  return (
    (Object.hasOwn(known, cause) ? known[cause] : undefined) ?? (cause.startsWith('provider:') ? 'provider' : 'lab')
  );
}
