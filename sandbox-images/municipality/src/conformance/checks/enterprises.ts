import * as z from 'zod';
import { detailSchema, mandatesSchema, siteSchema } from '../../systems/ondernemingen/schema.ts';
import { personSchema } from '../../systems/personen/schema.ts';
import { detailSchema as associationSchema } from '../../systems/verenigingen/schema.ts';
import { validKbo } from '../../town/numbers/insz.ts';
import { validEstablishment } from '../../town/numbers/kbo.ts';
import { type Asker, defineCheck, holds, same, says } from '../check.ts';
import { addressSchema } from '../schemas.ts';
import { ORGANISATION } from '../shapes.ts';

const HOST = 'ondernemingen';
const described = { '@context': z.url() };
const sitesSchema = z.strictObject({ ...described, vestigingen: z.array(siteSchema) });

interface Told {
  readonly verwijstNaar: string;
  readonly straatnaam: string;
  readonly huisnummer: string;
  readonly busnummer?: string | undefined;
  readonly postcode: string;
}

/** An address is told as the address register has it. */
async function located(asker: Asker, what: string, told: Told): Promise<void> {
  const address = await asker.json(
    'basisregisters',
    `/v2/adressen/${told.verwijstNaar.split('/').at(-1)}`,
    addressSchema,
  );
  same(
    what,
    [told.straatnaam, told.huisnummer, told.busnummer, told.postcode],
    [
      address.straatnaam.straatnaam.geografischeNaam.spelling,
      address.huisnummer,
      address.busnummer,
      address.postinfo.objectId,
    ],
  );
}

/** An enterprise with its seat, establishments and mandates, and who holds them. */
export default defineCheck({
  name: 'enterprises',
  count: (m) => m.shared.town.enterprises.count,
  record: (m, i) => `${HOST} /v1/ondernemingen/${m.shared.town.enterprises.byIndex(i).number}`,
  async examine(asker, i) {
    const { number, mandates, person } = asker.m.shared.town.enterprises.byIndex(i);
    const enterprise = await asker.json(HOST, `/v1/ondernemingen/${number}`, detailSchema);
    holds('number is not valid', validKbo(enterprise.registratie.identificator));
    if ('heeftGeregistreerdeVestiging' in enterprise)
      await located(asker, 'seat', enterprise.heeftGeregistreerdeVestiging.adres);
    for (const { registratie, adres } of enterprise.heeftVestiging) {
      holds('number of an establishment is not valid', validEstablishment(registratie.identificator));
      await located(asker, `establishment ${registratie.identificator}`, adres);
    }
    says(await asker.valid(ORGANISATION, enterprise), enterprise['@id'], [
      ['http://www.w3.org/ns/regorg#registration'],
      ['http://www.w3.org/ns/regorg#orgActivity'],
      ['http://schema.org/startDate', enterprise.startdatum],
      ...enterprise.heeftVestiging.map((site) => ['http://www.w3.org/ns/org#hasSite', site['@id']] as const),
    ]);

    const sites = await asker.json(HOST, `/v1/ondernemingen/${number}/vestigingen`, sitesSchema);
    same('establishments', sites.vestigingen, enterprise.heeftVestiging);
    if (sites.vestigingen.length > 0) await asker.valid(ORGANISATION, sites);
    for (const site of sites.vestigingen) {
      const document = await asker.at(site['@id'], siteSchema.extend(described));
      await asker.valid(ORGANISATION, document);
      const { '@context': _, ...alone } = document;
      same('establishment alone', alone, site);
    }

    const held = await asker.json(HOST, `/v1/ondernemingen/${number}/functies`, mandatesSchema);
    const { functies } = held;
    same('mandates', functies.length, person === null ? mandates.length : 1);
    if (functies.length > 0) await asker.valid(ORGANISATION, held);
    for (const { lid, rol } of functies) {
      const holder = await asker.json('personen', `/v1/personen/${lid.insz}`, personSchema);
      same('name of who acts', [lid.voornaam, lid.achternaam], [holder.naam.voornaam, holder.naam.achternaam]);
      const theirs = await asker.json(HOST, `/v1/personen/${lid.insz}/functies`, mandatesSchema);
      await asker.valid(ORGANISATION, theirs);
      holds(
        `${lid.insz} does not know of being ${rol}`,
        theirs.functies.some((f) => f.organisatie['@id'] === enterprise['@id'] && f.rol === rol),
      );
    }
    if ('vereniging' in enterprise && enterprise.vereniging !== undefined) {
      const { vereniging } = await asker.at(enterprise.vereniging, associationSchema);
      holds(
        'its association has another number',
        vereniging.sleutels.some(({ waarde }) => waarde === number),
      );
    }
  },
});
