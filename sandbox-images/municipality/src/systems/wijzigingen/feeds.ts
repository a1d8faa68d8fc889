import type { Town } from '../../town/types.ts';
import { addressSource } from './addresses.ts';
import { buildingSource, unitSource } from './buildings.ts';
import type { Names, Source } from './feed.ts';
import { municipalitySource, parcelSource, postalSource, streetSource } from './fixed.ts';

const feed = (register: string, type: string, space: string, source: (town: Town) => Source) => ({
  names: { register, type, space } satisfies Names,
  source,
});

/** The registers that have a change feed. */
export const FEEDS = [
  feed('gemeenten', 'municipality', 'gemeente', municipalitySource),
  feed('postinfo', 'postalinformation', 'postinfo', postalSource),
  feed('straatnamen', 'streetname', 'straatnaam', streetSource),
  feed('adressen', 'address', 'adres', addressSource),
  feed('gebouwen', 'building', 'gebouw', buildingSource),
  feed('gebouweenheden', 'buildingunit', 'gebouweenheid', unitSource),
  feed('percelen', 'parcel', 'perceel', parcelSource),
];
