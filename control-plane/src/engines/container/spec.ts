import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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
import type { ContainerCreateOptions, HostConfig, MountSettings } from 'dockerode';
import { bindsSockets, dialled, gatewayConfig, HUB_FOLDER, hasSluis } from './gateway-config.ts';
import { LABEL, nameOf } from './names.ts';

/** How this engine wants things said that Docker and Podman differ in. */
export interface Dialect {
  readonly kind: 'podman' | 'docker';
}

const SECCOMP = fileURLToPath(new URL('./seccomp.json', import.meta.url));
let inline: string | undefined;
/** Podman takes a path, Docker the profile itself. */
const seccomp = (dialect: Dialect): string => {
  if (dialect.kind === 'podman') return SECCOMP;
  inline ??= JSON.stringify(JSON.parse(readFileSync(SECCOMP, 'utf8')));
  return inline;
};

const COMPAT_CAPS = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETUID', 'SETGID', 'KILL', 'NET_BIND_SERVICE'];
const MIB = 1024 * 1024;
const NOFILE = 8192;

/** A uid of its own per workload of this machine's sandboxes: RLIMIT_NPROC counts per uid over all containers. */
export function uidOf(plan: SandboxPlan, workload: Workload): number {
  const hash = createHash('sha256').update(plan.id).digest().readUInt32BE(0) % 60_000;
  return 200_000 + hash * 32 + plan.workloads.findIndex((w) => w.id === workload.id);
}

interface Made {
  readonly name: string;
  readonly options: ContainerCreateOptions;
}

/** A file that the lab lays into a container: where it is on this host, where it shows. */
export interface Laid {
  readonly host: string;
  readonly path: string;
}

const mount = (source: string, target: string, readOnly = false): MountSettings => ({
  Type: 'volume',
  Source: source,
  Target: target,
  ReadOnly: readOnly,
});
const tmpfs = (bytes: number) => `rw,nosuid,nodev,exec,size=${bytes},mode=1777`;

function hardened(dialect: Dialect, limits: Container['limits'], change: HostConfig): HostConfig {
  return {
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges', `seccomp=${seccomp(dialect)}`],
    Memory: limits.memory,
    MemorySwap: limits.memory,
    NanoCpus: limits.cpu * 1_000_000,
    PidsLimit: limits.pids,
    ShmSize: 16 * MIB,
    Ulimits: [
      { Name: 'nofile', Soft: NOFILE, Hard: NOFILE },
      { Name: 'nproc', Soft: limits.pids, Hard: limits.pids },
      { Name: 'core', Soft: 0, Hard: 0 },
    ],
    LogConfig: { Type: 'json-file', Config: { 'max-size': '10m' } },
    RestartPolicy: { Name: 'no' },
    ...change,
  };
}

function labels(plan: SandboxPlan, workload: string, container: string): Record<string, string> {
  return {
    [LABEL.owner]: plan.owner,
    [LABEL.sandbox]: plan.id,
    [LABEL.workload]: workload,
    [LABEL.container]: container,
    [LABEL.ttl]: String(plan.ttl),
  };
}

/** Adds the hash by which a changed plan is seen. */
function sealed(name: string, options: ContainerCreateOptions): Made {
  const spec = createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 24);
  const created = new Date().toISOString();
  return {
    name,
    options: { ...options, name, Labels: { ...options.Labels, [LABEL.spec]: spec, [LABEL.created]: created } },
  };
}

const SLUIS_LIMITS = { cpu: 500, memory: 96 * MIB, pids: 64, scratch: 4 * MIB };

