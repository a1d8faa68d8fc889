import { defineCheck, same, says } from '../check.ts';
import { streetSchema } from '../schemas.ts';
import { DETAIL } from '../shapes.ts';

const HOST = 'basisregisters';

/** Street names: as the register says, and of a municipality of the town. */
export default defineCheck({
  name: 'streets',
  count: (m) => m.shared.town.streets.count,
  record: (m, i) => `${HOST} /v2/straatnamen/${m.shared.town.streets.byIndex(i).id}`,
  async examine(asker, i) {
    const { town } = asker.m.shared;
    const street = await asker.json(HOST, `/v2/straatnamen/${town.streets.byIndex(i).id}`, streetSchema);
    const place = town.municipalities.find(({ nis }) => nis === street.gemeente.objectId);
    same('municipality', street.gemeente.gemeentenaam.geografischeNaam.spelling, place?.name);
    says(await asker.valid(DETAIL, street), street.identificator.id, [
      ['http://www.w3.org/ns/prov#wasAttributedTo', `https://data.vlaanderen.be/id/gemeente/${place?.nis}`],
      ['https://data.vlaanderen.be/ns/adres#Straatnaam.status'],
    ]);
  },
});
