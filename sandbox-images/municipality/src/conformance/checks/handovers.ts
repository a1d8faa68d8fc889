import { createLocalJWKSet, jwtVerify } from 'jose';
import * as z from 'zod';
import { personSchema } from '../../systems/personen/schema.ts';
import { PURPOSE_NAMES, PURPOSES } from '../../systems/wasco/purposes.ts';
import { issuedSchema, purposesSchema, redeemedSchema } from '../../systems/wasco/schema.ts';
import { defineCheck, same, Wrong } from '../check.ts';

const HOST = 'wasco';
const keySet = z.strictObject({ keys: z.array(z.looseObject({ kty: z.literal('EC') })).min(1) });
const headers = { 'content-type': 'application/json' };

/** A hand-over for each purpose: signed by the published key, and what the receiver is told is what the register says. */
export default defineCheck({
  name: 'handovers',
  count: () => PURPOSE_NAMES.length,
  record: (_, i) => `${HOST} /v1/overdrachten (${PURPOSE_NAMES[i]})`,
  async examine(asker, i) {
    const doel = PURPOSE_NAMES[i];
    const insz = asker.m.shared.town.people.byId(`p-${i + 1}`)?.insz;
    if (doel === undefined) return;
    const body = JSON.stringify({ insz, ontvanger: 'ander', doel, context: { product: '1152' } });
    const answer = await asker.m.fetch(asker.request(HOST, '/v1/overdrachten', { method: 'POST', headers, body }));
    if (answer.status !== 201) throw new Wrong(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
    const { id, link } = issuedSchema.required().parse(await answer.json());
    const overdracht = new URL(link).searchParams.get('overdracht') ?? '';
    const keys = createLocalJWKSet(await asker.json(HOST, '/v1/sleutels', keySet));
    const { payload } = await jwtVerify(overdracht, keys, {
      audience: 'ander',
      currentDate: new Date(asker.m.shared.clock.now()),
    });
    same('id in the token', payload.jti, id);
    same(
      'hand-over read back',
      (await asker.json(HOST, `/v1/overdrachten/${id}`, issuedSchema)).toestand,
      'uitgegeven',
    );
    const { doelen } = await asker.json(HOST, '/v1/doelen', purposesSchema);
    same('fields of its purpose', doelen.find((one) => one.doel === doel)?.velden, PURPOSES[doel].fields);
    const init = {
      method: 'POST',
      headers: { ...headers, authorization: 'Bearer token-ander' },
      body: JSON.stringify({ overdracht }),
    };
    const told = redeemedSchema.parse(JSON.parse(await asker.text(HOST, '/v1/overdrachten/inwisselen', init)));
    const fields: readonly string[] = PURPOSES[doel].fields;
    const person: Record<string, unknown> = await asker.json('personen', `/v1/personen/${insz}`, personSchema);
    same('what the receiver is told', told.persoon, {
      insz,
      ...Object.fromEntries(fields.map((field) => [field, person[field]])),
    });
  },
});
