import type { MunicipalityConfig } from '@proeftuin/contract/municipality';
import { type AskedTown, askedOf } from './asked.ts';
import { Dice } from './chance/dice.ts';
import { Log } from './happened/happened.ts';
import { dayOf } from './numbers/days.ts';
import { AssociationRegister } from './organisations/associations.ts';
import { EnterpriseRegister } from './organisations/enterprises.ts';
import { Births } from './people/births.ts';
import { Naming } from './people/naming.ts';
import { Residents } from './people/people.ts';
import { placeSpecials, SPECIAL_HOMES } from './people/specials.ts';
import { readState, STATE } from './places/address-state.ts';
import { AddressBook } from './places/addresses.ts';
import { BuildingBook } from './places/buildings.ts';
import { changeAddress } from './places/change-address.ts';
import { Lots } from './places/lots.ts';
import { Dwellings } from './places/ownership.ts';
import { ParcelBook } from './places/parcels.ts';
import { StreetStatistics } from './places/statistics.ts';
import { StreetPlan } from './places/streets.ts';
import { UnitBook } from './places/units.ts';
import { buildSkeleton, type Target } from './skeleton.ts';
import type { Municipality, Town } from './types.ts';

export { NobodyFits, type Town } from './types.ts';

export interface TownConfig extends AskedTown, Pick<MunicipalityConfig, 'seed'> {
  readonly insz?: MunicipalityConfig['insz'];
  /** SQLite file of what happened; undefined: in memory. */
  readonly file?: string;
}

/** Vacant dwellings that are left for moves, at least, in the first municipality. */
const FREE = 60;

/** Shares the residents out by the sizes of the places, each at least one. */
function targetsOf(places: readonly Target['place'][], residents: number): Target[] {
  const total = places.reduce((sum, p) => sum + p.residents, 0);
  let left = residents;
  return places.map((place, i) => {
    const share = i === places.length - 1 ? left : Math.max(1, Math.round((residents * place.residents) / total));
    left -= share;
    return { place, residents: Math.max(1, share) };
  });
}

/** Makes a town: a function of profile, seed, date and population, with a log of what happens laid over it. */
export function openTown(config: TownConfig): Town & { readonly people: Residents; readonly ownership: Dwellings } {
  const { shape, places, date, residents } = askedOf(config);
  const targets = targetsOf(places, residents);
  const today = dayOf(date);
  const dice = new Dice(`${config.profile}/${config.seed}`);
  const fictitious = (config.insz ?? 'fictitious') === 'fictitious';

  const skeleton = buildSkeleton(shape, targets, today, SPECIAL_HOMES * 2 + FREE, dice);
  const happened = new Log(config.file);
  const naming = new Naming(skeleton, shape, dice);
  const births = new Births(skeleton.persons.born, skeleton.persons.woman, fictitious ? 60 : 0);
  const streets = new StreetPlan(skeleton, shape, places, today, dice);
  const homes = new Set<number>();
  const moves: { into: Set<number> | undefined } = { into: undefined };
  const movedInto = (): Set<number> => {
    moves.into ??= new Set(
      happened.subjects('address').flatMap((id) => addresses.byId(happened.read(id, 'address') ?? '')?.index ?? []),
    );
    return moves.into;
  };
  const lots = new Lots(skeleton, streets, dice);
  const addresses: AddressBook = new AddressBook(
    skeleton,
    streets,
    lots,
    today,
    dice,
    (index) => homes.has(index) || movedInto().has(index),
    (id) => {
      const text = happened.read(id, STATE);
      return text === undefined ? undefined : readState(text);
    },
  );
  const specials = placeSpecials({ town: skeleton, births, naming, addresses, streets, dice, today, fictitious });
  for (const { address } of specials) if (address !== null) homes.add(address);
  happened.watch(() => {
    moves.into = undefined;
  });
  const parcels = new ParcelBook(skeleton, streets, addresses, today, dice);
  const buildings = new BuildingBook(skeleton, addresses, parcels, lots, happened, today, dice);
  const units = new UnitBook(addresses, buildings, happened, today, dice);
  const adults = residents * 0.6;
  const enterprises = (shape.enterprises * residents) / shape.population;
  const people = new Residents({
    town: skeleton,
    dice,
    naming,
    births,
    addresses,
    happened,
    specials,
    date,
    today,
    profile: config.profile,
    traders: Math.min(0.5, (enterprises * 0.45) / adults),
  });
  const associations = new AssociationRegister(people);

  const municipalities = targets.map(
    ({ place, residents: n }): Municipality => ({
      nis: place.nis,
      name: place.name,
      postal: place.postal.map(([code, names]) => ({ code, names })),
      languages: ['nl'],
      facilities: place.facilities ?? [],
      kbo: place.kbo,
      ovo: place.ovo,
      residents: n,
    }),
  );

  return {
    profile: config.profile,
    seed: config.seed,
    date,
    municipalities,
    people,
    addresses,
    streets,
    statistics: new StreetStatistics({ town: skeleton, streets, specials, date }),
    buildings,
    units,
    parcels,
    enterprises: new EnterpriseRegister(people, associations, Math.round(enterprises)),
    associations,
    ownership: new Dwellings(people, municipalities),
    happened,
    move(system, ids, addressId, from) {
      const address = addresses.byId(addressId);
      if (address === undefined) throw new RangeError(`no address ${addressId}`);
      const persons = ids.map((id) => {
        const person = people.byId(id);
        if (person === undefined) throw new RangeError(`no person ${id}`);
        return person;
      });
      // Who leaves part of the household behind founds a new one; each household moves as a whole or splits.
      const founded = new Map<string, string>();
      for (const person of persons) {
        const stays = person.household.some((id) => !ids.includes(id));
        if (stays && !founded.has(person.householdId)) founded.set(person.householdId, `h-x${happened.cut() + 1}`);
      }
      for (const person of persons) {
        const now = person.address?.id ?? '';
        happened.write(system, person.id, 'address', now, address.id);
        happened.write(system, person.id, 'since', person.since, from);
        const household = founded.get(person.householdId);
        if (household !== undefined) happened.write(system, person.id, 'household', person.householdId, household);
      }
    },
    changeAddress: (system, id, change, at) =>
      changeAddress({ addresses, buildings, units, happened }, system, id, change, at),
    reset: () => happened.reset(),
    close: () => happened.close(),
  };
}
