import { createHash } from 'node:crypto';
import { authorised, bodyOf, refuse } from '../../request.ts';
import { defineSystem } from '../../system.ts';
import { validInsz } from '../../town/numbers/insz.ts';
import type { Town } from '../../town/types.ts';
import { uuidOf } from '../../uuid.ts';
import { deliver } from './callbacks.ts';
import { callbacksOf, type Notification, notificationOf, notificationsOf, send, settle } from './records.ts';
import { listSchema, type Message, messageSchema, notificationSchema } from './schema.ts';

const KEY = 'notificatie-sleutel';
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What its service sees of a message: not who it is for, what that person chose, or why it could not be delivered. */
const shown = (town: Town, { id, message, status, received, changed }: Notification) => ({
  id,
  onderwerp: message.onderwerp,
  ...(message.dossierNummer === undefined ? {} : { dossierNummer: message.dossierNummer }),
  ...(message.link === undefined ? {} : { link: message.link }),
  status,
  ontvangen: received,
  gewijzigd: changed,
  terugmeldingen: callbacksOf(town)
    .filter(({ about }) => about === id)
    .map((callback) => ({
      id: callback.id,
      type: callback.body.type,
      toestand: callback.state,
      pogingen: callback.attempts,
      ...(callback.state === 'wacht' ? { volgende: callback.due } : {}),
    })),
});

/** Messages of services to citizens, and what became of them told back to the service (config: `callbacks`). */
export default defineSystem({
  host: 'notificaties',
  title: 'Berichten aan burgers (Mijn Burgerprofiel)',
  standard: 'Terugmeldingen volgens Standard Webhooks; de interface zelf is niet openbaar',
  operations: [
    {
      method: 'post',
      path: '/v1/notificaties',
      title: 'Iemand een bericht sturen',
      key: true,
      body: messageSchema,
      answers: { 200: notificationSchema, 201: notificationSchema },
    },
    { method: 'get', path: '/v1/notificaties', title: 'De eigen berichten', answers: { 200: listSchema } },
    { method: 'get', path: '/v1/notificaties/{id}', title: 'Eén bericht', answers: { 200: notificationSchema } },
  ],
  examples: ({ town }) => {
    const [person] = town.people.select({ adult: true }, 1);
    const message: Message = {
      insz: person?.insz ?? '',
      onderwerp: 'Uw aangifte is verwerkt',
      bericht: 'De wijkagent komt langs. Daarna krijgt u bericht.',
      dossierNummer: 'VH-2026-1',
    };
    const headers = { authorization: 'Bearer {token}' };
    return [
      {
        title: 'Iemand een bericht sturen',
        method: 'POST',
        path: '/v1/notificaties',
        headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': '1' },
        body: JSON.stringify(message),
      },
      { title: 'De eigen berichten, met hun terugmeldingen', path: '/v1/notificaties', headers },
    ];
  },
  routes(app, context) {
    const { town, clock } = context;
    deliver(context);

    app.post('/v1/notificaties', async (c) => {
      const caller = authorised(c, context, 'notificaties');
      if (caller instanceof Response) return caller;
      const body = await bodyOf(c, messageSchema);
      if (body instanceof Response) return body;
      const { insz, ...message } = body.value;
      if (!validInsz(insz))
        return refuse(c, 400, 'insz-controlegetal', 'Ongeldig INSZ', 'Het controlegetal klopt niet.');
      const person = town.people.byInsz(insz);
      if (person === undefined) return refuse(c, 422, 'onbekend-insz', 'Onbekend INSZ', 'Niemand heeft dit nummer.');
      const key = c.req.header('idempotency-key')?.trim() ?? '';
      const at = `${caller.service}/${digest(key)}`;
      const content = digest(JSON.stringify(body.value));
      const [earlier, same] = key === '' ? [] : (town.happened.read(at, KEY)?.split(' ') ?? []);
      const known = earlier === undefined ? undefined : notificationOf(town, earlier);
      if (known !== undefined)
        return same === content
          ? c.json(shown(town, known), 200)
          : refuse(c, 422, 'sleutel-hergebruikt', 'Sleutel hergebruikt', 'Met deze sleutel kwam een ander bericht.');
      const id = uuidOf(`${caller.service}\n${town.happened.cut()}\n${content}`);
      if (key !== '') town.happened.write('notificaties', at, KEY, '', `${id} ${content}`);
      const sent = send(town, caller.service, id, person.id, message, clock.now());
      const location = `${context.origin('notificaties')}/v1/notificaties/${id}`;
      return c.json(shown(town, sent), 201, { location });
    });

    app.get('/v1/notificaties', (c) => {
      const caller = authorised(c, context, 'notificaties');
      if (caller instanceof Response) return caller;
      settle(town, clock.now());
      const own = notificationsOf(town).filter(({ service }) => service === caller.service);
      return c.json({ notificaties: own.map((notification) => shown(town, notification)) });
    });

    app.get('/v1/notificaties/:id', (c) => {
      const caller = authorised(c, context, 'notificaties');
      if (caller instanceof Response) return caller;
      settle(town, clock.now());
      const known = notificationOf(town, c.req.param('id'));
      return known === undefined || known.service !== caller.service
        ? refuse(c, 404, 'onbekende-notificatie', 'Onbekend bericht', 'Dit bericht is er niet.')
        : c.json(shown(town, known));
    });
  },
});
