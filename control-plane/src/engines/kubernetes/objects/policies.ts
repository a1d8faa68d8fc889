import { LAB, type SandboxPlan } from '@proeftuin/contract/plan';
import type { Sent } from '../api.ts';
import { type Listener, listenersOf } from '../doors.ts';
import { LABEL } from '../names.ts';
import { metadata } from '../place.ts';

const pods = (workload: string) => ({ matchLabels: { [LABEL.workload]: workload } });
const tcp = (ports: readonly number[]) => ports.map((port) => ({ protocol: 'TCP', port }));
const BOTH = ['Ingress', 'Egress'];

/**
 * Nothing in, nothing out, but each workload to the gateway's ports for it, and the gateway to the ports that the plan
 * names. A policy sees the pod's port, after a Service's translation. Rules without ports or peers would mean "all".
 */
export function policies(plan: SandboxPlan): Sent[] {
  const listeners = listenersOf(plan);
  const others = plan.workloads.filter((w) => w.id !== LAB.gateway);
  const policy = (name: string, spec: object): Sent => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(plan, name),
    spec: { policyTypes: BOTH, ...spec },
  });
  const of = (id: string) => listeners.filter(({ workload }) => workload === id).map(({ at }: Listener) => at);
  const gateway = {
    podSelector: pods(LAB.gateway),
    ingress: others
      .filter(({ id }) => of(id).length > 0)
      .map(({ id }) => ({ from: [{ podSelector: pods(id) }], ports: tcp(of(id)) })),
    egress: others
      .filter(({ ports }) => ports.length > 0)
      .map(({ id, ports }) => ({ to: [{ podSelector: pods(id) }], ports: tcp(ports) })),
  };
  const own = others.map(({ id, ports }) =>
    policy(`of-${id}`, {
      podSelector: pods(id),
      ingress: ports.length === 0 ? [] : [{ from: [{ podSelector: pods(LAB.gateway) }], ports: tcp(ports) }],
      egress: of(id).length === 0 ? [] : [{ to: [{ podSelector: pods(LAB.gateway) }], ports: tcp(of(id)) }],
    }),
  );
  return [policy('nothing', { podSelector: {} }), policy(`of-${LAB.gateway}`, gateway), ...own];
}
