import { Hono } from 'hono';
import * as z from 'zod';
import { ASPECTS } from '../accounting.ts';
import type { Shared } from '../context.ts';

const askedSchema = z.strictObject({
  person: z.string().optional(),
  field: z.string().optional(),
  purpose: z.string().optional(),
  client: z.string().optional(),
  system: z.string().optional(),
  /** Aspects to sum up by, separated by commas. */
  by: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(ASPECTS)))
    .optional(),
});

/** The lever that tells which fields of which person were handed to whom, for which purpose. */
export function accountRoutes({ accounts, town }: Pick<Shared, 'accounts' | 'town'>): Hono {
  return new Hono().get('/accounting', (c) => {
    const { by, person, ...rest } = askedSchema.parse(c.req.query());
    // A person may be named by its INSZ, as on a page of the town.
    const known = person === undefined ? undefined : (town.people.byInsz(person)?.id ?? person);
    const filter = { ...rest, person: known };
    const { lost } = accounts;
    return c.json(
      by === undefined ? { entries: accounts.entries(filter), lost } : { totals: accounts.totals(by, filter), lost },
    );
  });
}
