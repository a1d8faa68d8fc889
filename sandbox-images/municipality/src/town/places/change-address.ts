import type { Address, Happened } from '../types.ts';
import { type AddressChange, eventOf, STATE, stateOf, versionOf } from './address-state.ts';
import type { AddressBook } from './addresses.ts';
import type { Building, Buildings, BuildingUnit, BuildingUnits } from './property.ts';
import { BUILDING_STATE, type BuildingState, UNIT_STATE, type UnitState } from './property-state.ts';

interface Parts {
  readonly addresses: AddressBook;
  readonly buildings: Buildings;
  readonly units: BuildingUnits;
  readonly happened: Happened;
}

const ofUnit = ({ status, version }: BuildingUnit): UnitState => ({ status, version });
const ofBuilding = ({ status, method, version }: Building): BuildingState => ({ status, method, version });

/**
 * Changes an address in the log, and after it what follows from it: its unit, what its block has in common, its building.
 * Throws RangeError for an unknown address, or a change that the register does not know.
 */
export function changeAddress(parts: Parts, system: string, id: string, change: AddressChange, at: string): Address {
  const { addresses, buildings, units, happened } = parts;
  const address = addresses.byId(id);
  if (address === undefined) throw new RangeError(`no address ${id}`);
  const before = stateOf(address);
  const version = versionOf(at);
  const after = { ...before, ...change, version };
  if (eventOf(before, after) === undefined)
    throw new RangeError(`an address cannot go from ${JSON.stringify(before)} to ${JSON.stringify(change)}`);

  const index = addresses.buildingAt(address.index);
  const old = { building: buildings.byIndex(index), units: units.of(index) };
  const write = (subject: string, what: string, from: object, to: object): void => {
    happened.write(system, subject, what, JSON.stringify(from), JSON.stringify(to));
  };
  write(id, STATE, before, after);
  units.of(index).forEach((unit, i) => {
    const was = old.units[i];
    if (was !== undefined && was.status !== unit.status)
      write(unit.id, UNIT_STATE, ofUnit(was), { ...ofUnit(unit), version });
  });
  const building = buildings.byIndex(index);
  if (building.status !== old.building.status)
    write(building.id, BUILDING_STATE, ofBuilding(old.building), { ...ofBuilding(building), version });
  return addresses.byId(id) ?? address;
}
