import * as z from 'zod';

/**
 * Fields of a case in DOSIS. Names as read back by Qmino/dosis-connector @52bfaf2c (DosisItem); the code lists are not in
 * the open: the values below are an assumption of this lab, in the words of the Flemish status model.
 */
export const PHASES = ['aanvraag', 'behandeling', 'beslissing', 'afgehandeld'] as const;
export const CODES = [
  'opgestart',
  'ingediend',
  'in-behandeling',
  'actie-vereist',
  'goedgekeurd',
  'afgekeurd',
  'ingetrokken',
  'afgesloten',
] as const;

const text = z.string().trim().min(1).max(500);

export const dossierSchema = z.strictObject({
  dossierNummer: z.string().trim().min(1).max(100),
  dossierNaam: text,
  /** Where the citizen follows the case. */
  doorverwijzingsUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Number of the IPDC product. */
  product: z.union([z.int().positive(), z.string().regex(/^(ipdc:)?\d+$/)]),
  agenten: z
    .array(
      z.union([
        z.strictObject({ type: z.literal('burgeragent'), insz: z.string().regex(/^\d{11}$/, 'elf cijfers') }),
        z.strictObject({ type: z.literal('ondernemeragent'), kbo: z.string().regex(/^\d{10}$/, 'tien cijfers') }),
      ]),
    )
    .min(1)
    .max(20),
  status: z.strictObject({
    vlaamseCode: z.enum(CODES),
    vlaamseFase: z.enum(PHASES),
    detail: text.optional(),
    actie: text.optional(),
  }),
  dossierBeheerder: z
    .strictObject({
      dienst: text.optional(),
      naam: text.optional(),
      email: z.email().optional(),
      telefoon: text.optional(),
      website: z.url().optional(),
    })
    .optional(),
  wijzigingsDatum: z.iso.datetime({ offset: true, local: true }).optional(),
});
/** The same as it is read back. */
export const shownSchema = dossierSchema.extend({
  id: z.uuid(),
  wijzigingsDatum: z.iso.datetime({ offset: true, local: true }),
});
export const listSchema = z.strictObject({ dossiers: z.array(shownSchema) });
export type Dossier = z.infer<typeof dossierSchema>;
