import { HOST } from '../../basisregisters/answer.ts';
import { among } from '../../basisregisters/query.ts';
import { selectedIn, selectedOf, serveRegister } from '../../basisregisters/register.ts';
import { defineSystem } from '../../system.ts';
import { indexOf } from '../../town/numbers/ids.ts';
import type { Address, ListedAddress, Street } from '../../town/types.ts';
import { ADDRESS_STATUSES, itemWriter, toDetail } from './records.ts';

export default defineSystem({
  host: HOST,
  path: '/v2/adressen',
  title: 'Adressenregister',
  standard: 'Basisregisters Vlaanderen v2',
  examples: ({ town }) => {
    const [address] = town.addresses.vacant(1);
    return address === undefined
      ? []
      : [
          { title: 'Eén adres', path: `/v2/adressen/${address.id}`, headers: { accept: 'application/ld+json' } },
          {
            title: 'Zoeken op straat en nummer',
            path: `/v2/adressen?${new URLSearchParams({ straatnaam: address.street, huisnummer: address.houseNumber, postcode: address.postalCode })}`,
          },
        ];
  },
  routes(app, { town, origin, remembered }) {
    const base = `${origin(HOST)}/v2`;
    const context = `${origin(HOST)}/context/adres/2023-02-28`;
    const streetOf = (a: Address): Street =>
      town.streets.byIndex(indexOf('street', a.streetId, town.streets.count) ?? 0);

    serveRegister<Address, ListedAddress>(app, remembered, {
      url: `${base}/adressen`,
      items: 'adressen',
      contexts: { list: `${context}/adres_lijst.jsonld`, detail: `${context}/adres_detail.jsonld` },
      kind: 'address',
      unknown: 'Onbestaand adres.',
      select(query) {
        const id = query('objectId');
        if (id !== undefined) {
          const one = town.addresses.byId(id);
          return selectedOf(one === undefined ? [] : [one]);
        }
        return selectedIn(town.addresses, {
          nis: query('nisCode'),
          municipality: query('gemeentenaam'),
          postalCode: query('postcode'),
          street: query('straatnaam'),
          streetId: query('straatnaamObjectId'),
          houseNumber: query('huisnummer'),
          box: query('busnummer'),
          status: among(ADDRESS_STATUSES, query('status') ?? query('adresStatus')),
        });
      },
      byId: (id) => town.addresses.byId(id),
      writeItem: itemWriter(base),
      toDetail: (a) => toDetail(a, streetOf(a), base),
    });
  },
});
