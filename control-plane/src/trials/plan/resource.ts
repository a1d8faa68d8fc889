import type { MunicipalityConfig } from '@proeftuin/contract/municipality';
import type { Door, Workload } from '@proeftuin/contract/plan';
import type { z } from 'zod';
import type { SecretNeed, Settings } from './planned.ts';

/** Where a resource is asked for. */
export interface ResourceContext<P> {
  readonly id: string;
  readonly service: string;
  /** The provider's workload that asks for it. */
  readonly workload: string;
  /** https://verhuisloket.dienst.test */
  readonly origin: string;
  readonly settings: Settings;
  readonly params: P;
}

/** What a resource brings into a sandbox. */
export interface ResourceMade {
  /** Values of `${resources.<id>.<output>}`; may hold `${secret:…}`. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly doors?: readonly Door[];
  readonly workloads?: readonly Workload[];
  readonly secrets?: readonly SecretNeed[];
  readonly client?: MunicipalityConfig['clients'][number];
  /** Where the municipality calls the service. */
  readonly callback?: NonNullable<MunicipalityConfig['callbacks']>[number];
  /** Where people land whom another service hands over. */
  readonly landing?: NonNullable<MunicipalityConfig['landings']>[number];
  /** Registers and channels that it grants. */
  readonly grants?: readonly string[];
  /** Bytes of a volume, mounted where the container says. */
  readonly volume?: number;
  readonly notes?: readonly string[];
}

/** A resource type of the manifest: one file in resources/, named as its type. */
export interface ResourceKind {
  readonly params: z.ZodType;
  make(context: ResourceContext<unknown>): ResourceMade;
}

export function defineResource<S extends z.ZodType>(kind: {
  params: S;
  make(context: ResourceContext<z.infer<S>>): ResourceMade;
}): ResourceKind {
  return {
    params: kind.params,
    make: (context) => kind.make({ ...context, params: kind.params.parse(context.params) }),
  };
}
