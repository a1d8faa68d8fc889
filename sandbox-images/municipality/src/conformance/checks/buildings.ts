import { defineCheck, says } from '../check.ts';
import { buildingSchema, parcelSchema } from '../schemas.ts';
import { DETAIL } from '../shapes.ts';

const HOST = 'basisregisters';
const GEBOUW = 'https://data.vlaanderen.be/ns/gebouw#';
const id = (kind: string, objectId: string | undefined): string => `https://data.vlaanderen.be/id/${kind}/${objectId}`;

/** Buildings and parcels as linked data, in the official contexts. */
export default defineCheck({
  name: 'buildings',
  count: (m) => m.shared.town.buildings.count,
  record: (m, i) => `${HOST} /v2/gebouwen/${m.shared.town.buildings.byIndex(i).id}`,
  async examine(asker, i) {
    const { town } = asker.m.shared;
    const building = await asker.json(HOST, `/v2/gebouwen/${town.buildings.byIndex(i).id}`, buildingSchema);
    says(await asker.valid(DETAIL, building), building.identificator.id, [
      [`${GEBOUW}Gebouw.status`, `https://data.vlaanderen.be/doc/concept/gebouwstatus/${building.gebouwStatus}`],
      [`${GEBOUW}ligtOp`, id('perceel', building.percelen[0]?.objectId)],
      ...building.gebouweenheden.map(({ objectId }) => [`${GEBOUW}bestaatUit`, id('gebouweenheid', objectId)] as const),
    ]);
    const parcel = await asker.at(building.percelen[0]?.detail ?? '', parcelSchema);
    says(await asker.valid(DETAIL, parcel), parcel.identificator.id, [
      ['https://data.vlaanderen.be/ns/generiek#lokaleIdentificator', parcel.identificator.objectId],
    ]);
  },
});
