import { listSchema, notificationSchema } from '../../systems/notificaties/schema.ts';
import { defineCheck, holds, same, Wrong } from '../check.ts';

const HOST = 'notificaties';

/** A message to a resident: in a state that follows from who that is, and the same when it is read back. */
export default defineCheck({
  name: 'messages',
  count: (m) => Math.min(m.shared.town.people.count, 100),
  record: (_, i) => `${HOST} /v1/notificaties (p-${i + 1})`,
  async examine(asker, i) {
    const person = asker.m.shared.town.people.byId(`p-${i + 1}`);
    const body = JSON.stringify({ insz: person?.insz, onderwerp: 'Klaar', bericht: 'Uw aanvraag is klaar.' });
    const headers = { 'content-type': 'application/json' };
    const answer = await asker.m.fetch(asker.request(HOST, '/v1/notificaties', { method: 'POST', headers, body }));
    if (answer.status !== 201) throw new Wrong(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
    const made = notificationSchema.parse(await answer.json());
    same('read back', await asker.json(HOST, `/v1/notificaties/${made.id}`, notificationSchema), made);
    const { notificaties } = await asker.json(HOST, '/v1/notificaties', listSchema);
    holds(
      'it is not in the list',
      notificaties.some(({ id }) => id === made.id),
    );
    const reached = made.status === 'verzonden' || made.status === 'afgeleverd';
    holds('it reached somebody who died or refused', !reached || (person?.deceased === null && !person.consentRefused));
  },
});
