import type { Place } from '../data/municipalities.ts';
import { type Dice, stream, weighted } from './chance/dice.ts';
import { IN_FLAT, IN_HOUSE } from './people/marginals.ts';
import { Settlers } from './people/settle.ts';
import type { ProfileShape } from './profiles/profile.ts';

/** Marks of an address where no household lives. */
export const VACANT = -1;
/** The house number of a block of flats: an address of its own, no dwelling. */
export const BLOCK = -2;

/** Who lives with whom and where, as typed arrays; everything else is derived from the indices. */
export interface Skeleton {
  readonly streets: {
    readonly count: number;
    /** First building of each, and one past the end. */
    readonly first: Uint32Array;
    readonly place: Uint8Array;
    /** Position in the place's postal areas. */
    readonly postal: Uint8Array;
    /** n-th street of its place. */
    readonly ordinal: Uint16Array;
  };
  readonly buildings: { readonly count: number; readonly street: Uint16Array; readonly first: Uint32Array };
  readonly addresses: { readonly count: number; readonly building: Uint32Array; readonly household: Int32Array };
  /** `first`: first person of each, and one past the end. */
  readonly households: {
    readonly count: number;
    readonly first: Uint32Array;
    readonly address: Uint32Array;
    readonly type: Uint8Array;
  };
  /** `born`: day since 1900-01-01; `woman`: 0 or 1. */
  readonly persons: {
    readonly count: number;
    readonly household: Uint32Array;
    readonly born: Uint16Array;
    readonly woman: Uint8Array;
    readonly role: Uint8Array;
  };
  readonly vacant: Uint32Array;
}

const S = {
  postal: stream('street.postal'),
  length: stream('street.buildings'),
  flats: stream('building.flats'),
  units: stream('building.units'),
  vacant: stream('address.vacant'),
} as const;

const VACANT_SHARE = 0.045;

export interface Target {
  readonly place: Place;
  readonly residents: number;
}

/** Builds streets, buildings, dwellings and households until each place has its residents and at least `spare` vacant dwellings. */
export function buildSkeleton(
  shape: ProfileShape,
  targets: readonly Target[],
  today: number,
  spare: number,
  dice: Dice,
): Skeleton {
  const residents = targets.reduce((sum, t) => sum + t.residents, 0);
  const cap = Math.ceil(residents * 1.15) + targets.length * (spare * 2 + 400);
  const streetCap = Math.min(65_535, Math.ceil(cap / shape.street[0]) + targets.length * 8);
  const first = new Uint32Array(streetCap + 1);
  const place = new Uint8Array(streetCap);
  const postal = new Uint8Array(streetCap);
  const ordinal = new Uint16Array(streetCap);
  const street = new Uint16Array(cap);
  const firstAddress = new Uint32Array(cap + 1);
  const building = new Uint32Array(cap);
  const household = new Int32Array(cap);
  const address = new Uint32Array(residents);
  const vacant: number[] = [];

  let streets = 0;
  let buildings = 0;
  let addresses = 0;

  const units = (shape.block[0] + shape.block[1]) / 2;
  const block = shape.flats / units / (shape.flats / units + (1 - shape.flats));

  const settlers = new Settlers(residents, today, dice);

  targets.forEach((target, placeIndex) => {
    const end = settlers.persons + target.residents;
    const areas = weighted(target.place.postal.map(([, , share], i) => [i, share] as const));
    let free = 0;
    for (let n = 0; settlers.persons < end || free < spare; n++) {
      if (streets >= streetCap) throw new RangeError('more streets than 65,535');
      first[streets] = buildings;
      place[streets] = placeIndex;
      // The first streets go round the areas: they bear the names that every village has.
      postal[streets] = n < areas.values.length * 2 ? n % areas.values.length : dice.pick(S.postal, streets, areas);
      ordinal[streets] = n;
      const length = shape.street[0] + dice.below(S.length, streets, shape.street[1] - shape.street[0] + 1);
      for (let b = 0; b < length && (settlers.persons < end || free < spare); b++) {
        street[buildings] = streets;
        firstAddress[buildings] = addresses;
        const flats = dice.chance(S.flats, buildings, block);
        const dwellings = flats
          ? shape.block[0] + dice.below(S.units, buildings, shape.block[1] - shape.block[0] + 1)
          : 1;
        if (flats) {
          building[addresses] = buildings;
          household[addresses] = BLOCK;
          addresses += 1;
        }
        for (let d = 0; d < dwellings; d++) {
          building[addresses] = buildings;
          if (settlers.persons >= end || dice.chance(S.vacant, addresses, VACANT_SHARE)) {
            household[addresses] = VACANT;
            vacant.push(addresses);
            free += 1;
          } else {
            household[addresses] = settlers.households;
            address[settlers.households] = addresses;
            settlers.add(flats ? IN_FLAT : IN_HOUSE, end - settlers.persons);
          }
          addresses += 1;
        }
        buildings += 1;
      }
      streets += 1;
    }
  });
  first[streets] = buildings;
  firstAddress[buildings] = addresses;
  const { households, persons, home, born, woman, role } = settlers;

  return {
    streets: {
      count: streets,
      first: first.slice(0, streets + 1),
      place: place.slice(0, streets),
      postal: postal.slice(0, streets),
      ordinal: ordinal.slice(0, streets),
    },
    buildings: { count: buildings, street: street.slice(0, buildings), first: firstAddress.slice(0, buildings + 1) },
    addresses: { count: addresses, building: building.slice(0, addresses), household: household.slice(0, addresses) },
    households: {
      count: households,
      first: settlers.first.slice(0, households + 1),
      address: address.slice(0, households),
      type: settlers.type.slice(0, households),
    },
    persons: { count: persons, household: home, born, woman, role },
    vacant: Uint32Array.from(vacant),
  };
}
