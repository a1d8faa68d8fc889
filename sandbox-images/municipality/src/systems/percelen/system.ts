import { HOST, identifier } from '../../basisregisters/answer.ts';
import { among } from '../../basisregisters/query.ts';
import { selectedIn, serveRegister } from '../../basisregisters/register.ts';
import { defineSystem } from '../../system.ts';
import type { BuildingUnit, Parcel } from '../../town/places/property.ts';

const STATUSES = ['gerealiseerd', 'gehistoreerd'];

const toItem = (p: Parcel, base: string): object => ({
  '@type': 'Perceel',
  identificator: identifier('perceel', p.id, p.version),
  detail: `${base}/percelen/${p.id}`,
  caPaKey: p.capakey,
  perceelStatus: p.status,
});

/** `units`: those of the building on it; its addresses are theirs. */
const toDetail = (p: Parcel, units: readonly BuildingUnit[], base: string): object => ({
  '@type': 'Perceel',
  identificator: identifier('perceel', p.id, p.version),
  caPaKey: p.capakey,
  perceelStatus: p.status,
  adressen: units.map(({ address }) => ({ objectId: address.id, detail: `${base}/adressen/${address.id}` })),
  _links: {
    self: { href: `${base}/percelen/${p.id}` },
    gebouwen: { href: `${base}/gebouwen?caPaKey=${p.id}` },
  },
});

export default defineSystem({
  host: HOST,
  path: '/v2/percelen',
  title: 'Percelenregister',
  standard: 'Basisregisters Vlaanderen v2',
  examples: ({ town }) => [
    { title: 'Eén perceel', path: `/v2/percelen/${town.parcels.byIndex(0).id}` },
    { title: 'Het perceel van een adres', path: `/v2/percelen?adresObjectId=${town.addresses.byIndex(0).id}` },
  ],
  routes(app, { town, origin, remembered }) {
    const base = `${origin(HOST)}/v2`;
    const context = `${origin(HOST)}/context/perceel/2023-02-28`;

    serveRegister<Parcel>(app, remembered, {
      url: `${base}/percelen`,
      items: 'percelen',
      contexts: { list: `${context}/perceel_lijst.jsonld`, detail: `${context}/perceel_detail.jsonld` },
      kind: 'parcel',
      unknown: 'Onbestaand perceel.',
      numbers: ['adresObjectId'],
      select: (query) =>
        selectedIn(town.parcels, { status: among(STATUSES, query('status')), addressId: query('adresObjectId') }),
      byId: (id) => town.parcels.byId(id),
      writeItem: (p) => JSON.stringify(toItem(p, base)),
      toDetail: (p) => toDetail(p, town.units.of(p.index), base),
    });
  },
});
