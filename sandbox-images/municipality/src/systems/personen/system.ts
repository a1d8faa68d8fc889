import type { Context } from 'hono';
import * as z from 'zod';
import type { Caller, Context as SystemContext } from '../../context.ts';
import { json } from '../../representation.ts';
import { authorised, bodyOf, inszOf, purposeOf, refuse } from '../../request.ts';
import { defineSystem } from '../../system.ts';
import { validInsz } from '../../town/numbers/insz.ts';
import type { Person } from '../../town/types.ts';
import { addressOf, earlier, moveSchema, register, reportOf } from './moves.ts';
import { FIELD_NAMES, type Field, fieldsOf, recordOf } from './records.ts';
import { personSchema, reportSchema } from './schema.ts';

interface Asked {
  readonly caller: Caller;
  readonly purpose: string;
  readonly person: Person;
  readonly fields: readonly Field[];
}

/** Who asks for whom, what and why; or the answer that refuses, in the order in which MAGDA checks. */
function asked(c: Context, context: SystemContext): Asked | Response {
  const caller = authorised(c, context, 'personen');
  if (caller instanceof Response) return caller;
  const purpose = purposeOf(c);
  if (purpose instanceof Response) return purpose;
  const insz = inszOf(c);
  if (insz instanceof Response) return insz;
  const { fields, unknown } = fieldsOf(c.req.query('velden'));
  if (unknown.length > 0 || fields.length === 0) {
    return refuse(
      c,
      400,
      'onbekend-veld',
      'Onbekend veld',
      `Onbekend: ${unknown.join(', ') || '(leeg)'}. Mogelijk: ${FIELD_NAMES.join(', ')}.`,
    );
  }
  const person = context.town.people.byInsz(insz);
  if (person === undefined) return refuse(c, 404, 'onbekend-insz', 'Onbekend INSZ', 'Niemand heeft dit nummer.');
  return { caller, purpose, person, fields };
}

const account = (context: SystemContext, { caller, purpose, fields }: Asked, person: Person): void =>
  context.account({ client: caller.service, subject: person.id, fields, purpose });

const velden = z.object({
  velden: z
    .string()
    .optional()
    .describe(`Een of meer van ${FIELD_NAMES.join(', ')}; zonder: alle`),
});
const some = personSchema.partial().required({ insz: true });

