import { HOST, identifier } from '../../basisregisters/answer.ts';
import { gmlPolygon } from '../../basisregisters/gml.ts';
import { among } from '../../basisregisters/query.ts';
import { selectedIn, serveRegister } from '../../basisregisters/register.ts';
import { defineSystem } from '../../system.ts';
import type { Building, BuildingUnit, Parcel } from '../../town/places/property.ts';

const STATUSES = ['gepland', 'inAanbouw', 'gerealiseerd', 'gehistoreerd', 'nietGerealiseerd'];

const toItem = (b: Building, base: string): object => ({
  '@type': 'Gebouw',
  identificator: identifier('gebouw', b.id, b.version),
  detail: `${base}/gebouwen/${b.id}`,
  gebouwStatus: b.status,
});

const toDetail = (b: Building, units: readonly BuildingUnit[], parcel: Parcel, base: string): object => ({
  '@type': 'Gebouw',
  identificator: identifier('gebouw', b.id, b.version),
  gebouwPolygoon: { geometrie: { type: 'Polygon', gml: gmlPolygon(b.outline) }, geometrieMethode: b.method },
  gebouwStatus: b.status,
  gebouweenheden: units.map(({ id, status }) => ({ objectId: id, status, detail: `${base}/gebouweenheden/${id}` })),
  percelen: [{ objectId: parcel.id, detail: `${base}/percelen/${parcel.id}` }],
});

export default defineSystem({
  host: HOST,
  path: '/v2/gebouwen',
  title: 'Gebouwenregister: gebouwen',
  standard: 'Basisregisters Vlaanderen v2',
  examples: ({ town }) => [
    { title: 'Eén gebouw', path: `/v2/gebouwen/${town.buildings.byIndex(0).id}` },
    { title: 'Wat in aanbouw is', path: '/v2/gebouwen?status=inAanbouw&limit=10' },
    { title: 'Wat op een perceel staat', path: `/v2/gebouwen?caPaKey=${town.parcels.byIndex(0).id}` },
  ],
  routes(app, { town, origin, remembered }) {
    const base = `${origin(HOST)}/v2`;
    const contexts = `${origin(HOST)}/context/gebouw`;

    serveRegister<Building>(app, remembered, {
      url: `${base}/gebouwen`,
      items: 'gebouwen',
      contexts: {
        list: `${contexts}/2023-02-28/gebouw_lijst.jsonld`,
        detail: `${contexts}/2023-10-16/gebouw_detail.jsonld`,
      },
      kind: 'building',
      unknown: 'Onbestaand gebouw.',
      select: (query) =>
        selectedIn(town.buildings, { status: among(STATUSES, query('status')), parcelId: query('caPaKey') }),
      byId: (id) => town.buildings.byId(id),
      writeItem: (b) => JSON.stringify(toItem(b, base)),
      toDetail: (b) => toDetail(b, town.units.of(b.index), town.parcels.byIndex(b.index), base),
    });
  },
});
