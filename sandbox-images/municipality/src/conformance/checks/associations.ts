import { detailSchema, membersSchema, representativesSchema } from '../../systems/verenigingen/schema.ts';
import { defineCheck, holds, same, says } from '../check.ts';
import { addressSchema } from '../schemas.ts';
import { ORGANISATION } from '../shapes.ts';

const HOST = 'verenigingen';

/** An association with who acts for it and who is in it, where it is, and its enterprise. */
export default defineCheck({
  name: 'associations',
  count: (m) => m.shared.town.associations.count,
  record: (m, i) => `${HOST} /v1/verenigingen/${m.shared.town.associations.byIndex(i).vCode}`,
  async examine(asker, i) {
    const { town } = asker.m.shared;
    const { vCode, number } = town.associations.byIndex(i);
    const path = `/v1/verenigingen/${vCode}`;
    const document = await asker.json(HOST, path, detailSchema);
    const { vereniging } = document;
    for (const { adres, adresId } of vereniging.locaties) {
      const id = adresId.bronwaarde.split('/').at(-1);
      const address = await asker.json('basisregisters', `/v2/adressen/${id}`, addressSchema);
      same(
        'location',
        [adres.straatnaam, adres.huisnummer, adres.busnummer ?? undefined, adres.postcode],
        [
          address.straatnaam.straatnaam.geografischeNaam.spelling,
          address.huisnummer,
          address.busnummer,
          address.postinfo.objectId,
        ],
      );
    }
    if (number !== null) same('association of its enterprise', town.enterprises.byNumber(number)?.vCode, vCode);
    const graph = await asker.valid(ORGANISATION, document);
    const [subject] = graph.getSubjects('http://www.w3.org/2004/02/skos/core#prefLabel', null, null);
    holds('as linked data it has no name', subject !== undefined);
    const [own] = graph.getSubjects('http://purl.org/dc/terms/description', null, null);
    says(graph, own?.value ?? '', [
      ['http://www.w3.org/2004/02/skos/core#prefLabel', vereniging.naam],
      ['http://www.w3.org/ns/org#hasSite'],
      ['http://www.w3.org/ns/org#classification'],
    ]);

    const acting = await asker.json(HOST, `${path}/vertegenwoordigers`, representativesSchema);
    const joined = await asker.json(HOST, `${path}/leden`, membersSchema);
    const [{ vertegenwoordigers }, { leden }] = [acting, joined];
    if (vertegenwoordigers.length > 0) await asker.valid(ORGANISATION, acting);
    if (leden.length > 0) await asker.valid(ORGANISATION, joined);
    const members = new Set(leden.map(({ insz }) => insz));
    same('members, each once', members.size, leden.length);
    for (const { insz } of vertegenwoordigers) holds(`${insz} acts for it and is no member`, members.has(insz));
    for (const { insz } of leden) {
      const id = town.people.byInsz(insz)?.id ?? '';
      const theirs = town.associations.ofPerson(id);
      holds(
        `${insz} does not know of being a member`,
        theirs.some((a) => a.vCode === vCode),
      );
    }
  },
});
