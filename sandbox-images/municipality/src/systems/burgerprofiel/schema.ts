import * as z from 'zod';
import { CHANNELS } from './records.ts';

/** What a service is told of a citizen: the groups that it asked. */
export const profileSchema = z.strictObject({
  insz: z.string().regex(/^\d{11}$/),
  taal: z.enum(['nl', 'fr', 'de', 'en']),
  voorkeur: z.strictObject({ kanaal: z.enum(CHANNELS) }),
  contact: z.strictObject({ email: z.email() }).nullable(),
});
