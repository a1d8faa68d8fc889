import type { NotificationSeen } from '@proeftuin/contract/municipality';
import { Hono } from 'hono';
import * as z from 'zod';
import type { Shared } from '../context.ts';
import { CHANNELS, choose } from '../systems/burgerprofiel/records.ts';
import { callbacksOf, notificationsOf, open, oweChoice, settle } from '../systems/notificaties/records.ts';

const channelSchema = z.strictObject({ channel: z.enum(CHANNELS) });

/** What citizens do at Mijn Burgerprofiel: choose how they want messages, and read them. */
export function notificationLevers({ town, clock, accounts }: Pick<Shared, 'town' | 'clock' | 'accounts'>): Hono {
  const app = new Hono();
  app.get('/notifications', (c) => {
    const subject = c.req.query('subject');
    settle(town, clock.now());
    const callbacks = Map.groupBy(callbacksOf(town), ({ about }) => about);
    const notifications: NotificationSeen[] = notificationsOf(town)
      .filter((n) => subject === undefined || n.subject === subject)
      .map(({ id, service, subject: s, message, status, reason, changed }) => ({
        id,
        service,
        subject: s,
        title: message.onderwerp,
        text: message.bericht,
        status,
        reason,
        at: changed,
        callbacks: (callbacks.get(id) ?? []).map(({ body, state, attempts }) => ({
          event: body.type,
          state,
          attempts: attempts.length,
          answer: attempts.at(-1)?.antwoord,
        })),
      }));
    return c.json({ notifications });
  });
  app.post('/notifications/:id/open', (c) => {
    const opened = open(town, c.req.param('id'), clock.now());
    return opened === undefined
      ? c.json({ why: 'no such message in the box' }, 409)
      : c.json({ id: opened.id, status: opened.status });
  });
  app.post('/people/:id/channel', async (c) => {
    const { channel } = channelSchema.parse(await c.req.json());
    const person = town.people.byId(c.req.param('id'));
    if (person === undefined) return c.json({ why: 'nobody has that id' }, 404);
    if (choose(town, person, channel)) {
      const told = accounts.entries({ system: 'burgerprofiel', person: person.id });
      oweChoice(town, new Set(told.map(({ client }) => client)), person, clock.now());
    }
    return c.json({ id: person.id, channel });
  });
  return app;
}
