import { createHmac } from 'node:crypto';
import { LabError } from '@proeftuin/contract/errors';
import type { Manifest } from '@proeftuin/contract/manifest/schema';
import type { MunicipalityConfig, Profile } from '@proeftuin/contract/municipality';
import { fillSecrets } from '@proeftuin/contract/plan';
import { rsaKey } from '@proeftuin/municipality/systems/login/keys';
import { parseEnv } from '../trials/env-file.ts';
import { planOf } from '../trials/plan/plan.ts';
import type { Settings } from '../trials/plan/planned.ts';
import { type Release, workloadsOf } from '../trials/release.ts';
import { signingSecrets } from '../trials/signing-key.ts';

/** What `proeftuin dev` is asked for. */
export interface Asked {
  readonly profile: Profile;
  readonly municipalities: readonly string[];
  readonly seed: string;
  readonly date?: string | undefined;
  readonly population?: number | undefined;
  /** Where the developer's own service is; undefined: the port of its manifest on localhost. */
  readonly origin?: string | undefined;
  /** Whose variables are given; undefined: the first of the workload that people visit. */
  readonly container?: string | undefined;
  /** Laid over the manifest's variables. */
  readonly set: Readonly<Record<string, string>>;
  /** Where the certificate of the authority will be; undefined: plain http. */
  readonly caOf?: ((port: number) => string) | undefined;
  /** Text of a file with the values of `${secrets.NAME}`. */
  readonly secrets: string;
}

export interface Prepared {
  readonly service: string;
  readonly origin: string;
  /** File for the certificate of the authority; undefined: plain http. */
  readonly ca: string | undefined;
  readonly municipality: MunicipalityConfig;
  /** Of the manifest, with all placeholders filled. */
  readonly variables: Readonly<Record<string, string>>;
  /** The same as they may be printed: without the service's own secrets. */
  readonly printed: Readonly<Record<string, string>>;
  readonly token: string;
  /** Declared registers and channels. */
  readonly registers: readonly string[];
  /** `personen.naam` … */
  readonly needs: ReadonlySet<string>;
  readonly notes: readonly string[];
}

/** The base domain on this machine: every system is a name under `localhost`, all at one port. */
export const baseAt = (port: number): string => `localhost:${port}`;

/**
 * The town and the variables of a release on this machine: the same plan as for a sandbox, so that the same mistakes are
 * told. Tokens follow from seed and name: a `.env` that was written stays right. Throws ManifestError, secret.missing,
 * usage.invalid.
 */
export function prepare(release: Release, asked: Asked, port: number): Prepared {
  const { manifest } = release;
  const origin = originOf(asked.origin ?? `http://localhost:${portOf(manifest)}`);
  const settings: Settings = {
    id: 's-dev',
    owner: 'lab-dev',
    ttl: 3600,
    grade: 'strict',
    profile: asked.profile,
    municipalities: asked.municipalities,
    seed: asked.seed,
    ...(asked.date === undefined ? {} : { date: asked.date }),
    ...(asked.population === undefined ? {} : { population: asked.population }),
    base: baseAt(port),
    serviceBase: 'localhost',
    overlay: asked.set,
    local: { origin, ...(asked.caOf === undefined ? {} : { ca: asked.caOf(port) }) },
  };
  const planned = planOf({ releases: [release], settings });
  const given = parseEnv(asked.secrets);
  const secrets: Record<string, string> = {};
  for (const need of planned.secrets) {
    if (need.kind === 'random') secrets[need.name] = derived(asked.seed, need.name);
    if (need.kind === 'webhook-secret')
      secrets[need.name] = `whsec_${Buffer.from(derived(asked.seed, need.name)).toString('base64')}`;
    if (need.kind === 'signing-key')
      Object.assign(secrets, signingSecrets(need.name, rsaKey(derived(asked.seed, need.name), need.name)));
    if (need.kind !== 'env') continue;
    const value = given.get(need.env);
    if (value === undefined)
      throw new LabError('secret.missing', `the manifest asks for the secret ${need.env}`, {
        next: 'Give it with --secrets FILE.',
      });
    secrets[need.name] = value;
  }
  const fill = (text: string) => fillSecrets(text, secrets);
  const hidden = planned.secrets.flatMap(({ name, kind }) => (kind === 'env' ? [[name, '(secret)']] : []));
  const printable: Record<string, string> = { ...secrets, ...Object.fromEntries(hidden) };
  const { env } = containerOf(planned, asked.container);
  const filled = (how: (text: string) => string) =>
    Object.fromEntries(Object.entries(env).map(([name, text]) => [name, how(text)]));
  const town = planned.municipality;
  const service = manifest.metadata.name;
  return {
    service,
    origin,
    ca: settings.local?.ca,
    municipality: {
      ...town,
      levers: fill(town.levers ?? ''),
      clients: town.clients.map(({ key, ...client }) => ({
        ...client,
        clientSecret: fill(client.clientSecret),
        ...(key === undefined
          ? {}
          : { key: Object.fromEntries(Object.entries(key).map(([name, text]) => [name, fill(text)])) }),
      })),
      ...(town.callbacks === undefined
        ? {}
        : { callbacks: town.callbacks.map((callback) => ({ ...callback, secret: fill(callback.secret) })) }),
      grants: town.grants.map((grant) => ({ ...grant, token: fill(grant.token) })),
    },
    variables: filled(fill),
    printed: filled((text) => fillSecrets(text, printable)),
    token: fill(town.grants[0]?.token ?? ''),
    registers: town.grants[0]?.registers ?? [],
    needs: new Set(
      (manifest.needs ?? []).flatMap(({ fields }) =>
        Object.entries(fields).flatMap(([register, names]) => names.map((name) => `${register}.${name}`)),
      ),
    ),
    notes: planned.notes,
  };
}

const derived = (seed: string, name: string): string =>
  createHmac('sha256', `proeftuin dev ${seed}`).update(name).digest('base64url').slice(0, 32);

function originOf(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || (url.pathname !== '/' && text !== url.origin))
    throw new LabError('usage.invalid', `--origin ${text}: scheme, host and port alone, as http://localhost:3000`);
  return url.origin;
}

/** The first port of the service's own, where its framework most likely listens too. */
function portOf(manifest: Manifest): number {
  const ports = workloadsOf(manifest).flatMap(([, spec]) => Object.values(spec.service?.ports ?? {}));
  return ports[0]?.targetPort ?? ports[0]?.port ?? 3000;
}

function containerOf({ plan, ready }: ReturnType<typeof planOf>, wanted: string | undefined) {
  const all = plan.workloads.filter((w) => w.trust === 'provider' && w.stage === 'trial');
  const [first] = all.find((w) => w.id === ready.workload)?.containers ?? [];
  const found =
    wanted === undefined ? first : all.flatMap((w) => w.containers).find((container) => container.id === wanted);
  if (found !== undefined) return found;
  const names = all.flatMap((w) => w.containers.map(({ id }) => id)).join(', ');
  throw new LabError('usage.invalid', `--container ${wanted}: the manifest has ${names}`);
}
