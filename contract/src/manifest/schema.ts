import { z } from 'zod';
import { type Intent, intentSchema } from '../play.ts';
import { LATER_IN_WORKLOAD, workloadSchema } from './score.ts';
import { absolute, label, notYet, plain, sitePath, text } from './words.ts';

export {
  type ContainerSpec,
  LATER_TYPES,
  RESOURCE_TYPES,
  type ResourceSpec,
  type ResourceType,
  type WorkloadSpec,
} from './score.ts';

/**
 * The service manifest, `proeftuin.yaml`. What is under `workload` is Score's own vocabulary; the rest is Proeftuin's.
 * Strict: a key that is not here is an error.
 */

const place = z.string().min(1).max(300).optional();
const imageSchema = z
  .strictObject({ build: place, archive: place, ref: place })
  .refine((image) => Object.keys(image).length === 1, 'exactly one of build, archive and ref');

const control = intentSchema.shape.confirmation.extend({ name: plain(200) });
const step = z.strictObject({ fields: z.record(plain(60), control), submit: control });
const manifestIntent = z
  .strictObject({
    path: sitePath,
    steps: z.array(step).min(1).max(20).optional(),
    /** One step, written without `steps`. */
    fields: step.shape.fields.optional(),
    submit: control.optional(),
    confirmation: control,
  })
  .refine(
    ({ steps, fields, submit }) =>
      steps === undefined ? submit !== undefined : fields === undefined && submit === undefined,
    'either `steps`, or `fields` and `submit` of the one step',
  );

const minutes = z.number().min(0).max(10_000).optional();

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
  workloads: z
    .record(label, workloadSchema)
    .refine((all) => Object.keys(all).length > 0 && Object.keys(all).length <= 8, 'from 1 to 8 workloads')
    .optional(),
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
  intents: z.record(label, manifestIntent).optional(),
  externals: notYet(
    z.array(z.unknown()),
    (list) => list.length === 0,
    'stand-ins for services outside the municipality',
  ).optional(),
  value: z
    .strictObject({
      replaces: z.strictObject({
        channel: z.enum(['counter', 'paper', 'mail', 'phone', 'web']),
        citizenMinutes: minutes,
        businessMinutes: minutes,
        civilServantMinutes: minutes,
      }),
    })
    .optional(),
});

type Written = z.infer<typeof manifestSchema>;
/** A manifest as it is used: intents of one step are written out. */
export type Manifest = Omit<Written, 'intents'> & { readonly intents?: Readonly<Record<string, Intent>> };

/** Keys that are specified and not built: pattern → why. */
export const LATER_KEYS: readonly (readonly [string, string])[] = LATER_IN_WORKLOAD.flatMap(([pattern, why]) => [
  [`workload.${pattern}`, why] as const,
  [`workloads.*.${pattern}`, why] as const,
]);

/** Writes out what the manifest may abbreviate. */
export function manifestOf(written: Written): Manifest {
  const { intents, ...rest } = written;
  if (intents === undefined) return rest;
  const all = Object.entries(intents).map(([name, { path, steps, fields, submit, confirmation }]) => {
    const one = submit === undefined ? [] : [{ fields: fields ?? {}, submit }];
    return [name, { path, steps: steps ?? one, confirmation }] as const;
  });
  return { ...rest, intents: Object.fromEntries(all) };
}

/** The JSON Schema that editors complete and check with. */
export const manifestJsonSchema = (): Record<string, unknown> => ({
  $id: 'urn:proeftuin:manifest:v1',
  title: 'Proeftuin service manifest',
  ...z.toJSONSchema(manifestSchema, { io: 'input', unrepresentable: 'any' }),
});
