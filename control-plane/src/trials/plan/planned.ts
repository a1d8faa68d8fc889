import type { MunicipalityConfig, Profile } from '@proeftuin/contract/municipality';
import type { SandboxPlan } from '@proeftuin/contract/plan';
import type { PlayOrder } from '@proeftuin/contract/play';

/** A secret that a plan refers to and that is made when the trial starts. */
export type SecretNeed =
  | { readonly name: string; readonly kind: 'random' | 'mask-key' | 'webhook-secret' }
  /** An RSA key as a private JWK; its modulus is the secret `<name>-n`. */
  | { readonly name: string; readonly kind: 'signing-key' }
  | { readonly name: string; readonly kind: 'env'; readonly env: string }
  | { readonly name: 'certificate'; readonly kind: 'certificate'; readonly names: readonly string[] };

export interface Settings {
  readonly id: string;
  readonly owner: string;
  /** Seconds. */
  readonly ttl: number;
  readonly grade: 'strict' | 'compat';
  readonly profile: Profile;
  readonly municipalities: readonly string[];
  readonly seed: string;
  readonly date?: string;
  readonly population?: number;
  /** Base domain of the municipality's systems, and of the services under trial. */
  readonly base: string;
  readonly serviceBase: string;
  /** Variables set over the manifest's in every container of the provider: planted defects. */
  readonly overlay: Readonly<Record<string, string>>;
  /** Where `proeftuin dev` has the service, on this machine; `ca`: file of the authority, without which all is plain http. */
  readonly local?: { readonly origin: string; readonly ca?: string };
}

/** `https://login.vlavirgem.test`; on a developer's machine plain http unless there is an authority. */
export const originOf = ({ base, local }: Settings, host: string): string =>
  `${local !== undefined && local.ca === undefined ? 'http' : 'https'}://${host}.${base}`;

/** What a trial needs beside its plan. */
export interface Planned {
  readonly plan: SandboxPlan;
  readonly municipality: MunicipalityConfig;
  readonly secrets: readonly SecretNeed[];
  readonly service: PlayOrder['service'];
  /** The liveness probe that it declares. */
  readonly health: { readonly workload: string; readonly port: number; readonly path: string } | undefined;
  /** How readiness is asked; `strict`: a readiness probe must answer below 400. */
  readonly ready: { readonly workload: string; readonly port: number; readonly path: string; readonly strict: boolean };
  /** Adapted for this service, named in the report. */
  readonly notes: readonly string[];
}