/** The sluis of a workload: owns its network namespace, which has loopback alone. */
export function sluisSpec(
  plan: SandboxPlan,
  workload: Workload,
  supplies: Supplies,
  dialect: Dialect,
  laid: readonly Laid[],
): Made {
  const config = {
    tcp: dialled(plan, workload).map((port) => ({ port, at: `/doors/tcp-${port}.sock` })),
    dns: '/doors/dns.sock',
    in: bindsSockets(workload) ? [] : workload.ports.map((port) => ({ at: `/doors/in-${port}.sock`, port })),
  };
  const writable = workload.containers.flatMap((container) => writableVolumes(plan, workload, container));
  return sealed(nameOf.sluis(plan.id, workload.id), {
    Image: imageOf(supplies, 'gateway'),
    Cmd: ['sluis'],
    User: `${uidOf(plan, workload)}:0`,
    Env: [`PROEFTUIN_SLUIS=${JSON.stringify(config)}`],
    Hostname: workload.trust === 'provider' ? 'provider' : workload.id,
    Labels: labels(plan, workload.id, 'sluis'),
    HostConfig: hardened(dialect, SLUIS_LIMITS, {
      NetworkMode: 'none',
      Dns: ['127.0.0.1'],
      Sysctls: { 'net.ipv4.ip_unprivileged_port_start': '0' },
      Tmpfs: { '/tmp': tmpfs(SLUIS_LIMITS.scratch), '/run': tmpfs(MIB), '/var/tmp': tmpfs(MIB) },
      Mounts: [
        mount(nameOf.doors(plan.id, workload.id), '/doors'),
        ...writable.map((volume) => mount(volume.name, volume.inSluis)),
      ],
      Binds: laid.filter(({ path }) => path === '/etc/resolv.conf').map(bind),
    }),
  });
}

const bind = ({ host, path }: Laid) => `${host}:${path}:ro`;

/** Volumes behind the writable paths of a stranger's container; its sluis holds them, so that they can be filled before. */
export function writableVolumes(plan: SandboxPlan, workload: Workload, container: Container) {
  if (workload.trust !== 'provider') return [];
  return container.writable.map((path, n) => ({
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
  imageUser: string,
): Made {
  const joins = hasSluis(plan, workload);
  const lab = bindsSockets(workload);
  const env = Object.entries(container.env).map(([name, value]) => `${name}=${fillSecrets(value, supplies.secrets)}`);
  const isGateway = workload.id === LAB.gateway;
  if (isGateway) env.push(`${GATEWAY_ENV}=${JSON.stringify(gatewayConfig(plan, supplies))}`);
  if (lab)
    env.push(
      `${LISTEN_ENV}=${JSON.stringify(Object.fromEntries(workload.ports.map((p) => [p, `unix:/doors/in-${p}.sock`])))}`,
    );
  const uid = uidOf(plan, workload);
  const user = container.user === 'lab' ? `${uid}:0` : container.user === 'root' ? '0:0' : imageUser;
  const doors = isGateway
    ? plan.workloads
        .filter((w) => w.id !== LAB.gateway)
        .map((w) => mount(nameOf.doors(plan.id, w.id), `/doors/${w.id}`))
    : lab
      ? [mount(nameOf.doors(plan.id, workload.id), '/doors')]
      : [];
  const scratch: Record<string, string> = { '/tmp': tmpfs(container.limits.scratch), '/var/tmp': tmpfs(4 * MIB) };
  if (!container.writable.includes('/run')) scratch['/run'] = tmpfs(4 * MIB);
  if (isGateway) scratch[HUB_FOLDER] = tmpfs(MIB);
  if (workload.trust === 'lab') for (const path of container.writable) scratch[path] = tmpfs(container.limits.scratch);
  return sealed(nameOf.container(plan.id, workload.id, container.id), {
    Image: imageOf(supplies, container.image),
    ...(container.command === undefined ? {} : { Entrypoint: container.command }),
    ...(container.args === undefined ? {} : { Cmd: container.args }),
    User: user,
    Env: ['HOME=/tmp', ...env],
    ...(joins ? {} : { Hostname: workload.id }),
    Labels: labels(plan, workload.id, container.id),
    OpenStdin: false,
    StopTimeout: 10,
    HostConfig: hardened(dialect, container.limits, {
      ReadonlyRootfs: !container.writableRoot,
      ...(container.user === 'root' ? { CapAdd: COMPAT_CAPS } : {}),
      NetworkMode: joins ? `container:${nameOf.sluis(plan.id, workload.id)}` : 'none',
      Tmpfs: scratch,
      Init: container.run === 'always' && !lab,
      Mounts: [
        ...doors,
        ...container.mounts.map((m) => mount(nameOf.volume(plan.id, workload.id, m.volume), m.path, m.readOnly)),
        ...writableVolumes(plan, workload, container).map((volume) => mount(volume.name, volume.path)),
      ],
      Binds: laid.map(bind),
    }),
  });
}

function imageOf(supplies: Supplies, name: string): string {
  const digest = supplies.images[name];
  if (digest === undefined) throw new Error(`the plan names an image that was not supplied: ${name}`);
  return digest;
}
