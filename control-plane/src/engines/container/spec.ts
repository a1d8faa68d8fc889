import { createHash } from 'node:crypto';
import type { SluisConfig } from '@proeftuin/contract/gateway';
import {
  type Container,
  fillSecrets,
  GATEWAY_ENV,
  LAB,
  LISTEN_ENV,
  type SandboxPlan,
  type Supplies,
  type Workload,
} from '@proeftuin/contract/plan';
import type { ContainerCreateOptions } from 'dockerode';
import type { Laid } from './files.ts';
import { bindsSockets, dialled, gatewayConfig, HUB_FOLDER, hasSluis } from './gateway-config.ts';
import { COMPAT_CAPS, hardened, MIB, mount, tmpfs } from './hardened.ts';
import { LABEL, nameOf } from './names.ts';
import type { Dialect } from './tools.ts';

/** A uid of its own per workload of this machine's sandboxes: RLIMIT_NPROC counts per uid over all containers. */
export function uidOf(plan: SandboxPlan, workload: Workload): number {
  const hash = createHash('sha256').update(plan.id).digest().readUInt32BE(0) % 60_000;
  return 200_000 + hash * 32 + plan.workloads.findIndex((w) => w.id === workload.id);
}

export interface Made {
  readonly name: string;
  readonly options: ContainerCreateOptions;
}

/** What the image of a container says of itself. */
export interface ImageSays {
  readonly user: string;
  /** Paths that it wants as volumes: bounded like writable paths, or an engine would make unbounded ones. */
  readonly volumes: readonly string[];
}

/** What is on each thing that is created for a sandbox. */
export function labelsOf(plan: SandboxPlan, more: Record<string, string> = {}): Record<string, string> {
  const created = new Date().toISOString();
  return {
    [LABEL.owner]: plan.owner,
    [LABEL.sandbox]: plan.id,
    [LABEL.ttl]: String(plan.ttl),
    [LABEL.created]: created,
    ...more,
  };
}

/** Adds labels, and the hash by which a changed plan is seen. */
function sealed(
  plan: SandboxPlan,
  workload: Workload,
  container: string,
  run: Container['run'],
  laid: readonly Laid[],
  options: ContainerCreateOptions,
): Made {
  const name =
    container === 'sluis' ? nameOf.sluis(plan.id, workload.id) : nameOf.container(plan.id, workload.id, container);
  const spec = createHash('sha256')
    .update(JSON.stringify([options, laid]))
    .digest('hex')
    .slice(0, 24);
  const labels = { [LABEL.workload]: workload.id, [LABEL.container]: container, [LABEL.run]: run, [LABEL.spec]: spec };
  return { name, options: { ...options, name, Labels: labelsOf(plan, labels) } };
}

const SLUIS_LIMITS = { cpu: 500, memory: 96 * MIB, pids: 64, scratch: 4 * MIB };

/**
 * The sluis of a workload: owns its network namespace, which has loopback alone, and holds its volumes, so that what is
 * in memory outlives a restart.
 */
export function sluisSpec(
  plan: SandboxPlan,
  workload: Workload,
  supplies: Supplies,
  dialect: Dialect,
  laid: readonly Laid[],
  volumes: readonly WritableVolume[],
): Made {
  const config: SluisConfig = {
    tcp: dialled(plan, workload).map((port) => ({ port, at: `/doors/tcp-${port}.sock` })),
    dns: '/doors/dns.sock',
    in: bindsSockets(workload) ? [] : workload.ports.map((port) => ({ at: `/doors/in-${port}.sock`, port })),
  };
  const resolver = laid.filter(({ path }) => path === '/etc/resolv.conf');
  return sealed(plan, workload, 'sluis', 'always', resolver, {
    Image: imageOf(supplies, 'gateway'),
    Cmd: ['sluis'],
    User: `${uidOf(plan, workload)}:0`,
    Env: [`PROEFTUIN_SLUIS=${JSON.stringify(config)}`],
    Hostname: workload.trust === 'provider' ? 'provider' : workload.id,
    HostConfig: hardened(dialect, SLUIS_LIMITS, {
      NetworkMode: 'none',
      Dns: ['127.0.0.1'],
      Sysctls: { 'net.ipv4.ip_unprivileged_port_start': '0' },
      Tmpfs: { '/tmp': tmpfs(SLUIS_LIMITS.scratch), '/run': tmpfs(MIB), '/var/tmp': tmpfs(MIB) },
      Mounts: [
        mount(nameOf.doors(plan.id, workload.id), '/doors'),
        ...workload.volumes.map((v) => mount(nameOf.volume(plan.id, workload.id, v.id), `/volumes/${v.id}`)),
        ...volumes.map((volume) => mount(volume.name, volume.inSluis)),
      ],
      Binds: resolver.map(bind),
    }),
  });
}

