/**
 * What went wrong, named by whose fault it is. What a provider's page or door does is always `provider:*`; `lab:*` is
 * kept for a lost browser, a town that does not answer as it should, a lost channel, a fault in a scenario of ours.
 */
export const CAUSES = [
  'provider:assertion',
  'provider:locator-timeout',
  'provider:navigation',
  'provider:status-5xx',
  'provider:crash',
  'provider:hang',
  'provider:redirect-loop',
  'provider:dialog-flood',
  'provider:window-flood',
  'provider:download',
  'lab:browser-lost',
  'lab:municipality-refused',
  'lab:channel',
  'lab:internal',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Why a step failed. */
export class Trouble extends Error {
  override readonly cause: Cause;
  constructor(cause: Cause, message: string) {
    super(message);
    this.name = 'Trouble';
    this.cause = cause;
  }
}

/** A trouble of this module or of its twin inside a bundle of scenarios. */
export function troubleOf(thrown: unknown): Trouble | undefined {
  if (thrown instanceof Trouble) return thrown;
  if (!(thrown instanceof Error) || thrown.name !== 'Trouble') return undefined;
  const cause = CAUSES.find((known) => known === thrown.cause);
  return cause === undefined ? undefined : new Trouble(cause, thrown.message);
}

/** Throws `provider:assertion` unless it holds. The message says what a person expected and what they got. */
export function expectThat(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Trouble('provider:assertion', message);
}
