import { gmlPoint } from '../../basisregisters/gml.ts';
import { indexOf } from '../../town/numbers/ids.ts';
import { type AddressState, eventOf, readState, STATE, stateOf } from '../../town/places/address-state.ts';
import type { Address, Town } from '../../town/types.ts';
import { became, concept, type Source, set, type Told, uri } from './feed.ts';

const status = ({ status: value }: AddressState): string => concept('adresstatus', value);

const created = (a: Address, state: AddressState): Told => ({
  objectId: a.id,
  nis: a.nis,
  version: state.version,
  event: state.status === 'voorgesteld' ? 'AddressWasProposedV2' : 'AddressWasMigratedToStreetName',
  attributes: [
    set('heeftStraatnaam', uri('straatnaam', a.streetId)),
    set('status', status(state)),
    set('huisnummer', a.houseNumber),
    ...(a.box === '' ? [] : [set('busnummer', a.box)]),
    set('heeftPostinfo', uri('postinfo', a.postalCode)),
    set('officieelToegekend', state.official),
    set('positie.methode', concept('geometriemethode', 'aangeduidDoorBeheerder')),
    set('positie.specificatie', concept('geometriespecificatie', a.box === '' ? 'gebouw' : 'gebouweenheid')),
    // One geometry, as the schema says; the register's own example has a list of two.
    set('positie.geometrie', { type: 'Punt', gml: gmlPoint([a.x, a.y]) }),
  ],
});

export const addressSource = ({ addresses }: Town): Source => ({
  count: addresses.count,
  state: STATE,
  indexOf: (id) => indexOf('address', id, addresses.count),
  created(index, state) {
    const address = addresses.byIndex(index);
    return created(address, state === undefined ? stateOf(address) : readState(state));
  },
  updated(id, before, after) {
    const [old, now] = [readState(before), readState(after)];
    return {
      objectId: id,
      nis: addresses.byId(id)?.nis ?? '',
      version: now.version,
      event: eventOf(old, now) ?? '',
      attributes: [
        ...became('status', status(old), status(now)),
        ...became('officieelToegekend', old.official, now.official),
      ],
    };
  },
});
