import { personSchema, reportSchema } from '../../systems/personen/schema.ts';
import { defineCheck, same, Wrong } from '../check.ts';

const HOST = 'personen';
const headers = { 'content-type': 'application/json' };

/** A household moves to a vacant dwelling: the report is read back, and each of them lives there since. */
export default defineCheck({
  name: 'moves',
  count: (m) => Math.min(m.shared.town.people.count, 50),
  record: (_, i) => `${HOST} /v1/verhuizingen (p-${i + 1})`,
  async examine(asker, i) {
    const { people, addresses, date: datum } = asker.m.shared.town;
    const [vacant] = addresses.vacant(1);
    if (vacant === undefined) throw new Wrong('no dwelling is vacant');
    const insz = people.household(`p-${i + 1}`).map((person) => person.insz);
    const body = JSON.stringify({ insz, adres: vacant.uri, datum });
    const answer = await asker.m.fetch(asker.request(HOST, '/v1/verhuizingen', { method: 'POST', headers, body }));
    if (answer.status !== 201) throw new Wrong(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
    const report = reportSchema.parse(await answer.json());
    same('read back', await asker.json(HOST, `/v1/verhuizingen/${report.id}`, reportSchema), report);
    for (const one of insz) {
      const { verblijfplaats: home } = await asker.json(HOST, `/v1/personen/${one}`, personSchema);
      const there = home !== null && home.adres !== null ? [home.adres.id, home.sinds] : [];
      same(`where ${one} lives`, there, [vacant.uri, datum]);
    }
  },
});
