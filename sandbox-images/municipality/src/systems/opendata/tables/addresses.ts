import { toWgs84 } from '../../../town/places/geo.ts';
import type { Town } from '../../../town/types.ts';
import type { Dataset } from '../dataset.ts';

export function addresses(town: Town): Dataset {
  const degrees = (value: number): number => Math.round(value * 1e6) / 1e6;
  return {
    id: 'adressen',
    title: 'Adressen',
    about: 'Alle adressen van de gemeente met hun ligging (Lambert 72 en WGS84). Zonder wie er woont.',
    keywords: ['adres', 'huisnummer', 'locatie'],
    theme: 'REGI',
    columns: [
      'id',
      'straatnaam',
      'huisnummer',
      'busnummer',
      'postcode',
      'gemeente',
      'niscode',
      'status',
      'x',
      'y',
      'lat',
      'lon',
    ],
    count: () => town.addresses.count,
    *rows(from, to) {
      for (let i = from; i < Math.min(to, town.addresses.count); i++) {
        const a = town.addresses.byIndex(i);
        const { lat, lon } = toWgs84([a.x, a.y]);
        yield [
          a.id,
          a.street,
          a.houseNumber,
          a.box,
          a.postalCode,
          a.municipality,
          a.nis,
          a.status,
          a.x,
          a.y,
          degrees(lat),
          degrees(lon),
        ];
      }
    },
  };
}
