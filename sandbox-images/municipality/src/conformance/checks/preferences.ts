import { profileSchema } from '../../systems/burgerprofiel/schema.ts';
import { personSchema } from '../../systems/personen/schema.ts';
import { defineCheck, same } from '../check.ts';

/** How each resident wants messages: as in the register of persons where both say something. */
export default defineCheck({
  name: 'preferences',
  count: (m) => m.shared.town.people.count,
  record: (m, i) => `burgerprofiel /v1/burgers/${m.shared.town.people.byId(`p-${i + 1}`)?.insz} (p-${i + 1})`,
  async examine(asker, i) {
    const insz = asker.m.shared.town.people.byId(`p-${i + 1}`)?.insz;
    const { taal, voorkeur, contact } = await asker.json('burgerprofiel', `/v1/burgers/${insz}`, profileSchema);
    const person = await asker.json(
      'personen',
      `/v1/personen/${insz}?velden=contact`,
      personSchema.pick({ insz: true, contact: true }),
    );
    same('language', taal, person.contact.taal);
    same('consent', voorkeur.kanaal !== 'geen', person.contact.toestemming);
    same('address without a wish for messages', contact === null, voorkeur.kanaal === 'geen');
  },
});
