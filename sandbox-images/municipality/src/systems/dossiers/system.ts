import type { Context } from 'hono';
import type { Context as SystemContext } from '../../context.ts';
import { authorised, bodyOf, refuse } from '../../request.ts';
import { defineSystem } from '../../system.ts';
import { validInsz, validKbo } from '../../town/numbers/insz.ts';
import { uuidOf } from '../../uuid.ts';
import { dossierOf, dossiersOf, keep, type Published } from './records.ts';
import { type Dossier, dossierSchema, listSchema, shownSchema } from './schema.ts';

const shown = ({ id, dossier, at }: Published): Record<string, unknown> => ({
  id,
  ...dossier,
  wijzigingsDatum: dossier.wijzigingsDatum ?? at,
});

/** The same case of the same service has the same id. */
const idOf = (service: string, number: string): string => uuidOf(`${service}\n${number}`);

/** Whose case it is, or the answer that says which agent is wrong. */
function subjectOf(c: Context, context: SystemContext, dossier: Dossier): string | Response {
  let subject = '';
  for (const agent of dossier.agenten) {
    if (agent.type === 'ondernemeragent') {
      if (!validKbo(agent.kbo))
        return refuse(c, 400, 'kbo', 'Ongeldig ondernemingsnummer', 'Het controlegetal klopt niet.');
      const known =
        context.town.enterprises.byNumber(agent.kbo) ??
        context.town.municipalities.find(({ kbo }) => kbo === agent.kbo);
      if (known === undefined)
        return refuse(c, 422, 'onbekende-onderneming', 'Onbekende onderneming', 'Geen onderneming heeft dit nummer.');
      continue;
    }
    if (!validInsz(agent.insz))
      return refuse(c, 400, 'insz-controlegetal', 'Ongeldig INSZ', 'Het controlegetal klopt niet.');
    const person = context.town.people.byInsz(agent.insz);
    if (person === undefined) return refuse(c, 422, 'onbekend-insz', 'Onbekend INSZ', 'Niemand heeft dit nummer.');
    if (subject === '') subject = person.id;
  }
  return subject;
}

export default defineSystem({
  host: 'dosis',
  title: 'Dossierstatussen (DOSIS)',
  standard: 'Velden van DOSIS; het uploadformaat zelf is niet openbaar',
  operations: [
    {
      method: 'post',
      path: '/v1/dossiers',
      title: 'Een dossier publiceren',
      body: dossierSchema,
      answers: { 200: shownSchema, 201: shownSchema },
    },
    {
      method: 'put',
      path: '/v1/dossiers/{id}',
      title: 'Een dossier wijzigen',
      body: dossierSchema,
      answers: { 200: shownSchema },
    },
    { method: 'get', path: '/v1/dossiers', title: 'De eigen dossiers', answers: { 200: listSchema } },
    { method: 'get', path: '/v1/dossiers/{id}', title: 'Eén dossier', answers: { 200: shownSchema } },
  ],
  examples: ({ town }) => {
    const [person] = town.people.select({ adult: true }, 1);
    const dossier: Dossier = {
      dossierNummer: 'VH-2026-1',
      dossierNaam: 'Aangifte van verhuizing',
      product: 1152,
      agenten: [{ type: 'burgeragent', insz: person?.insz ?? '' }],
      status: { vlaamseCode: 'ingediend', vlaamseFase: 'aanvraag' },
    };
    return [
      {
        title: 'Een dossier publiceren',
        method: 'POST',
        path: '/v1/dossiers',
        headers: { authorization: 'Bearer {token}', 'content-type': 'application/json' },
        body: JSON.stringify(dossier),
      },
      { title: 'De eigen dossiers', path: '/v1/dossiers', headers: { authorization: 'Bearer {token}' } },
    ];
  },
  routes(app, context) {
    const { town, clock } = context;

    app.post('/v1/dossiers', async (c) => {
      const caller = authorised(c, context, 'dossiers');
      if (caller instanceof Response) return caller;
      const body = await bodyOf(c, dossierSchema);
      if (body instanceof Response) return body;
      const subject = subjectOf(c, context, body.value);
      if (subject instanceof Response) return subject;
      // A case number is a service's own key: publishing it again is an update, as with PUT.
      const id = idOf(caller.service, body.value.dossierNummer);
      const known = dossierOf(town, id);
      const published = publish(id, caller.service, subject, body.value);
      return c.json(shown(published), known === undefined ? 201 : 200, {
        location: `${context.origin('dosis')}/v1/dossiers/${published.id}`,
      });
    });

    app.put('/v1/dossiers/:id', async (c) => {
      const caller = authorised(c, context, 'dossiers');
      if (caller instanceof Response) return caller;
      const id = c.req.param('id');
      const known = dossierOf(town, id);
      if (known === undefined || known.service !== caller.service) return unknown(c);
      const body = await bodyOf(c, dossierSchema);
      if (body instanceof Response) return body;
      if (body.value.dossierNummer !== known.dossier.dossierNummer) {
        return refuse(
          c,
          409,
          'dossiernummer',
          'Ander dossiernummer',
          `Dit dossier heet ${known.dossier.dossierNummer}.`,
        );
      }
      const subject = subjectOf(c, context, body.value);
      if (subject instanceof Response) return subject;
      return c.json(shown(publish(id, caller.service, subject, body.value)));
    });

    app.get('/v1/dossiers', (c) => {
      const caller = authorised(c, context, 'dossiers');
      if (caller instanceof Response) return caller;
      return c.json({
        dossiers: dossiersOf(town)
          .filter((d) => d.service === caller.service)
          .map(shown),
      });
    });

    app.get('/v1/dossiers/:id', (c) => {
      const caller = authorised(c, context, 'dossiers');
      if (caller instanceof Response) return caller;
      const known = dossierOf(town, c.req.param('id'));
      return known === undefined || known.service !== caller.service ? unknown(c) : c.json(shown(known));
    });

    const unknown = (c: Context): Response =>
      refuse(c, 404, 'onbekend-dossier', 'Onbekend dossier', 'Dit dossier is er niet.');
    const publish = (id: string, service: string, subject: string, dossier: Dossier): Published => {
      const product = String(dossier.product).replace(/^ipdc:/, '');
      const published = { id, service, subject, product, status: dossier.status.vlaamseCode, at: clock.lab(), dossier };
      keep(town, published);
      return published;
    };
  },
});
