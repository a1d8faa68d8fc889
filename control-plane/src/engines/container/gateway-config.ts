import { DEFAULT_CAPS, type GatewayConfig } from '@proeftuin/contract/gateway';
import {
  type Address,
  fillSecrets,
  LAB,
  type SandboxPlan,
  type Supplies,
  type Workload,
} from '@proeftuin/contract/plan';

/** Inside the gateway each workload's folder of sockets is here; inside the workload its own is /doors. */
const inGateway = (workload: string, file: string): Address => `unix:/doors/${workload}/${file}`;
export const HUB_FOLDER = '/run/hub';
export const HUB_SOCKET = `${HUB_FOLDER}/control.sock`;

/** Lab parts that bind the sockets of their own folder (LISTEN_ENV); all others listen on loopback, behind a sluis. */
const SPEAKERS: ReadonlySet<string> = new Set([LAB.gateway, LAB.municipality, LAB.play]);
export const bindsSockets = (workload: Workload): boolean => workload.trust === 'lab' && SPEAKERS.has(workload.id);

/** Does a workload get a sluis: has it doors to dial, or a port on loopback? */
export const hasSluis = (plan: SandboxPlan, workload: Workload): boolean =>
  !bindsSockets(workload) || plan.doors.some((door) => door.from === workload.id);

/** Ports that a workload's sluis listens on: those of its doors, and those that a stray browser or client would try. */
export function dialled(plan: SandboxPlan, workload: Workload): number[] {
  const ports = plan.doors.filter((door) => door.from === workload.id).map((door) => door.port);
  const own = new Set(workload.ports);
  return [...new Set([...ports, 80, 443])].filter((port) => !own.has(port)).sort((a, b) => a - b);
}

/** What the gateway of this sandbox is told on a container engine: unix sockets, one folder a workload. */
export function gatewayConfig(plan: SandboxPlan, supplies: Supplies): GatewayConfig {
  const listeners: GatewayConfig['listeners'] = [];
  const targets: GatewayConfig['targets'] = {};
  for (const workload of plan.workloads) {
    if (workload.id === LAB.gateway) continue;
    for (const port of workload.ports) targets[`${workload.id}:${port}`] = inGateway(workload.id, `in-${port}.sock`);
    if (!hasSluis(plan, workload)) continue;
    const raw = new Set(plan.doors.filter((d) => d.from === workload.id && d.kind === 'tcp').map((d) => d.port));
    for (const port of dialled(plan, workload)) {
      const at = inGateway(workload.id, `tcp-${port}.sock`);
      listeners.push({ workload: workload.id, port, kind: raw.has(port) ? 'tcp' : 'web', at });
    }
    listeners.push({ workload: workload.id, port: 53, kind: 'dns', at: inGateway(workload.id, 'dns.sock') });
  }
  const secret = (name: string) => fillSecrets(`\${secret:${name}}`, supplies.secrets);
  return {
    v: 1,
    sandbox: plan.id,
    control: `unix:${HUB_SOCKET}`,
    listeners,
    doors: plan.doors,
    targets,
    answer: '127.0.0.1',
    sources: {
      municipality: inGateway(LAB.municipality, `in-${LAB.municipalityControl}.sock`),
      runner: inGateway(LAB.play, `in-${LAB.runnerControl}.sock`),
    },
    tls: { cert: secret('leaf-cert'), key: secret('leaf-key') },
    maskKey: secret('mask-key'),
    caps: DEFAULT_CAPS,
  };
}
