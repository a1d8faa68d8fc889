import type { Building, BuildingUnit } from './property.ts';

/** What can change about buildings and units, written whole at each change, under these names. */
export const BUILDING_STATE = 'building-state';
export const UNIT_STATE = 'unit-state';

export type BuildingState = Pick<Building, 'status' | 'method' | 'version'>;
export type UnitState = Pick<BuildingUnit, 'status' | 'version'>;

/** Texts of the log, written by the town itself. */
export const readBuildingState = (text: string): BuildingState => JSON.parse(text) as BuildingState;
export const readUnitState = (text: string): UnitState => JSON.parse(text) as UnitState;