export default defineSystem({
  host: 'personen',
  title: 'Personen (Rijksregister)',
  standard: 'JSON-dienst in de geest van MAGDA GeefPersoon',
  operations: [
    {
      method: 'get',
      path: '/v1/personen/{insz}',
      title: 'Gegevens van iemand',
      purpose: true,
      query: velden,
      answers: { 200: some },
    },
    {
      method: 'get',
      path: '/v1/personen/{insz}/gezin',
      title: 'Het gezin van iemand',
      purpose: true,
      query: velden,
      answers: { 200: z.strictObject({ leden: z.array(some).min(1) }) },
    },
    {
      method: 'get',
      path: '/v1/personen/{insz}/verwanten',
      title: 'Ouders en kinderen van iemand, in welk gezin ook',
      purpose: true,
      query: velden,
      answers: { 200: z.strictObject({ ouders: z.array(some).max(2), kinderen: z.array(some) }) },
    },
    {
      method: 'post',
      path: '/v1/verhuizingen',
      title: 'Een verhuizing aangeven',
      key: true,
      body: moveSchema,
      answers: { 200: reportSchema, 201: reportSchema },
    },
    { method: 'get', path: '/v1/verhuizingen/{id}', title: 'Eén aangifte', answers: { 200: reportSchema } },
  ],
  examples: ({ town }) => {
    const [person] = town.people.select({ adult: true }, 1);
    const headers = { authorization: 'Bearer {token}', 'x-purpose': 'verhuizing' };
    return person === undefined
      ? []
      : [
          { title: 'Naam en adres', path: `/v1/personen/${person.insz}?velden=naam,verblijfplaats`, headers },
          { title: 'Het gezin', path: `/v1/personen/${person.insz}/gezin?velden=naam`, headers },
          {
            title: 'Een verhuizing aangeven',
            method: 'POST',
            path: '/v1/verhuizingen',
            headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': '1' },
            body: JSON.stringify({
              insz: [person.insz],
              adres: town.addresses.vacant(1)[0]?.uri ?? '',
              datum: town.date,
            }),
          },
        ];
  },
  routes(app, context) {
    const { town, clock } = context;

    app.get('/v1/personen/:insz', (c) => {
      const ask = asked(c, context);
      if (ask instanceof Response) return ask;
      account(context, ask, ask.person);
      return json(recordOf(ask.person, ask.fields));
    });

    app.get('/v1/personen/:insz/gezin', (c) => {
      const ask = asked(c, context);
      if (ask instanceof Response) return ask;
      const members = town.people.household(ask.person.id);
      for (const member of members) account(context, ask, member);
      return c.json({ leden: members.map((member) => recordOf(member, ask.fields)) });
    });

    app.get('/v1/personen/:insz/verwanten', (c) => {
      const ask = asked(c, context);
      if (ask instanceof Response) return ask;
      const told = (relatives: readonly Person[]) =>
        relatives.map((relative) => {
          account(context, ask, relative);
          return recordOf(relative, ask.fields);
        });
      const { id } = ask.person;
      return c.json({ ouders: told(town.people.parents(id)), kinderen: told(town.people.children(id)) });
    });

    app.post('/v1/verhuizingen', async (c) => {
      const caller = authorised(c, context, 'personen');
      if (caller instanceof Response) return caller;
      const body = await bodyOf(c, moveSchema);
      if (body instanceof Response) return body;
      const move = body.value;
      const wrong = move.insz.find((insz) => !validInsz(insz));
      if (wrong !== undefined)
        return refuse(c, 400, 'insz-controlegetal', 'Ongeldig INSZ', 'Het controlegetal klopt niet.');
      const key = c.req.header('idempotency-key')?.trim();
      const before = key === undefined || key === '' ? undefined : earlier(town, caller.service, key, move);
      if (before !== undefined) {
        const report = reportOf(town, before.id);
        return before.same && report !== undefined
          ? c.json({ ...report, opnieuw: true }, 200)
          : refuse(
              c,
              422,
              'sleutel-hergebruikt',
              'Sleutel hergebruikt',
              'Met deze Idempotency-Key kwam eerder een andere aangifte.',
            );
      }
      const persons = move.insz.flatMap((insz) => town.people.byInsz(insz) ?? []);
      if (persons.length < move.insz.length)
        return refuse(c, 422, 'onbekend-insz', 'Onbekend INSZ', 'Niet elk nummer is van iemand.');
      if (new Set(move.insz).size < move.insz.length)
        return refuse(c, 400, 'dubbel', 'Dubbel', 'Iemand staat er tweemaal in.');
      const gone = persons.find((p) => p.deceased !== null || p.emigrated !== null);
      if (gone !== undefined)
        return refuse(c, 422, 'niet-ingeschreven', 'Niet ingeschreven', 'Iemand is overleden of uitgeschreven.');
      const address = addressOf(town, move.adres);
      if (address === undefined)
        return refuse(c, 422, 'onbekend-adres', 'Onbekend adres', 'Geef de URI uit het adressenregister.');
      if (address.status !== 'inGebruik')
        return refuse(c, 422, 'adres-status', 'Adres niet in gebruik', `Status: ${address.status}.`);
      if (!town.addresses.dwelling(address.index)) {
        return refuse(
          c,
          422,
          'geen-woning',
          'Geen woning',
          'Op dit huisnummer zijn er bussen: geef het adres van de bus.',
        );
      }
      const report = register(town, caller.service, move, persons, address, clock.lab(), key === '' ? undefined : key);
      return c.json(report, 201, { location: `${context.origin('personen')}/v1/verhuizingen/${report.id}` });
    });

    app.get('/v1/verhuizingen/:id', (c) => {
      const caller = authorised(c, context, 'personen');
      if (caller instanceof Response) return caller;
      const report = reportOf(town, c.req.param('id'));
      return report === undefined || report.service !== caller.service
        ? refuse(c, 404, 'onbekende-aangifte', 'Onbekende aangifte', 'Deze aangifte is er niet.')
        : c.json(report);
    });
  },
});
