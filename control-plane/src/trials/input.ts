import { PROFILES } from '@proeftuin/contract/municipality';
import * as z from 'zod';

/** What a trial was asked to be. Kept with it, so that it can be replayed. */
export const trialInputSchema = z.strictObject({
  /** The provider's folder, absolute. */
  folder: z.string(),
  suite: z.string(),
  /** One audit (`security/session/csrf-refused`) or scenario to re-check. */
  only: z.string().optional(),
  profile: z.enum(PROFILES),
  municipalities: z.array(z.string()),
  seed: z.string(),
  date: z.string().optional(),
  population: z.int().min(50).optional(),
  rubric: z.string(),
  compat: z.boolean(),
  acceptWeakIsolation: z.boolean(),
  keep: z.boolean(),
  images: z.string(),
  envFile: z.string().optional(),
  /** Overlay of environment for a planted defect: container variables that are set beside the manifest's. */
  overlay: z.record(z.string(), z.string()).optional(),
  /** As it was typed, for the report. */
  command: z.string(),
});
export type TrialInput = z.infer<typeof trialInputSchema>;
