import * as z from 'zod';
import { absolute, label, notYet, port, value } from './words.ts';

/**
 * One workload in the vocabulary of Score (score.dev/v1b1, © its authors, Apache-2.0). What Score allows is allowed here or
 * refused with a reason, never silently dropped; what Score refuses is refused.
 */

const cpu = z.string().regex(/^\d+(?:m|\.\d+)?$/, 'a quantity of CPU as text, such as "500m" or "1.5"');
const memory = z
  .string()
  .regex(/^(0\.\d+|[1-9]\d*(\.\d+)?)(K|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/, 'a quantity of memory, such as 256Mi');
const quantities = z.strictObject({ cpu: cpu.optional(), memory: memory.optional() });

const probe = z.strictObject({
  httpGet: z.strictObject({
    path: z
      .string()
      .max(200)
      .regex(/^\/(?!\/)[^\s\\]*$/, 'a path, such as /health'),
    port,
    scheme: notYet(
      z.enum(['HTTP', 'HTTPS']),
      (scheme) => scheme === 'HTTP',
      'the gateway speaks http to a service',
    ).optional(),
  }),
});

const containerSchema = z.strictObject({
  image: value(300).min(1).describe('An image, or `.` for the one under `images`.'),
  command: z.array(value(4096)).max(100).optional().describe("Instead of the image's entry point."),
  args: z.array(value(4096)).max(100).optional().describe("Instead of the image's arguments."),
  variables: z
    .record(
      z
        .string()
        .max(200)
        .regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/, 'a variable name'),
      value(16_384),
    )
    .optional()
    .describe('Environment, with `${resources.x.y}` and `${secrets.X}`.'),
  files: z
    .record(
      absolute,
      z.strictObject({
        content: value(131_072).describe('The text of the file.'),
        mode: notYet(
          z.string().regex(/^0?[0-7]{3}$/, 'a mode in octal, such as "0644"'),
          (mode) => ['444', '644'].includes(mode.slice(-3)),
          'files are read-only and readable: 0444 or 0644',
        ).optional(),
        noExpand: z.boolean().optional().describe('Leave `${…}` as it stands.'),
      }),
    )
    .optional()
    .describe('Files by their path in the container, read-only.'),
  volumes: z
    .record(
      absolute,
      z.strictObject({
        source: z.string().max(200).describe('`${resources.x.source}` of a resource of type volume.'),
        readOnly: z.boolean().optional().describe('Nothing may write to it.'),
      }),
    )
    .optional()
    .describe('Volumes by their path in the container.'),
  livenessProbe: probe.optional().describe('Feeds an audit; the lab restarts nothing by it.'),
  readinessProbe: probe
    .optional()
    .describe('Ready when this answers 200; without one, when the port answers below 500.'),
  resources: z
    .strictObject({ limits: quantities.optional(), requests: quantities.optional() })
    .optional()
    .describe('Bounds of processor and memory.'),
});

export const RESOURCE_TYPES = [
  'route',
  'oidc-client',
  'register',
  'dossier-channel',
  'notification-channel',
  'handover',
  'volume',
  'postgres',
] as const;
/** Specified, and not built yet. */
export const LATER_TYPES = ['mail', 'mysql', 'redis', 's3', 'queue'] as const;

/** Annotations do nothing in Score, nor here. */
const annotated = z.strictObject({ annotations: z.record(z.string(), z.string()).optional() });

const resourceSchema = z.strictObject({
  type: z.enum(RESOURCE_TYPES).describe('What it is.'),
  class: notYet(z.string(), (name) => name === 'default', 'one class of each type').optional(),
  id: label.optional().describe('Workloads that name the same id share the resource.'),
  metadata: annotated.optional(),
  params: z.record(z.string(), z.unknown()).optional().describe('What its type asks for.'),
});

const portSchema = z.strictObject({
  port,
  targetPort: port.optional(),
  protocol: notYet(z.enum(['TCP', 'UDP']), (protocol) => protocol === 'TCP', 'doors carry TCP').optional(),
});

const atLeastOne = (record: Readonly<Record<string, unknown>>) => Object.keys(record).length > 0;
const atMost = (most: number) => (record: Readonly<Record<string, unknown>>) => Object.keys(record).length <= most;

export const workloadSchema = z.strictObject({
  apiVersion: z.literal('score.dev/v1b1').optional(),
  metadata: annotated.extend({ name: label.optional() }).optional(),
  containers: z
    .record(label, containerSchema)
    .refine(atLeastOne, 'at least one container')
    .refine(atMost(8), 'at most 8 containers'),
  service: z
    .strictObject({ ports: z.record(label, portSchema).refine(atMost(8), 'at most 8 ports').optional() })
    .optional(),
  resources: z.record(label, resourceSchema).refine(atMost(24), 'at most 24 resources').optional(),
});

export type WorkloadSpec = z.infer<typeof workloadSchema>;
export type ContainerSpec = z.infer<typeof containerSchema>;
export type ResourceSpec = z.infer<typeof resourceSchema>;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** What the schema does not hold because it is not built: pattern of keys → why. */
export const LATER_IN_WORKLOAD: readonly (readonly [string, string])[] = [
  ['containers.*.before', 'an order between containers'],
  ['containers.*.files.*.source', 'files from the project: put them into the image, or use content'],
  ['containers.*.files.*.binaryContent', 'binary files: put them into the image'],
  ['containers.*.volumes.*.path', 'a sub-path of a volume'],
  ['containers.*.livenessProbe.exec', 'probes that run a command: use httpGet'],
  ['containers.*.readinessProbe.exec', 'probes that run a command: use httpGet'],
  ['containers.*.livenessProbe.httpGet.host', 'probes of another host'],
  ['containers.*.readinessProbe.httpGet.host', 'probes of another host'],
  ['containers.*.livenessProbe.httpGet.httpHeaders', 'probes with headers'],
  ['containers.*.readinessProbe.httpGet.httpHeaders', 'probes with headers'],
];
