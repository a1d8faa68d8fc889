import * as z from 'zod';
import { bodyOf, envelope, PATH, request } from '../../systems/magda/testing/ask.ts';
import { validity } from '../../systems/magda/testing/validity.ts';
import { detailSchema, mandatesSchema } from '../../systems/ondernemingen/schema.ts';
import { householdSchema, personSchema } from '../../systems/personen/schema.ts';
import { ageOn } from '../../town/numbers/days.ts';
import { validInsz } from '../../town/numbers/insz.ts';
import { type Asker, defineCheck, holds, same, Wrong } from '../check.ts';
import { addressSchema } from '../schemas.ts';

const HOST = 'personen';
type Person = z.infer<typeof personSchema>;

/** Where a person lives is an address in use, and the same in the address register. */
async function livesThere(asker: Asker, person: Person): Promise<void> {
  const home = person.verblijfplaats;
  if (home === null || home.adres === null) return;
  const { id, straatnaam, huisnummer, busnummer, postcode, gemeentenaam, niscode } = home.adres;
  const address = await asker.json('basisregisters', `/v2/adressen/${id.split('/').at(-1)}`, addressSchema);
  same(
    'address in the address register',
    [straatnaam, huisnummer, busnummer, postcode, gemeentenaam, niscode],
    [
      address.straatnaam.straatnaam.geografischeNaam.spelling,
      address.huisnummer,
      address.busnummer,
      address.postinfo.objectId,
      address.gemeente.gemeentenaam.geografischeNaam.spelling,
      address.gemeente.objectId,
    ],
  );
  same('status of its address', address.adresStatus, 'inGebruik');
  holds('lives there since before its birth', home.sinds >= person.geboorte.datum || /-00/.test(person.geboorte.datum));
}

/** Each member of the household has the same household. */
async function livesWith(asker: Asker, person: Person): Promise<void> {
  const path = (insz: string): string => `/v1/personen/${insz}/gezin?velden=naam`;
  const members = householdSchema.extend({ leden: z.array(z.looseObject({ insz: z.string() })) });
  const { leden } = await asker.json(HOST, path(person.insz), members);
  const own = leden.map(({ insz }) => insz).sort();
  holds('is not in its own household', own.includes(person.insz));
  const town = asker.m.shared.town.people;
  const address = town.byInsz(person.insz)?.address?.id;
  for (const insz of own) {
    if (insz === person.insz) continue;
    const theirs = await asker.json(HOST, path(insz), members);
    same(`household of ${insz}`, theirs.leden.map((other) => other.insz).sort(), own);
    same(`address of ${insz}`, town.byInsz(insz)?.address?.id, address);
  }
}

const relatives = z.strictObject({
  ouders: z.array(z.strictObject({ insz: z.string(), geboorte: z.strictObject({ datum: z.string() }) })).max(2),
  kinderen: z.array(z.strictObject({ insz: z.string(), geboorte: z.strictObject({ datum: z.string() }) })),
});

/** Each parent is older and names the child, each child the parent. */
async function isKin(asker: Asker, person: Person): Promise<void> {
  const kin = (insz: string) => asker.json(HOST, `/v1/personen/${insz}/verwanten?velden=geboorte`, relatives);
  const { ouders, kinderen } = await kin(person.insz);
  for (const { insz, geboorte } of ouders) {
    holds(`its parent ${insz} is not older`, geboorte.datum < person.geboorte.datum);
    holds(
      `its parent ${insz} does not name it`,
      (await kin(insz)).kinderen.some((one) => one.insz === person.insz),
    );
  }
  for (const { insz } of kinderen)
    holds(
      `its child ${insz} does not name it`,
      (await kin(insz)).ouders.some((one) => one.insz === person.insz),
    );
}

/** A resident: as JSON and as XML, with its address, its household, its relatives and what it runs. */
export default defineCheck({
  name: 'persons',
  count: (m) => m.shared.town.people.count,
  record: (m, i) => `${HOST} /v1/personen/${m.shared.town.people.byId(`p-${i + 1}`)?.insz} (p-${i + 1})`,
  async examine(asker, i) {
    const { town } = asker.m.shared;
    const known = town.people.byId(`p-${i + 1}`);
    const person = await asker.json(HOST, `/v1/personen/${known?.insz}`, personSchema);
    holds('INSZ is not valid', validInsz(person.insz));
    same('who has its INSZ', town.people.byInsz(person.insz)?.id, known?.id);
    const age = ageOn(person.geboorte.datum, town.date);
    holds(`is ${age} years old`, age >= 0 && age < 120);
    holds('is married as a child', age >= 18 || person.burgerlijkeStaat === 'ongehuwd');
    await livesThere(asker, person);
    await livesWith(asker, person);
    await isKin(asker, person);

    const { ondernemingsnummer } = person.onderneming ?? {};
    if (ondernemingsnummer !== undefined) {
      await asker.json('ondernemingen', `/v1/ondernemingen/${ondernemingsnummer}`, detailSchema);
      const { functies } = await asker.json('ondernemingen', `/v1/personen/${person.insz}/functies`, mandatesSchema);
      holds(
        'does not act for its own enterprise',
        functies.some((f) => f.organisatie['@id'].endsWith(ondernemingsnummer)),
      );
    }
    const headers = { 'content-type': 'text/xml; charset=utf-8' };
    const xml = bodyOf(
      await asker.text('magda', PATH, { method: 'POST', headers, body: envelope(request(person.insz)) }),
    );
    const wrong = validity(xml);
    if (wrong !== undefined) throw new Wrong(`magda: ${wrong}`);
    holds('magda tells somebody else', xml.includes(`<INSZ>${person.insz}</INSZ>`));
  },
});
