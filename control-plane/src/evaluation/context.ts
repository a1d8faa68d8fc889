import type { Intent } from '@proeftuin/contract/play';

/** Facts of a trial that evidence is judged against: what was promised, and what was asked to be examined. Plain data. */
export interface TrialContext {
  readonly service: {
    readonly name: string;
    /** https://verhuisloket.dienst.test */
    readonly origin: string;
    /** Has it a login (resource oidc-client)? */
    readonly login: boolean;
    /** Path of its liveness probe, where it declares one. */
    readonly health?: string;
  };
  /** Base domain of the municipality's systems: vlavirgem.test. */
  readonly base: string;
  /** Declared resources: id and Score type (route, oidc-client, register, dossier-channel, postgres …). */
  readonly resources: readonly { readonly id: string; readonly type: string }[];
  /** Registers and channels that it may call: personen, adressen, dossiers … */
  readonly registers: readonly string[];
  /** Scopes that its login declares. */
  readonly scopes: readonly string[];
  /** Personal data that it says it needs: register → fields, one per purpose. */
  readonly needs: readonly Readonly<Record<string, readonly string[]>>[];
  readonly capabilities: readonly string[];
  readonly intents: Readonly<Record<string, Intent>>;
  /** Today's way, in minutes a case: a claim until someone measured it. */
  readonly replaces?: {
    readonly channel: string;
    readonly citizenMinutes?: number;
    readonly businessMinutes?: number;
    readonly civilServantMinutes?: number;
  };
  readonly channels: readonly string[];
  /** IPDC products: `ipdc:1152`. */
  readonly products: readonly string[];
  readonly suite: string;
  /** Looks that the runner was asked to do. */
  readonly looks: readonly string[];
  /** Load of the machine while the trial ran, per core; undefined when it was not measured. */
  readonly load?: number;
  /** Judge only this audit. */
  readonly only?: string;
  /** Bytes of a blob of the evidence, by its SHA-256. */
  readonly blob: (sha: string) => Uint8Array | undefined;
}
