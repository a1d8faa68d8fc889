import * as z from 'zod';

/**
 * The engine-neutral description of everything in a sandbox. A pure function makes it from releases and settings; it
 * holds references to secrets, never secrets. Uids, addresses and real ports are the engine's, not the plan's.
 */

const label = z.string().regex(/^[a-z]([a-z0-9-]{0,48}[a-z0-9])?$/);
const bytes = z.int().positive();

export const STAGES = ['lab', 'probe', 'trial', 'play'] as const;
/** The order in which a sandbox comes up. The provider's first process never exists before the probe has passed. */
export type Stage = (typeof STAGES)[number];

export const containerSchema = z.strictObject({
  id: label,
  /** A name that `Supplies.images` resolves to a digest. */
  image: z.string().min(1),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  /** Values may hold `${secret:NAME}`, which the engine fills from `Supplies.secrets` at the last moment. */
  env: z.record(z.string(), z.string()),
  mounts: z.array(z.strictObject({ volume: label, path: z.string(), readOnly: z.boolean() })),
  /** Files laid over the image, read-only. Content may hold `${secret:NAME}`. */
  files: z.array(z.strictObject({ path: z.string(), content: z.string() })),
  limits: z.strictObject({
    /** Thousandths of a core. */
    cpu: z.int().positive(),
    memory: bytes,
    pids: z.int().positive(),
    /** Bound of /tmp and of each writable path, in bytes. */
    scratch: bytes,
  }),
  /** lab: an own uid with gid 0 · image: the image's own numeric user · root: uid 0, grade compat. */
  user: z.enum(['lab', 'image', 'root']),
  writable: z.array(z.string()),
  writableRoot: z.boolean(),
  /** `always`: a server · `once`: runs to its end by `Engine.run`, is not started by `apply`. */
  run: z.enum(['always', 'once']),
});
export type Container = z.infer<typeof containerSchema>;

export const workloadSchema = z.strictObject({
  id: label,
  trust: z.enum(['lab', 'provider']),
  stage: z.enum(STAGES),
  containers: z.array(containerSchema).min(1),
  /** In memory, bounded, shared by the containers of this workload alone. */
  volumes: z.array(z.strictObject({ id: label, size: bytes })),
  /** Ports that it listens on and that doors may lead to. */
  ports: z.array(z.int().min(1).max(65535)),
});
export type Workload = z.infer<typeof workloadSchema>;

export const doorSchema = z.strictObject({
  /** The workload that may use it. */
  from: label,
  /** The name that it resolves, lower case. */
  name: z.string(),
  /** The port that it dials. */
  port: z.int().min(1).max(65535),
  kind: z.enum(['http', 'tcp']),
  /** The gateway terminates TLS on it. */
  tls: z.boolean(),
  to: z.strictObject({ workload: label, port: z.int().min(1).max(65535) }),
});
/** The only way from one workload to another, always through the gateway. */
export type Door = z.infer<typeof doorSchema>;

export const sandboxPlanSchema = z.strictObject({
  v: z.literal(1),
  id: label,
  /** Who may sweep it: the id of the lab's own state folder. */
  owner: label,
  /** Seconds after which anyone of the same owner may remove it. */
  ttl: z.int().positive(),
  grade: z.enum(['strict', 'compat']),
  workloads: z.array(workloadSchema),
  doors: z.array(doorSchema),
});
export type SandboxPlan = z.infer<typeof sandboxPlanSchema>;

/** What a plan refers to and does not hold. */
export interface Supplies {
  /** Image name → digest as the engine knows it. */
  readonly images: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Fills `${secret:NAME}`. Throws when one is missing, so that a plan never starts half-filled. */
export function fillSecrets(text: string, secrets: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{secret:([A-Za-z0-9_-]+)\}/g, (_, name: string) => {
    const value = secrets[name];
    if (value === undefined) throw new Error(`the plan refers to a secret that was not supplied: ${name}`);
    return value;
  });
}

/** Names of the lab's own workloads and where its parts listen, the same on every engine. */
export const LAB = {
  gateway: 'gateway',
  municipality: 'municipality',
  probe: 'probe',
  play: 'play',
  /** Ports of the municipality: what services call, and the lab side (levers, evidence). */
  municipalityPort: 8080,
  municipalityControl: 8081,
  /** Port of the runner's lab side. */
  runnerControl: 9000,
  /** The name by which the play workload reaches the municipality's lab side (plain http, port 80). */
  leversHost: 'municipality.lab',
} as const;

/** Where a lab part listens or dials: `unix:/path` or `tcp:host:port`. */
export type Address = `unix:${string}` | `tcp:${string}:${number}`;

/** Env of each lab container: JSON of `{ "<plan port>": Address }`, given by the engine. */
export const LISTEN_ENV = 'PROEFTUIN_LISTEN';
/** Env of the gateway: JSON of GatewayConfig. */
export const GATEWAY_ENV = 'PROEFTUIN_GATEWAY';
