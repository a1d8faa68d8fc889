import { document, HOST, listed, notFound, pagingOf } from '../../basisregisters/answer.ts';
import { nextOf } from '../../linked-data.ts';
import { defineSystem } from '../../system.ts';
import { toDetail, toItem } from './records.ts';

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
  routes(app, { town, origin }) {
    const base = `${origin(HOST)}/v2`;
    const context = `${origin(HOST)}/context/adres/2023-02-28`;

    app.get('/', (c) => {
      const paging = pagingOf(c);
      if (paging instanceof Response) return paging;
      const q = c.req.query();
      if (q.objectId !== undefined) {
        const one = town.addresses.byId(q.objectId);
        return listed(
          c,
          `${context}/adres_lijst.jsonld`,
          'adressen',
          one === undefined ? [] : [toItem(one, base)],
          undefined,
        );
      }
      const filter = {
        nis: q.nisCode ?? q.niscode,
        municipality: q.gemeentenaam,
        postalCode: q.postcode,
        street: q.straatnaam,
        streetId: q.straatnaamObjectId ?? q.straatnaamobjectid,
        houseNumber: q.huisnummer,
        box: q.busnummer,
        status: q.status ?? q.adresStatus,
      };
      const { items, more } = town.addresses.page(paging.offset, paging.limit, filter);
      const next = more ? nextOf(c, `${base}/adressen`, paging) : undefined;
      return listed(
        c,
        `${context}/adres_lijst.jsonld`,
        'adressen',
        items.map((a) => toItem(a, base)),
        next,
      );
    });

    app.get('/:objectId', (c) => {
      const address = town.addresses.byId(c.req.param('objectId'));
      const street = address === undefined ? undefined : town.streets.byId(address.streetId);
      if (address === undefined || street === undefined) return notFound(c, 'address', 'Onbestaand adres.');
      return document(c, toDetail(address, street, base, `${context}/adres_detail.jsonld`));
    });
  },
});