const bind = ({ host, path }: Laid) => `${host}:${path}:ro`;

export interface WritableVolume {
  readonly path: string;
  readonly name: string;
  readonly inSluis: string;
  readonly size: number;
}

/** Volumes behind the writable paths of a stranger's container; its sluis holds them, so that they can be filled before. */
export function writableVolumes(
  plan: SandboxPlan,
  workload: Workload,
  container: Container,
  image: ImageSays,
): WritableVolume[] {
  if (workload.trust !== 'provider') return [];
  const mounted = new Set(container.mounts.map((m) => m.path));
  const paths = [...container.writable, ...image.volumes.filter((path) => !mounted.has(path))];
  return [...new Set(paths.map((path) => path.replace(/(.)\/+$/, '$1')))].map((path, n) => ({
    path,
    name: nameOf.writable(plan.id, workload.id, container.id, n),
    inSluis: `/writable/${container.id}-${n}`,
    size: container.limits.scratch,
  }));
}

/** A container of a workload. */
export function containerSpec(
  plan: SandboxPlan,
  workload: Workload,
  container: Container,
  supplies: Supplies,
  dialect: Dialect,
  laid: readonly Laid[],
  image: ImageSays,
): Made {
  const joins = hasSluis(plan, workload);
  const lab = workload.trust === 'lab';
  const isGateway = workload.id === LAB.gateway;
  const writable = writableVolumes(plan, workload, container, image);
  const doors = isGateway
    ? plan.workloads
        .filter((w) => w.id !== LAB.gateway)
        .map((w) => mount(nameOf.doors(plan.id, w.id), `/doors/${w.id}`))
    : bindsSockets(workload)
      ? [mount(nameOf.doors(plan.id, workload.id), '/doors')]
      : [];
  const scratch: Record<string, string> = {};
  const sizes = { '/tmp': container.limits.scratch, '/var/tmp': 4 * MIB, '/run': 4 * MIB };
  for (const [path, size] of Object.entries(sizes))
    if (!writable.some((w) => w.path === path)) scratch[path] = tmpfs(size);
  if (isGateway) scratch[HUB_FOLDER] = tmpfs(MIB);
  if (lab)
    for (const path of [...container.writable, ...image.volumes]) scratch[path] = tmpfs(container.limits.scratch);
  const bound = container.writableRoot ? { FileSize: container.limits.scratch } : {};
  return sealed(plan, workload, container.id, container.run, laid, {
    Image: imageOf(supplies, container.image),
    ...(container.command === undefined ? {} : { Entrypoint: container.command }),
    ...(container.args === undefined ? {} : { Cmd: container.args }),
    User: userOf(plan, workload, container, image),
    Env: ['HOME=/tmp', ...environment(plan, workload, container, supplies)],
    ...(joins ? {} : { Hostname: workload.id }),
    OpenStdin: false,
    StopTimeout: 10,
    HostConfig: hardened(dialect, container.limits, {
      ...bound,
      ownUid: container.user === 'lab',
      ReadonlyRootfs: !container.writableRoot,
      ...(container.user === 'root' ? { CapAdd: COMPAT_CAPS } : {}),
      NetworkMode: joins ? `container:${nameOf.sluis(plan.id, workload.id)}` : 'none',
      Tmpfs: scratch,
      Init: container.run === 'always' && !lab,
      Mounts: [
        ...doors,
        ...container.mounts.map((m) => mount(nameOf.volume(plan.id, workload.id, m.volume), m.path, m.readOnly)),
        ...writable.map((volume) => mount(volume.name, volume.path)),
      ],
      Binds: laid.map(bind),
    }),
  });
}

function environment(plan: SandboxPlan, workload: Workload, container: Container, supplies: Supplies): string[] {
  const env = Object.entries(container.env).map(([name, value]) => `${name}=${fillSecrets(value, supplies.secrets)}`);
  if (workload.id === LAB.gateway) env.push(`${GATEWAY_ENV}=${JSON.stringify(gatewayConfig(plan, supplies))}`);
  if (bindsSockets(workload)) {
    const listen = Object.fromEntries(workload.ports.map((port) => [port, `unix:/doors/in-${port}.sock`]));
    env.push(`${LISTEN_ENV}=${JSON.stringify(listen)}`);
  }
  return env;
}

function userOf(plan: SandboxPlan, workload: Workload, container: Container, image: ImageSays): string {
  switch (container.user) {
    case 'lab':
      return `${uidOf(plan, workload)}:0`;
    case 'root':
      return '0:0';
    case 'image':
      return image.user.includes(':') ? image.user : `${image.user}:0`;
  }
}

function imageOf(supplies: Supplies, name: string): string {
  const digest = supplies.images[name];
  if (digest === undefined) throw new Error(`the plan names an image that was not supplied: ${name}`);
  return digest;
}
