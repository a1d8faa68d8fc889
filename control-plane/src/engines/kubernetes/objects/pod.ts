import { createHash } from 'node:crypto';
import { type Container, LAB, type SandboxPlan, type Supplies, type Workload } from '@proeftuin/contract/plan';
import { hasSluis } from '../../container/gateway-config.ts';
import { COMPAT_CAPS } from '../../container/hardened.ts';
import { uidOf } from '../../container/spec.ts';
import type { Sent } from '../api.ts';
import { type Services, sluisConfig } from '../doors.ts';
import type { KnownImage } from '../image-store.ts';
import { GATE, NOTE } from '../names.ts';
import { metadata } from '../place.ts';
import { commandOf } from './command.ts';
import { diskOf, resources, SLUIS } from './limits.ts';
import { PULL_SECRET } from './pull-secret.ts';
import type { Given } from './supplies.ts';
import { INIT_FOLDER, volumesOf } from './volumes.ts';

export const SLUIS_NAME = 'sluis';

interface Parts {
  readonly plan: SandboxPlan;
  readonly workload: Workload;
  readonly supplies: Supplies;
  readonly services: Services;
  readonly given: ReadonlyMap<string, readonly Given[]>;
  /** What is known of an image, by its name in the plan. */
  readonly images: (name: string) => KnownImage | undefined;
  /** Are there credentials that nodes pull with? */
  readonly pullSecret: boolean;
  /** RuntimeClass of what a service brings: a kernel of its own (gVisor, Kata). The lab's own pods need none. */
  readonly runtimeClass: string | undefined;
}

