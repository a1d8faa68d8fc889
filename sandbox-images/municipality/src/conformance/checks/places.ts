import type { Municipality } from '../../open.ts';
import { defineCheck, same, says } from '../check.ts';
import { municipalitySchema, postalSchema } from '../schemas.ts';
import { DETAIL } from '../shapes.ts';

const HOST = 'basisregisters';
const codes = (m: Municipality): string[] =>
  m.shared.town.municipalities.flatMap(({ postal }) => postal.map(({ code }) => code));

/** Postal areas, each with its municipality. */
export default defineCheck({
  name: 'places',
  count: (m) => codes(m).length,
  record: (m, i) => `${HOST} /v2/postinfo/${codes(m)[i]}`,
  async examine(asker, i) {
    const area = await asker.json(HOST, `/v2/postinfo/${codes(asker.m)[i]}`, postalSchema);
    says(await asker.valid(DETAIL, area), area.identificator.id, [
      ['http://www.w3.org/ns/prov#wasAttributedTo', `https://data.vlaanderen.be/id/gemeente/${area.gemeente.objectId}`],
    ]);
    const place = await asker.at(area.gemeente.detail, municipalitySchema);
    same('municipality', place.gemeentenamen, [area.gemeente.gemeentenaam]);
    says(await asker.valid(DETAIL, place), place.identificator.id, [
      ['https://data.vlaanderen.be/ns/generiek#lokaleIdentificator', area.gemeente.objectId],
    ]);
  },
});
