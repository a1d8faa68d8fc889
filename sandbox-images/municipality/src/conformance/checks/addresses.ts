import * as z from 'zod';
import { defineCheck, holds, same, says } from '../check.ts';
import { addressSchema, buildingSchema, parcelSchema, unitSchema } from '../schemas.ts';
import { DETAIL } from '../shapes.ts';

const HOST = 'basisregisters';
const ADRES = 'https://data.vlaanderen.be/ns/adres#';
const items = z.array(z.looseObject({ detail: z.url(), identificator: z.looseObject({ objectId: z.string() }) }));

/** An address, its unit, building and parcel: each as its register says, leading to each other and back. */
export default defineCheck({
  name: 'addresses',
  count: (m) => m.shared.town.addresses.count,
  record: (m, i) => `${HOST} /v2/adressen/${m.shared.town.addresses.byIndex(i).id}`,
  async examine(asker, i) {
    const known = asker.m.shared.town.addresses.byIndex(i);
    const address = await asker.json(HOST, `/v2/adressen/${known.id}`, addressSchema);
    const { straatnaam, gemeente, postinfo, huisnummer, busnummer, _links: links } = address;
    const street = straatnaam.straatnaam.geografischeNaam.spelling;
    const place = gemeente.gemeentenaam.geografischeNaam.spelling;
    same(
      'full address',
      address.volledigAdres.geografischeNaam.spelling,
      `${street} ${huisnummer}${busnummer === undefined ? '' : ` bus ${busnummer}`}, ${postinfo.objectId} ${place}`,
    );
    same('box without a house number', busnummer === undefined, address.huisnummerObject === undefined);
    if (address.huisnummerObject !== undefined) {
      const parent = await asker.at(address.huisnummerObject.detail, addressSchema);
      same(
        'house number of the box',
        [parent.huisnummer, parent.straatnaam, parent.busnummer],
        [huisnummer, straatnaam, undefined],
      );
    }
    says(await asker.valid(DETAIL, address), address.identificator.id, [
      [`${ADRES}huisnummer`, huisnummer],
      [`${ADRES}heeftStraatnaam`, `https://data.vlaanderen.be/id/straatnaam/${straatnaam.objectId}`],
      [`${ADRES}heeftPostinfo`, `https://data.vlaanderen.be/id/postinfo/${postinfo.objectId}`],
      [`${ADRES}Adres.status`, `https://data.vlaanderen.be/id/concept/adresstatus/${address.adresStatus}`],
    ]);

    const self = { objectId: known.id, detail: links.self.href };
    const units = await asker.at(links.gebouweenheden.href, z.looseObject({ gebouweenheden: items }));
    same('units', units.gebouweenheden.length, 1);
    const unit = await asker.at(units.gebouweenheden[0]?.detail ?? '', unitSchema);
    same('address of the unit', unit.adressen, [self]);
    await asker.valid(DETAIL, unit);
    same('position of the unit', unit.gebouweenheidPositie.geometrie, address.adresPositie.geometrie);

    const building = await asker.at(unit.gebouw.detail, buildingSchema);
    const own = building.gebouweenheden.find(({ objectId }) => objectId === unit.identificator.objectId);
    same('status of the unit at the building', own?.status, unit.gebouweenheidStatus);

    const parcels = await asker.at(links.percelen.href, z.looseObject({ percelen: items }));
    same(
      'parcels',
      parcels.percelen.map(({ detail }) => detail),
      building.percelen.map(({ detail }) => detail),
    );
    const parcel = await asker.at(building.percelen[0]?.detail ?? '', parcelSchema);
    holds(
      'the parcel does not name the address',
      parcel.adressen.some(({ objectId }) => objectId === known.id),
    );
    same('buildings and units of the parcel', parcel.adressen.length, building.gebouweenheden.length);
  },
});
