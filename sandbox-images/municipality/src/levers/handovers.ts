import { Hono } from 'hono';
import * as z from 'zod';
import type { Shared } from '../context.ts';
import { linkOf, receiverOf } from '../systems/wasco/link.ts';
import { PURPOSE_NAMES } from '../systems/wasco/purposes.ts';
import { issue, TOWN } from '../systems/wasco/records.ts';
import { contextSchema } from '../systems/wasco/schema.ts';
import { keysOf } from '../systems/wasco/token.ts';

const schema = z.strictObject({
  subject: z.string(),
  to: z.string(),
  purpose: z.enum(PURPOSE_NAMES),
  context: contextSchema.default({}),
});

/** The town's own desk hands somebody over to a service: the link that the person follows. */
export function handoverLevers({ town, clock, config, scheme }: Shared): Hono {
  const app = new Hono();
  app.post('/handovers', async (c) => {
    const { subject, to, purpose, context } = schema.parse(await c.req.json());
    const place = { config, origin: (host: string) => `${scheme}://${host}.${config.base}` };
    if (town.people.byId(subject) === undefined) return c.json({ why: 'nobody has that id' }, 404);
    if (to === TOWN || receiverOf(place, to) === undefined) return c.json({ why: `${to} takes nobody over` }, 404);
    const handover = issue(town, { from: TOWN, to, subject, purpose, context }, clock.now());
    return c.json({
      id: handover.id,
      link: await linkOf(place, keysOf(config.seed), handover),
      expires: handover.expires,
    });
  });
  return app;
}
