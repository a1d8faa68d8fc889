import { randomBytes } from 'node:crypto';
import { type Container, type Door, LAB, type SandboxPlan, type Stage, type Workload } from '@proeftuin/contract/plan';

/** Of the sandboxes of the suites. */
export const OWNER = 'lab-test';
const MIB = 1024 * 1024;

/** A container of the probe image, which is server, hostile or neither by its arguments. */
export const container = (id: string, args: string[], change: Partial<Container> = {}): Container => ({
  id,
  image: 'probe',
  args,
  env: {},
  mounts: [],
  files: [],
  limits: { cpu: 500, memory: 32 * MIB, pids: 64, scratch: 4 * MIB },
  user: 'lab',
  writable: [],
  writableRoot: false,
  run: 'always',
  ...change,
});

/** A stranger's workload of one container of the same name. */
export const workload = (
  id: string,
  args: string[],
  change: Partial<Container> & { stage?: Stage; ports?: number[]; volumes?: Workload['volumes'] } = {},
): Workload => {
  const { stage = 'trial', ports = [], volumes = [], ...rest } = change;
  return { id, trust: 'provider', stage, containers: [container(id, args, rest)], volumes, ports };
};

/** Runs once: a hostile that tries something and says what came of it. */
export const hostile = (id: string, args: string[], change: Partial<Container> = {}): Workload =>
  workload(id, args, { ...change, run: 'once' });

/** The real gateway, which every sandbox has. */
export const gateway = (): Workload => ({
  id: LAB.gateway,
  trust: 'lab',
  stage: 'lab',
  containers: [
    container('gateway', [], {
      image: 'gateway',
      limits: { cpu: 1000, memory: 256 * MIB, pids: 128, scratch: 16 * MIB },
    }),
  ].map(({ args: _, ...rest }) => rest),
  volumes: [],
  ports: [],
});

export const door = (from: string, name: string, to: string, change: Partial<Door> = {}): Door => ({
  from,
  name,
  port: 80,
  kind: 'http',
  tls: false,
  to: { workload: to, port: 8080 },
  ...change,
});

export const newId = (): string => `t-${randomBytes(5).toString('hex')}`;

/** A sandbox of the gateway and these workloads. */
export const plan = (workloads: Workload[], change: Partial<SandboxPlan> = {}): SandboxPlan => ({
  v: 1,
  id: newId(),
  owner: OWNER,
  ttl: 600,
  grade: 'strict',
  workloads: [gateway(), ...workloads],
  doors: [],
  ...change,
});
