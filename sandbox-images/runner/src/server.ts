import { playOrderSchema } from '@proeftuin/contract/play';
import { evidenceRoutes, type Spool } from '@proeftuin/contract/spool';
import { Hono } from 'hono';
import * as z from 'zod';
import { BadOrder, type Player } from './player.ts';

/** Milliseconds that a question for the state may be kept waiting for an end. */
const LONGEST = 1000;
const waitQuery = z.object({ wait: z.coerce.number().int().min(0).max(LONGEST).default(0) });

/**
 * The runner's lab side: evidence, and `POST /play`, `GET /state`, `POST /stop`. `GET /state?wait=MS` answers when the play
 * ends, or after so many milliseconds.
 */
export function serverOf(player: Player, spool: Spool, facts: () => Record<string, unknown> = () => ({})): Hono {
  const app = new Hono();
  app.route('/', evidenceRoutes(spool, facts));
  app.get('/state', async (c) => {
    const query = waitQuery.safeParse(c.req.query());
    if (!query.success) return c.json({ error: `wait: 0 to ${LONGEST}` }, 400);
    await player.ended(query.data.wait);
    return c.json(player.state);
  });
  app.post('/stop', (c) => {
    player.stop();
    return c.body(null, 202);
  });
  app.post('/play', async (c) => {
    const order = playOrderSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!order.success) return c.json({ error: z.prettifyError(order.error) }, 400);
    try {
      await player.begin(order.data);
      return c.body(null, 202);
    } catch (thrown) {
      if (thrown instanceof BadOrder) return c.json({ error: thrown.message }, 409);
      return c.json({ error: String(thrown) }, 500);
    }
  });
  return app;
}
