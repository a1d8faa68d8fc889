import { Hono } from 'hono';
import * as z from 'zod';
import type { Happened } from '../town/types.ts';

const nameSchema = z.string().regex(/^[a-z][\w.-]{0,63}$/i, 'a letter, then letters, digits, . _ -, 64 at most');
const cutSchema = z.coerce.number().int().min(0);
/** Snapshots that are held at once. */
const MOST = 100;

/** Levers over all registers at once: cut, diff, and snapshots by name. */
export function registerRoutes(happened: Happened): Hono {
  const app = new Hono();
  const none = { error: 'no such snapshot' } as const;
  app.get('/cut', (c) => c.json({ cut: happened.cut() }));
  app.get('/diff', (c) => {
    const from = c.req.query('from') ?? '0';
    if (!nameSchema.safeParse(from).success) return c.json({ changes: happened.diff(cutSchema.parse(from)) });
    const changes = happened.diffWith(from);
    return changes === undefined ? c.json(none, 404) : c.json({ changes });
  });
  app.get('/snapshots', (c) => c.json({ snapshots: happened.snapshots() }));
  app.post('/snapshots', async (c) => {
    const { name } = z.strictObject({ name: nameSchema }).parse(await c.req.json());
    const known = happened.snapshots().map((one) => one.name);
    if (known.length >= MOST && !known.includes(name)) return c.json({ error: `at most ${MOST} snapshots` }, 409);
    return c.json(happened.snapshot(name));
  });
  app.post('/snapshots/:name/restore', (c) =>
    happened.restore(c.req.param('name')) ? c.json({ cut: happened.cut() }) : c.json(none, 404),
  );
  app.delete('/snapshots/:name', (c) => (happened.forget(c.req.param('name')) ? c.body(null, 204) : c.json(none, 404)));
  return app;
}
