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
import { uidOf } from '../../container/spec.ts';
import type { Sent } from '../api.ts';
import { gatewayConfig, listenOf, type Services } from '../doors.ts';
import { metadata } from '../place.ts';

/** A value that a container is given: under which key of the Secret, as what. */
export interface Given {
  readonly key: string;
  readonly value: string;
  readonly env?: string;
  readonly path?: string;
}

/** Environment and files of a container, with the secrets filled in. */
export function givenTo(
  plan: SandboxPlan,
  workload: Workload,
  container: Container,
  supplies: Supplies,
  services: Services,
): Given[] {
  const fill = (text: string) => fillSecrets(text, supplies.secrets);
  const env: Record<string, string> = {
    HOME: '/tmp',
    ...Object.fromEntries(Object.entries(container.env).map(([name, value]) => [name, fill(value)])),
  };
  if (workload.id === LAB.gateway) env[GATEWAY_ENV] = JSON.stringify(gatewayConfig(plan, supplies, services));
  const listen = listenOf(workload);
  if (listen !== undefined) env[LISTEN_ENV] = JSON.stringify(listen);
  const files = container.files.map(({ path, content }) => ({ path, value: fill(content) }));
  if (container.user === 'lab') files.push({ path: '/etc/passwd', value: passwd(uidOf(plan, workload)) });
  return [
    ...Object.entries(env).map(([name, value], n) => ({ key: `${container.id}.env.${n}`, env: name, value })),
    ...files.map(({ path, value }, n) => ({ key: `${container.id}.file.${n}`, path, value })),
  ];
}

export const suppliesName = (workload: Workload): string => `supplies-${workload.id}`;

/** Holds what a workload is given; a plan may refer to secrets, so all of it is one. */
export const suppliesSecret = (plan: SandboxPlan, workload: Workload, given: readonly Given[]): Sent => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: metadata(plan, suppliesName(workload), workload),
  type: 'Opaque',
  data: Object.fromEntries(given.map(({ key, value }) => [key, Buffer.from(value).toString('base64')])),
});

const passwd = (uid: number): string => `root:x:0:0:root:/root:/usr/sbin/nologin
lab:x:${uid}:0:lab:/tmp:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/:/usr/sbin/nologin
`;
