import * as z from 'zod';
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
  .strictObject({
    build: place.describe('A folder with a Dockerfile, inside the project.'),
    archive: place.describe('An image archive (docker save, OCI layout), inside the project.'),
    ref: place.describe('An image of a registry, best with its digest.'),
  })
  .refine((image) => Object.keys(image).length === 1, 'exactly one of build, archive and ref');

const control = intentSchema.shape.confirmation.extend({ name: plain(200) });
const step = z.strictObject({ fields: z.record(plain(60), control), submit: control });
const manifestIntent = z
  .strictObject({
    path: sitePath.describe('Where the person begins.'),
    steps: z
      .array(step)
      .min(1)
      .max(20)
      .optional()
      .describe('One page each: which fields are filled, and what is pressed.'),
    fields: step.shape.fields.optional().describe('The fields of the only page, written without `steps`.'),
    submit: control.optional().describe('The button of the only page.'),
    confirmation: control.describe('What the last page shows when it is done.'),
  })
  .refine(
    ({ steps, fields, submit }) =>
      steps === undefined ? submit !== undefined : fields === undefined && submit === undefined,
    'either `steps`, or `fields` and `submit` of the one step',
  );

const minutes = z.number().min(0).max(10_000).optional();

export const manifestSchema = z.strictObject({
  apiVersion: z.literal('proeftuin/v1').describe('The version of this format.'),
  kind: z.literal('Service').describe('What the file describes.'),
  metadata: z.strictObject({
    name: label.describe(
      'Its name, the first label of its host: `verhuisloket` answers at `verhuisloket.dienst.test`.',
    ),
    version: plain(60).describe('The release that is tried.'),
  }),
  title: text.describe('Its name for people.'),
  summary: text.optional().describe('What it does for whom, in one sentence.'),
  products: z
    .array(z.string().regex(/^ipdc:\d{1,8}$/, 'an IPDC product, such as ipdc:1152'))
    .max(50)
    .optional()
    .describe('IPDC products that it delivers.'),
  audience: z
    .array(z.enum(['citizen', 'business', 'civil-servant']))
    .min(1)
    .optional()
    .describe('Who uses it.'),
  channels: z
    .array(z.enum(['web', 'api', 'mobile-app']))
    .min(1)
    .optional()
    .describe('Ways to reach it; one that is not measured is named in the report.'),
  workload: workloadSchema.optional().describe('Its containers, in the vocabulary of Score (score.dev/v1b1).'),
  workloads: z
    .record(label, workloadSchema)
    .refine((all) => Object.keys(all).length > 0 && Object.keys(all).length <= 8, 'from 1 to 8 workloads')
    .optional()
    .describe('Several workloads by name, instead of `workload`; they reach each other by name.'),
  images: z
    .record(label, imageSchema)
    .optional()
    .describe('Where the image of a container comes from that says `image: .`: one of the three.'),
  sandbox: z
    .strictObject({
      writable: z
        .array(absolute)
        .max(16)
        .optional()
        .describe("Folders that it writes to; bounded, and they start with the image's content."),
      runAs: z
        .enum(['lab', 'image', 'root'])
        .optional()
        .describe(
          "`lab`: a uid of the lab's with gid 0; `image`: the image's own numeric user; `root` costs a finding.",
        ),
      writableRoot: z.boolean().optional().describe('A writable root, bounded; costs a finding.'),
    })
    .optional()
    .describe('What the image needs that a sandbox does not give by itself; each is named in the report.'),
  needs: z
    .array(
      z.strictObject({
        purpose: text.describe('Why it asks for them.'),
        legalBasis: plain(300).optional().describe('The law that lets it.'),
        fields: z.record(label, z.array(plain(60)).max(100)).describe('Register → fields.'),
      }),
    )
    .max(50)
    .optional()
    .describe('Personal data that it asks for: held against what it really fetches.'),
  capabilities: z
    .array(z.string().regex(/^[a-z]+(\.[a-z]+)+$/, 'a capability, such as moving.report'))
    .max(50)
    .optional()
    .describe('What it can do; decides which scenarios apply.'),
  intents: z
    .record(label, manifestIntent)
    .optional()
    .describe('How a person does a thing: accessible roles and names, never selectors.'),
  externals: notYet(
    z.array(z.unknown()),
    (list) => list.length === 0,
    'stand-ins for services outside the municipality',
  )
    .optional()
    .describe('Services outside the municipality: known, not yet supported.'),
  value: z
    .strictObject({
      replaces: z.strictObject({
        channel: z.enum(['counter', 'paper', 'mail', 'phone', 'web']).describe('How it is done today.'),
        citizenMinutes: minutes.describe('Minutes of a citizen today.'),
        businessMinutes: minutes.describe('Minutes of a business today.'),
        civilServantMinutes: minutes.describe('Minutes of a civil servant today.'),
      }),
    })
    .optional()
    .describe("Today's way, to compare with: a claim until somebody measures it."),
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
