import type { Hono } from 'hono';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import * as z from 'zod';
import type { Parts } from './parts.ts';

const toldSchema = z.object({
  data: z.object({ status: z.string().max(40), dossierNummer: z.string().max(100).optional() }),
});

/**
 * What became of a message, told by the municipality and signed after Standard Webhooks. The same state may come twice:
 * keeping it is harmless.
 */
export function messageRoutes(app: Hono, { config, planted, database, log }: Parts): void {
  const webhook = new Webhook(config.MESSAGE_SECRET);
  app.post('/berichten/terug', async (c) => {
    if (planted('callback-refused')) return c.text('nee', 500);
    try {
      const body = await c.req.text();
      const told = planted('callback-unchecked') ? JSON.parse(body) : webhook.verify(body, c.req.header());
      const { data } = toldSchema.parse(told);
      if (data.dossierNummer !== undefined) await database.noteMessage(data.dossierNummer, data.status);
      return c.body(null, 204);
    } catch (error) {
      if (!(error instanceof WebhookVerificationError) && !(error instanceof z.ZodError)) throw error;
      log({ level: 'warn', message: `callback refused: ${error.name}` });
      return c.text('Deze melding is niet ondertekend zoals afgesproken.', 400);
    }
  });
}
