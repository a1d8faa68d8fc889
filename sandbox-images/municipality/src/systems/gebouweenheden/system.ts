import { HOST, identifier } from '../../basisregisters/answer.ts';
import { gmlPoint } from '../../basisregisters/gml.ts';
import { among } from '../../basisregisters/query.ts';
import { selectedIn, serveRegister } from '../../basisregisters/register.ts';
import { defineSystem } from '../../system.ts';
import type { BuildingUnit } from '../../town/places/property.ts';

const STATUSES = ['gepland', 'gerealiseerd', 'gehistoreerd', 'nietGerealiseerd'];
const USES = ['nietGekend', 'gemeenschappelijkDeel'];

const toItem = (u: BuildingUnit, base: string): object => ({
  '@type': 'Gebouweenheid',
  identificator: identifier('gebouweenheid', u.id, u.version),
  detail: `${base}/gebouweenheden/${u.id}`,
  gebouweenheidStatus: u.status,
});

const toDetail = (u: BuildingUnit, base: string): object => ({
  '@type': 'Gebouweenheid',
  identificator: identifier('gebouweenheid', u.id, u.version),
  gebouweenheidPositie: {
    geometrie: { type: 'Point', gml: gmlPoint([u.address.x, u.address.y]) },
    positieGeometrieMethode: 'afgeleidVanObject',
  },
  gebouweenheidStatus: u.status,
  functie: u.use,
  gebouw: { objectId: u.buildingId, detail: `${base}/gebouwen/${u.buildingId}` },
  adressen: [{ objectId: u.address.id, detail: `${base}/adressen/${u.address.id}` }],
  afwijkingVastgesteld: false,
});

export default defineSystem({
  host: HOST,
  path: '/v2/gebouweenheden',
  title: 'Gebouwenregister: gebouweenheden',
  standard: 'Basisregisters Vlaanderen v2',
  examples: ({ town }) => {
    const unit = town.units.byIndex(0);
    return [
      { title: 'Eén gebouweenheid', path: `/v2/gebouweenheden/${unit.id}` },
      { title: 'De eenheid van een adres', path: `/v2/gebouweenheden?adresObjectId=${unit.address.id}` },
      { title: 'De eenheden van een gebouw', path: `/v2/gebouweenheden?gebouwObjectId=${unit.buildingId}` },
    ];
  },
  routes(app, { town, origin, remembered }) {
    const base = `${origin(HOST)}/v2`;
    const context = `${origin(HOST)}/context/gebouw/2023-02-28`;

    serveRegister<BuildingUnit>(app, remembered, {
      url: `${base}/gebouweenheden`,
      items: 'gebouweenheden',
      contexts: { list: `${context}/gebouweenheid_lijst.jsonld`, detail: `${context}/gebouweenheid_detail.jsonld` },
      kind: 'buildingunit',
      unknown: 'Onbestaande gebouweenheid.',
      numbers: ['adresObjectId', 'gebouwObjectId'],
      select: (query) =>
        selectedIn(town.units, {
          status: among(STATUSES, query('status')),
          use: among(USES, query('functie')),
          addressId: query('adresObjectId'),
          buildingId: query('gebouwObjectId'),
        }),
      byId: (id) => town.units.byId(id),
      writeItem: (u) => JSON.stringify(toItem(u, base)),
      toDetail: (u) => toDetail(u, base),
    });
  },
});
