import { PLACE_VERSION, postalAreas } from '../../basisregisters/places.ts';
import { indexOf } from '../../town/numbers/ids.ts';
import type { Town } from '../../town/types.ts';
import { concept, type Source, set, setAll, spelled, type Told, uri } from './feed.ts';

/** Registers in which nothing changes while a town is looked at: their feeds tell how they began. */

/** What is listed whole, by its id. */
const listed = <T>(all: readonly T[], idOf: (one: T) => string, tell: (one: T) => Told): Source => ({
  count: all.length,
  indexOf(id) {
    const index = all.findIndex((one) => idOf(one) === id);
    return index === -1 ? undefined : index;
  },
  created: (index) => all.slice(index, index + 1).map(tell)[0] ?? outside(index),
});
const outside = (index: number): never => {
  throw new RangeError(`nothing at ${index}`);
};

export const municipalitySource = ({ municipalities }: Town): Source =>
  listed(
    municipalities,
    ({ nis }) => nis,
    (m) => ({
      objectId: m.nis,
      nis: m.nis,
      version: PLACE_VERSION,
      event: 'MunicipalityWasRegistered',
      attributes: [
        set('status', concept('gemeentestatus', 'inGebruik')),
        setAll('officieleTaal', m.languages),
        setAll('faciliteitenTaal', m.facilities),
        setAll('gemeentenaam', spelled([m.name])),
      ],
    }),
  );

export const postalSource = (town: Town): Source =>
  listed(
    postalAreas(town),
    ({ code }) => code,
    ({ code, names, municipality: { nis } }) => ({
      objectId: code,
      nis,
      version: PLACE_VERSION,
      event: 'PostalInformationWasRegistered',
      attributes: [
        set('status', concept('postinfostatus', 'gerealiseerd')),
        setAll('postnaam', spelled(names)),
        set('isToegekendAan', uri('gemeente', nis)),
      ],
    }),
  );

export const streetSource = ({ streets }: Town): Source => ({
  count: streets.count,
  indexOf: (id) => indexOf('street', id, streets.count),
  created(index) {
    const s = streets.byIndex(index);
    return {
      objectId: s.id,
      nis: s.nis,
      version: s.version,
      event: 'StreetNameWasMigratedToMunicipality',
      attributes: [
        set('status', concept('straatnaamstatus', s.status)),
        setAll('straatnaam', spelled([s.name])),
        ...(s.homonym === '' ? [] : [setAll('homoniemToevoeging', spelled([s.homonym]))]),
        set('isToegekendDoor', uri('gemeente', s.nis)),
      ],
    };
  },
});

export const parcelSource = ({ parcels, units }: Town): Source => ({
  count: parcels.count,
  indexOf: (id) => parcels.byId(id)?.index,
  created(index) {
    const p = parcels.byIndex(index);
    const addresses = units.of(index).map(({ address }) => address);
    return {
      objectId: p.id,
      nis: addresses[0]?.nis ?? '',
      version: p.version,
      event: 'ParcelWasMigrated',
      attributes: [
        set('status', concept('perceelstatus', p.status)),
        set(
          'toegekendAdres',
          addresses.map((a) => a.uri),
        ),
      ],
    };
  },
});
