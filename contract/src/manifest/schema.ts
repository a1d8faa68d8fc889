import { z } from 'zod';
import { intentSchema } from '../play.ts';

/**
 * The service manifest, `proeftuin.yaml`. What is under `workload` is Score's own vocabulary (score.dev, v1b1,
 * Apache-2.0); the rest is Proeftuin's. Strict: a key that is not here is an error.
 */

const label = z
  .string()
  .max(40)
  .regex(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, 'a DNS label: lower-case letters, digits and hyphens, at most 40');
const plain = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u, 'text without control or bidirectional characters');
const text = z.strictObject({ nl: plain(300), en: plain(300).optional() });
const absolute = z
  .string()
  .max(200)
  .regex(/^\/(?!.*(^|\/)\.\.?(\/|$))[A-Za-z0-9._/@+-]+$/, 'an absolute path in the container, without . or ..');
const port = z.int().min(1).max(65_535);
const quantity = z.union([
  z.string().regex(/^\d+(\.\d+)?m?$/, 'a quantity of CPU, such as "500m" or "1"'),
  z.number().positive(),
]);
const memory = z.string().regex(/^\d+(Ki|Mi|Gi|k|M|G)?$/, 'a quantity of memory, such as 256Mi');

const probe = z.strictObject({
  httpGet: z.strictObject({
    path: z.string().startsWith('/').max(200),
    port,
    scheme: z.enum(['HTTP', 'HTTPS']).optional(),
    host: z.string().optional(),
    httpHeaders: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
  }),
});

const containerSchema = z.strictObject({
  image: z.string().min(1).max(300),
  command: z.array(z.string().max(4096)).max(100).optional(),
  args: z.array(z.string().max(4096)).max(100).optional(),
  variables: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/, 'a variable name'), z.string().max(16_384))
    .optional(),
  files: z
    .record(
      absolute,
      z.strictObject({
        content: z.string().max(131_072),
        mode: z.string().optional(),
        noExpand: z.boolean().optional(),
      }),
    )
    .optional(),
  volumes: z
    .record(
      absolute,
      z.strictObject({ source: z.string(), path: z.string().optional(), readOnly: z.boolean().optional() }),
    )
    .optional(),
  livenessProbe: probe.optional(),
  readinessProbe: probe.optional(),
  resources: z
    .strictObject({
      limits: z.strictObject({ cpu: quantity.optional(), memory: memory.optional() }).optional(),
      requests: z.strictObject({ cpu: quantity.optional(), memory: memory.optional() }).optional(),
    })
    .optional(),
});

export const RESOURCE_TYPES = ['route', 'oidc-client', 'register', 'dossier-channel', 'volume', 'postgres'] as const;
/** Specified, and not built yet. */
export const LATER_TYPES = ['notification-channel', 'mail', 'mysql', 'redis', 's3', 'queue'] as const;

const resourceSchema = z.strictObject({
  type: z.enum(RESOURCE_TYPES),
  class: z.string().optional(),
  id: z.string().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
});

const workloadSchema = z.strictObject({
  apiVersion: z.literal('score.dev/v1b1').optional(),
  metadata: z.strictObject({ name: label }).optional(),
  containers: z.record(label, containerSchema),
  service: z
    .strictObject({
      ports: z.record(
        label,
        z.strictObject({ port, targetPort: port.optional(), protocol: z.enum(['TCP']).optional() }),
      ),
    })
    .optional(),
  resources: z.record(label, resourceSchema).optional(),
});

const imageSchema = z.union([
  z.strictObject({ build: z.string().min(1).max(300) }),
  z.strictObject({ archive: z.string().min(1).max(300) }),
  z.strictObject({ ref: z.string().min(1).max(300) }),
]);

export const manifestSchema = z.strictObject({
  apiVersion: z.literal('proeftuin/v1'),
  kind: z.literal('Service'),
  metadata: z.strictObject({ name: label, version: plain(60) }),
  title: text,
  summary: text.optional(),
  products: z
    .array(z.string().regex(/^ipdc:\d{1,8}$/, 'an IPDC product, such as ipdc:1152'))
    .max(50)
    .optional(),
  audience: z
    .array(z.enum(['citizen', 'business', 'civil-servant']))
    .min(1)
    .optional(),
  channels: z
    .array(z.enum(['web', 'api', 'mobile-app']))
    .min(1)
    .optional(),
  workload: workloadSchema.optional(),
  workloads: z.record(label, workloadSchema).optional(),
  images: z.record(label, imageSchema).optional(),
  sandbox: z
    .strictObject({
      writable: z.array(absolute).max(16).optional(),
      runAs: z.enum(['lab', 'image', 'root']).optional(),
      writableRoot: z.boolean().optional(),
    })
    .optional(),
  needs: z
    .array(
      z.strictObject({
        purpose: text,
        legalBasis: plain(300).optional(),
        fields: z.record(label, z.array(plain(60)).max(100)),
      }),
    )
    .max(50)
    .optional(),
  capabilities: z
    .array(z.string().regex(/^[a-z]+(\.[a-z]+)+$/, 'a capability, such as moving.report'))
    .max(50)
    .optional(),
  intents: z.record(label, intentSchema).optional(),
  value: z
    .strictObject({
      replaces: z.strictObject({
        channel: z.enum(['counter', 'paper', 'mail', 'phone', 'web']),
        citizenMinutes: z.number().min(0).max(10_000).optional(),
        businessMinutes: z.number().min(0).max(10_000).optional(),
        civilServantMinutes: z.number().min(0).max(10_000).optional(),
      }),
    })
    .optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type WorkloadSpec = z.infer<typeof workloadSchema>;
export type ContainerSpec = z.infer<typeof containerSchema>;
export type ResourceSpec = z.infer<typeof resourceSchema>;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** The JSON Schema that editors complete and check with. */
export const manifestJsonSchema = (): Record<string, unknown> => ({
  $id: 'urn:proeftuin:manifest:v1',
  title: 'Proeftuin service manifest',
  ...z.toJSONSchema(manifestSchema, { io: 'input', unrepresentable: 'any' }),
});
