import * as z from 'zod';
import { PURPOSE_NAMES } from './purposes.ts';

/** What goes along beside the person: enough to go on where the first service stopped. */
export const contextSchema = z.strictObject({
  product: z
    .string()
    .regex(/^(ipdc:)?\d{1,9}$/)
    .optional(),
  dossierNummer: z.string().trim().min(1).max(100).optional(),
});

/** A hand-over as a service asks for it. No format is published: names are this lab's own. */
export const handoverSchema = z.strictObject({
  insz: z.string().regex(/^\d{11}$/, 'elf cijfers'),
  /** Name of the service that goes on, or `gemeente`. */
  ontvanger: z.string().min(1).max(63),
  doel: z.enum(PURPOSE_NAMES),
  context: contextSchema.default({}),
});
export type Asked = z.infer<typeof handoverSchema>;

export const redeemSchema = z.strictObject({ overdracht: z.string().min(1).max(4096) });

const handover = {
  id: z.uuid(),
  ontvanger: z.string(),
  doel: z.enum(PURPOSE_NAMES),
  geldigTot: z.iso.datetime(),
};
/** What the sender sees of it. */
export const issuedSchema = z.strictObject({
  ...handover,
  toestand: z.enum(['uitgegeven', 'ingewisseld', 'verlopen']),
  link: z.url().optional(),
});
export const keysSchema = z.strictObject({ keys: z.array(z.record(z.string(), z.string())).min(1) });
export const purposesSchema = z.strictObject({
  doelen: z.array(z.strictObject({ doel: z.enum(PURPOSE_NAMES), titel: z.string(), velden: z.array(z.string()) })),
});
/** What the receiver gets, once. */
export const redeemedSchema = z.strictObject({
  id: z.uuid(),
  afzender: z.string(),
  doel: z.enum(PURPOSE_NAMES),
  context: contextSchema,
  persoon: z.looseObject({ insz: z.string() }),
});
