import { discover } from '@proeftuin/contract/discover';
import { ManifestMistake, type Path, quoted } from '@proeftuin/contract/manifest/problem';
import type { Manifest, WorkloadSpec } from '@proeftuin/contract/manifest/schema';
import type { MunicipalityConfig } from '@proeftuin/contract/municipality';
import { type Door, LAB, type SandboxPlan, sandboxPlanSchema, type Workload } from '@proeftuin/contract/plan';
import * as z from 'zod';
import { type Release, workloadsOf } from '../release.ts';
import { LEVERS_KEY, labSide, playSide, probeSide } from './lab.ts';
import { Mistakes } from './mistakes.ts';
import { refusePlaceholders } from './placeholders.ts';
import type { Planned, SecretNeed, Settings } from './planned.ts';
import { workloadOf } from './provider.ts';
import type { ResourceKind, ResourceMade } from './resource.ts';

const found = await discover<ResourceKind>(import.meta.url, './resources/*.ts');
const KINDS: ReadonlyMap<string, ResourceKind> = new Map(
  [...found].map(([file, kind]) => [file.replace(/^.*\//, '').replace(/\.ts$/, ''), kind]),
);

/**
 * Release and settings in, sandbox out: pure, the same bytes each time. Throws ManifestError with all that
 * only shows when the parts are put together.
 */
export function planOf({ releases, settings }: { releases: readonly Release[]; settings: Settings }): Planned {
  const [release] = releases;
  if (release === undefined || releases.length > 1)
    throw new Error('a trial of several services is known and not yet supported');
  const { manifest, problem } = release;
  const mistakes = new Mistakes(problem);
  const service = manifest.metadata.name;
  const origin = settings.local?.origin ?? `https://${service}.${settings.serviceBase}`;
  const grade = settings.grade === 'compat' || manifest.sandbox?.runAs === 'root' ? 'compat' : 'strict';
  const needs: SecretNeed[] = [
    { name: 'mask-key', kind: 'mask-key' },
    { name: `token-${service}`, kind: 'random' },
  ];
  const notes: string[] = [];
  const workloads: Workload[] = [];
  const doors: Door[] = [];
  const clients: MunicipalityConfig['clients'] = [];
  const callbacks: NonNullable<MunicipalityConfig['callbacks']> = [];
  const landings: NonNullable<MunicipalityConfig['landings']> = [];
  const grants = new Set<string>();
  let front: { workload: string; port: number; spec: WorkloadSpec } | undefined;

  for (const [name, spec] of workloadsOf(manifest)) {
    const id = manifest.workload === undefined ? `app-${name}` : 'app';
    const path = manifest.workload === undefined ? ['workloads', name] : ['workload'];
    const made = resourcesOf(spec, path, { service, workload: id, origin, settings }, mistakes);
    for (const one of made.values()) {
      doors.push(...(one.doors ?? []));
      workloads.push(...(one.workloads ?? []));
      needs.push(...(one.secrets ?? []));
      notes.push(...(one.notes ?? []));
      if (one.client !== undefined) clients.push(one.client);
      if (one.callback !== undefined) callbacks.push(one.callback);
      if (one.landing !== undefined) landings.push(one.landing);
      for (const grant of one.grants ?? []) grants.add(grant);
    }
    const ports = portsOf(spec, path, made, mistakes);
    const routed = Object.values(spec.resources ?? {}).some(({ type }) => type === 'route');
    const [first] = ports;
    if (first !== undefined && (front === undefined || routed)) front = { workload: id, port: first, spec };
    // What a resource that is not right would have given is missed nowhere: one mistake is told once.
    mistakes.end();
    workloads.push(workloadOf({ id, name, spec, path, manifest, settings, made, ports, needs, mistakes }));
  }
  if (front === undefined) {
    const example = 'service: { ports: { web: { port: 8080 } } }';
    mistakes.add(new ManifestMistake(['workload'], 'no service port', 'a port that the service listens on', example));
  }
  mistakes.end();
  if (front === undefined) throw new Error('a plan without a service port');
  for (const [params, list] of [
    ['callbackPath', callbacks],
    ['landingPath', landings],
  ] as const) {
    if (list.length <= 1) continue;
    const [found, example] = [`${list.length} of ${params}`, `params: { ${params}: /terug }`];
    mistakes.add(new ManifestMistake(['workload', 'resources'], found, 'one in all of the service', example));
  }
  mistakes.end();
  doors.push(...between(workloads, manifest));
  const host = new URL(origin).host;
  const toFront = { workload: front.workload, port: front.port };
  const provider = workloads.filter((w) => w.trust === 'provider');
  for (const { id } of provider) doors.push({ from: id, name: host, port: 443, kind: 'http', tls: true, to: toFront });
  const [first] = provider;
  if (first === undefined) throw new Error('a plan without a workload of the provider');
  doors.push(
    ...doors
      .filter((door) => door.from === first.id && door.kind === 'http')
      .map((door) => ({ ...door, from: LAB.probe })),
  );
  doors.push(...labDoors(settings, host, toFront));

  const municipality: MunicipalityConfig = {
    v: 1,
    profile: settings.profile,
    municipalities: [...settings.municipalities],
    seed: settings.seed,
    ...(settings.date === undefined ? {} : { date: settings.date }),
    ...(settings.population === undefined ? {} : { population: settings.population }),
    insz: 'fictitious',
    base: settings.base,
    levers: LEVERS_KEY,
    clients,
    ...(callbacks.length === 0 ? {} : { callbacks }),
    ...(landings.length === 0 ? {} : { landings }),
    grants: [{ service, token: `\${secret:token-${service}}`, registers: [...grants].sort() }],
  };
  const unique = dedupe(doors);
  const names = [...new Set(unique.filter((door) => door.tls).map((door) => door.name))].sort();
  needs.push({ name: 'levers', kind: 'random' });
  needs.push({ name: 'certificate', kind: 'certificate', names });
  const plan: SandboxPlan = sandboxPlanSchema.parse({
    v: 1,
    id: settings.id,
    owner: settings.owner,
    ttl: settings.ttl,
    grade,
    workloads: [...labSide(municipality), probeSide(first, unique, grade), ...workloads, playSide()],
    doors: unique,
  });
  notes.push(...adapted(manifest, grade, settings));
  const told = serviceOf(manifest, origin, callbacks[0]?.url);
  return { plan, municipality, secrets: needs, service: told, ready: readyOf(front), health: healthOf(front), notes };
}

type Where = { service: string; workload: string; origin: string; settings: Settings };

function resourcesOf(spec: WorkloadSpec, path: Path, where: Where, mistakes: Mistakes): Map<string, ResourceMade> {
  const made = new Map<string, ResourceMade>();
  for (const [id, { type, params = {} }] of Object.entries(spec.resources ?? {})) {
    const kind = KINDS.get(type);
    if (kind === undefined) throw new Error(`no resource type ${type}`);
    const place = [...path, 'resources', id, 'params'];
    const one = mistakes.attempt(() => {
      refusePlaceholders(params, place);
      try {
        return kind.make({ ...where, id, params });
      } catch (thrown) {
        if (!(thrown instanceof z.ZodError)) throw thrown;
        const [issue] = thrown.issues;
        const inner = (issue?.path ?? []).filter((key) => typeof key !== 'symbol');
        const expected = issue?.message ?? 'other params';
        throw new ManifestMistake([...place, ...inner], quoted(params), expected, 'params: { register: adressen }');
      }
    }, undefined);
    if (one !== undefined) made.set(id, one);
  }
  return made;
}

const TAKEN: Readonly<Record<number, string>> = { 53: 'its names', 443: 'https to the municipality' };

function portsOf(
  spec: WorkloadSpec,
  path: Path,
  made: ReadonlyMap<string, ResourceMade>,
  mistakes: Mistakes,
): number[] {
  const used = new Map<number, string>(
    [...made.values()].flatMap((one) => (one.doors ?? []).map((door): [number, string] => [door.port, door.name])),
  );
  return Object.entries(spec.service?.ports ?? {}).map(([name, { port, targetPort }]) => {
    const listens = targetPort ?? port;
    const taken = TAKEN[listens] ?? used.get(listens);
    if (taken !== undefined) {
      const expected = `another port: ${listens} on loopback leads to ${taken} in a sandbox`;
      const place = [...path, 'service', 'ports', name];
      mistakes.add(new ManifestMistake(place, `port ${listens}`, expected, 'web: { port: 8080 }'));
    }
    return listens;
  });
}

/** Workloads of one service reach each other by name, through the gateway. */
function between(workloads: readonly Workload[], manifest: Manifest): Door[] {
  if (manifest.workload !== undefined) return [];
  const provider = workloads.filter((w) => w.trust === 'provider');
  return provider.flatMap((from) =>
    provider
      .filter((to) => to.id !== from.id)
      .flatMap((to) =>
        to.ports.map(
          (port): Door => ({
            from: from.id,
            name: to.id.replace(/^app-/, ''),
            port,
            kind: 'tcp',
            tls: false,
            to: { workload: to.id, port },
          }),
        ),
      ),
  );
}

/** Hosts of the municipality that people and scripts visit, and the way back from it to the service. */
const TOWN = ['login', 'basisregisters', 'personen', 'dosis', 'www'];

function labDoors(settings: Settings, host: string, front: Door['to']): Door[] {
  const town = { workload: LAB.municipality, port: LAB.municipalityPort };
  return [
    { from: LAB.play, name: host, port: 443, kind: 'http', tls: true, to: front },
    { from: LAB.play, name: host, port: 80, kind: 'http', tls: false, to: front },
    ...TOWN.map(
      (sub): Door => ({
        from: LAB.play,
        name: `${sub}.${settings.base}`,
        port: 443,
        kind: 'http',
        tls: true,
        to: town,
      }),
    ),
    {
      from: LAB.play,
      name: LAB.leversHost,
      port: 80,
      kind: 'http',
      tls: false,
      to: { ...town, port: LAB.municipalityControl },
    },
    { from: LAB.municipality, name: host, port: 443, kind: 'http', tls: true, to: front },
  ];
}

function dedupe(doors: readonly Door[]): Door[] {
  const byKey = new Map(doors.map((door) => [`${door.from} ${door.name} ${door.port}`, door]));
  return [...byKey.values()];
}

function adapted(manifest: Manifest, grade: string, settings: Settings): string[] {
  const { writable, runAs, writableRoot } = manifest.sandbox ?? {};
  return [
    ...(grade === 'compat' ? ['it runs as root, in isolation grade compat'] : []),
    ...(runAs === 'image' ? ["it runs as its image's own user"] : []),
    ...(writable !== undefined && writable.length > 0 ? [`writable paths: ${writable.join(', ')}`] : []),
    ...(writableRoot === true ? ['its root file system is writable'] : []),
    ...(settings.local === undefined ? planted(settings) : []),
  ];
}

const planted = ({ overlay }: Settings) => Object.entries(overlay).map(([name, value]) => `planted: ${name}=${value}`);

function serviceOf(manifest: Manifest, origin: string, callback: string | undefined): Planned['service'] {
  return {
    ...(callback === undefined ? {} : { callback }),
    name: manifest.metadata.name,
    origin,
    title: manifest.title.nl,
    capabilities: manifest.capabilities ?? [],
    intents: manifest.intents ?? {},
    login: workloadsOf(manifest).some(([, spec]) =>
      Object.values(spec.resources ?? {}).some(({ type }) => type === 'oidc-client'),
    ),
  };
}

interface Front {
  readonly workload: string;
  readonly port: number;
  readonly spec: WorkloadSpec;
}

function healthOf({ workload, spec }: Front): Planned['health'] {
  const probe = Object.values(spec.containers).find((c) => c.livenessProbe !== undefined)?.livenessProbe?.httpGet;
  return probe === undefined ? undefined : { workload, port: probe.port, path: probe.path };
}

function readyOf(front: Front): Planned['ready'] {
  const probe = Object.values(front.spec.containers).find((c) => c.readinessProbe !== undefined)?.readinessProbe;
  return {
    workload: front.workload,
    port: probe?.httpGet.port ?? front.port,
    path: probe?.httpGet.path ?? '/',
    strict: probe !== undefined,
  };
}