/** A workload as a bare pod: a Job would hide refusals, and delete its pod at the deadline. */
export function pod({ plan, workload, supplies, services, given, images, pullSecret, runtimeClass }: Parts): Sent {
  const uid = uidOf(plan, workload);
  const imageVolumes = (container: Container) => images(container.image)?.volumes ?? [];
  const { volumes, mounts, filled } = volumesOf(workload, given, imageVolumes);
  const image = (name: string) => {
    const ref = images(name)?.ref;
    if (ref !== undefined) return { image: ref, imagePullPolicy: 'IfNotPresent' };
    return { image: supplies.images[name] ?? `missing/${name}`, imagePullPolicy: 'Never' };
  };
  const own = { runAsUser: uid, runAsGroup: 0, runAsNonRoot: true };
  const join = hasSluis(plan, workload) && workload.id !== LAB.gateway;

  const install = {
    name: 'init',
    ...image('init'),
    args: ['install', `${INIT_FOLDER}/init`],
    securityContext: hardened(own),
    resources: resources(100, SLUIS.memory, SLUIS.disk),
    volumeMounts: [{ name: 'init', mountPath: INIT_FOLDER }],
  };
  const fill = workload.containers.flatMap((container) =>
    (filled.get(container.id) ?? []).map(({ name, path }) => ({
      name: `fill-${name}`.slice(0, 63),
      ...image(container.image),
      command: [`${INIT_FOLDER}/init`, 'copy', path, `${INIT_FOLDER}-filled`],
      securityContext: hardened(userOf(container, uid, images(container.image))),
      resources: resources(container.limits.cpu, container.limits.memory, diskOf(container)),
      volumeMounts: [
        { name: 'init', mountPath: INIT_FOLDER, readOnly: true },
        { name, mountPath: `${INIT_FOLDER}-filled` },
      ],
    })),
  );
  const sluis = {
    name: SLUIS_NAME,
    ...image('gateway'),
    args: ['sluis'],
    // It stays beside the containers, and ends after them.
    restartPolicy: 'Always',
    env: [{ name: 'PROEFTUIN_SLUIS', value: join ? JSON.stringify(sluisConfig(plan, workload, services)) : '' }],
    securityContext: hardened(own),
    resources: resources(SLUIS.cpu, SLUIS.memory, SLUIS.disk),
  };
  const containers = workload.containers.map((container) => ({
    name: container.id,
    ...image(container.image),
    ...commandOf(plan, container, { join, known: images(container.image), services }),
    env: [
      // What a cluster tells every pod of its API server.
      ...['HOST', 'PORT', 'PORT_HTTPS'].map((part) => ({ name: `KUBERNETES_SERVICE_${part}`, value: '' })),
      ...['', '_443_TCP', '_443_TCP_PROTO', '_443_TCP_PORT', '_443_TCP_ADDR'].map((part) => ({
        name: `KUBERNETES_PORT${part}`,
        value: '',
      })),
      ...(given.get(container.id) ?? []).flatMap(({ env, key }) =>
        env === undefined
          ? []
          : [{ name: env, valueFrom: { secretKeyRef: { name: `supplies-${workload.id}`, key, optional: false } } }],
      ),
    ],
    securityContext: {
      ...hardened(userOf(container, uid, images(container.image)), container.user === 'root' ? COMPAT_CAPS : []),
      readOnlyRootFilesystem: !container.writableRoot,
    },
    resources: resources(container.limits.cpu, container.limits.memory, diskOf(container)),
    volumeMounts: mounts.get(container.id) ?? [],
    ...(workload.trust === 'provider' && container.run === 'always' && images(container.image) !== undefined
      ? { startupProbe: started(container.id) }
      : {}),
  }));
  const once = workload.containers.every(({ run }) => run === 'once');
  const spec = {
    restartPolicy: 'Never',
    activeDeadlineSeconds: plan.ttl,
    // Its end is asked for by `restart` alone, in its place; else the namespace's controller waits for half of it.
    terminationGracePeriodSeconds: 1,
    serviceAccountName: 'sandbox',
    automountServiceAccountToken: false,
    ...(pullSecret ? { imagePullSecrets: [{ name: PULL_SECRET }] } : {}),
    ...(runtimeClass !== undefined && workload.trust === 'provider' ? { runtimeClassName: runtimeClass } : {}),
    enableServiceLinks: false,
    hostname: workload.trust === 'provider' ? 'provider' : workload.id,
    dnsPolicy: 'None',
    dnsConfig: {
      nameservers: ['127.0.0.1'],
      options: [
        { name: 'timeout', value: '2' },
        { name: 'attempts', value: '1' },
      ],
    },
    securityContext: {
      seccompProfile: { type: 'RuntimeDefault' },
      sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
    },
    ...(once ? { schedulingGates: [{ name: GATE }] } : {}),
    initContainers: [install, ...(join ? [sluis] : []), ...fill],
    containers,
    volumes,
  };
  const hash = createHash('sha256')
    .update(JSON.stringify([spec, [...given]]))
    .digest('hex')
    .slice(0, 24);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata(plan, workload.id, workload),
      annotations: { [NOTE.spec]: hash, [NOTE.run]: once ? 'once' : 'always' },
    },
    spec,
  };
}

const hardened = (user: object, add: readonly string[] = []) => ({
  ...user,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'], ...(add.length === 0 ? {} : { add }) },
});

/** A container runs when its program does, not when the lab's first process waits for the way out. */
const started = (container: string) => ({
  exec: { command: [`${INIT_FOLDER}/init`, 'ask', container, 'started'] },
  periodSeconds: 1,
  timeoutSeconds: 60,
  failureThreshold: 60,
});

function userOf(container: Container, uid: number, known: KnownImage | undefined): object {
  switch (container.user) {
    case 'lab':
      return { runAsUser: uid, runAsGroup: 0, runAsNonRoot: true };
    case 'root':
      return { runAsUser: 0, runAsGroup: 0, runAsNonRoot: false };
    case 'image': {
      const [user = '', group = '0'] = (known?.user ?? '').split(':');
      return { runAsUser: Number(user), runAsGroup: Number(group), runAsNonRoot: true };
    }
  }
}
