import { DEFAULT_CAPS, type GatewayConfig, type SluisConfig } from '@proeftuin/contract/gateway';
import {
  type Address,
  fillSecrets,
  LAB,
  type SandboxPlan,
  type Supplies,
  type Workload,
} from '@proeftuin/contract/plan';
import { bindsSockets, dialled, hasSluis } from '../container/gateway-config.ts';

/** Of the hub, on the gateway's loopback: no pod reaches it, a port-forward does. */
export const HUB_PORT = 7070;
const FIRST = 20_000;

export interface Listener {
  readonly workload: string;
  /** The port that the workload dials. */
  readonly port: number;
  readonly kind: GatewayConfig['listeners'][number]['kind'];
  /** The port of the gateway behind it: of this workload alone, so it is the caller's identity. */
  readonly at: number;
}

/** Ports of the gateway: those of each workload are its own. */
export function listenersOf(plan: SandboxPlan): Listener[] {
  const listeners: Omit<Listener, 'at'>[] = [];
  for (const workload of plan.workloads) {
    if (workload.id === LAB.gateway || !hasSluis(plan, workload)) continue;
    const raw = new Set(plan.doors.filter((d) => d.from === workload.id && d.kind === 'tcp').map((d) => d.port));
    for (const port of dialled(plan, workload))
      listeners.push({ workload: workload.id, port, kind: raw.has(port) ? 'tcp' : 'web' });
    listeners.push({ workload: workload.id, port: 53, kind: 'dns' });
  }
  return listeners.map((listener, n) => ({ ...listener, at: FIRST + n }));
}

/** Addresses of the Services, by workload, as the cluster gave them. */
export type Services = ReadonlyMap<string, string>;

const addressOf = (services: Services, workload: string, port: number): Address => {
  const address = services.get(workload);
  if (address === undefined) throw new Error(`no Service of ${workload}`);
  return `tcp:${address}:${port}`;
};

/** What the gateway of this sandbox is told on a cluster: ports of its own, and Services. */
export function gatewayConfig(plan: SandboxPlan, supplies: Supplies, services: Services): GatewayConfig {
  const targets: GatewayConfig['targets'] = {};
  for (const { id, ports } of plan.workloads) {
    if (id === LAB.gateway) continue;
    for (const port of ports) targets[`${id}:${port}`] = addressOf(services, id, port);
  }
  const sides = { municipality: [LAB.municipality, LAB.municipalityControl], runner: [LAB.play, LAB.runnerControl] };
  const sources = Object.entries(sides).flatMap(([name, [workload, port]]) => {
    const at = targets[`${workload}:${port}`];
    return at === undefined ? [] : [[name, at] as const];
  });
  const secret = (name: string) => fillSecrets(`\${secret:${name}}`, supplies.secrets);
  return {
    v: 1,
    sandbox: plan.id,
    control: `tcp:127.0.0.1:${HUB_PORT}`,
    listeners: listenersOf(plan).map(({ at, ...rest }) => ({ ...rest, at: `tcp:0.0.0.0:${at}` })),
    doors: plan.doors,
    targets,
    answer: '127.0.0.1',
    sources: Object.fromEntries(sources),
    tls: { cert: secret('leaf-cert'), key: secret('leaf-key') },
    maskKey: secret('mask-key'),
    caps: DEFAULT_CAPS,
  };
}

/** What the sluis of a workload is told: loopback here, the gateway's ports for this workload there. */
export function sluisConfig(plan: SandboxPlan, workload: Workload, services: Services): SluisConfig {
  const own = listenersOf(plan).filter((listener) => listener.workload === workload.id);
  const there = ({ at }: Listener) => addressOf(services, LAB.gateway, at);
  const dns = own.find(({ kind }) => kind === 'dns');
  if (dns === undefined) throw new Error(`${workload.id} has no sluis`);
  const tcp = own
    .filter(({ kind }) => kind !== 'dns')
    .map((listener) => ({ port: listener.port, at: there(listener) }));
  return { tcp, dns: there(dns), in: [] };
}

/** Where a part of the lab's own listens: the pod's address, which only the gateway's pod may dial. */
export const listenOf = (workload: Workload): Record<string, Address> | undefined =>
  bindsSockets(workload)
    ? Object.fromEntries(workload.ports.map((port) => [port, `tcp:0.0.0.0:${port}` as const]))
    : undefined;
