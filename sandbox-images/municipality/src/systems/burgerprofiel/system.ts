import * as z from 'zod';
import { authorised, inszOf, purposeOf, refuse } from '../../request.ts';
import { defineSystem } from '../../system.ts';
import { FIELD_NAMES, isField, profileOf } from './records.ts';
import { profileSchema } from './schema.ts';

/** Preferences of citizens. What they choose, they choose at Mijn Burgerprofiel; a service may only read it. */
export default defineSystem({
  host: 'burgerprofiel',
  title: 'Voorkeuren van burgers (Mijn Burgerprofiel)',
  standard: 'JSON-dienst in de geest van Mijn Burgerprofiel; de interface zelf is niet openbaar',
  operations: [
    {
      method: 'get',
      path: '/v1/burgers/{insz}',
      title: 'Hoe iemand bericht wil',
      purpose: true,
      query: z.object({
        velden: z
          .string()
          .optional()
          .describe(`Een of meer van ${FIELD_NAMES.join(', ')}`),
      }),
      answers: { 200: profileSchema.partial().required({ insz: true }) },
    },
  ],
  examples: ({ town }) => {
    const [person] = town.people.select({ adult: true }, 1);
    const headers = { authorization: 'Bearer {token}', 'x-purpose': 'bericht over een dossier' };
    return [{ title: 'Hoe iemand bericht wil', path: `/v1/burgers/${person?.insz}?velden=taal,voorkeur`, headers }];
  },
  routes(app, context) {
    const { town } = context;
    app.get('/v1/burgers/:insz', (c) => {
      const caller = authorised(c, context, 'burgerprofiel');
      if (caller instanceof Response) return caller;
      const purpose = purposeOf(c);
      if (purpose instanceof Response) return purpose;
      const insz = inszOf(c);
      if (insz instanceof Response) return insz;
      const asked = c.req.query('velden');
      const names = asked === undefined ? FIELD_NAMES : [...new Set(asked.split(',').map((name) => name.trim()))];
      const fields = names.filter(isField);
      if (fields.length < names.length)
        return refuse(c, 400, 'onbekend-veld', 'Onbekend veld', `Mogelijk: ${FIELD_NAMES.join(', ')}.`);
      const person = town.people.byInsz(insz);
      if (person === undefined) return refuse(c, 404, 'onbekend-insz', 'Onbekend INSZ', 'Niemand heeft dit nummer.');
      context.account({ client: caller.service, subject: person.id, fields, purpose });
      return c.json(profileOf(town, person, fields));
    });
  },
});
