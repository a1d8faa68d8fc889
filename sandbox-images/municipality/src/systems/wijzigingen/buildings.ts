import { gmlPoint, gmlPolygon } from '../../basisregisters/gml.ts';
import { indexOf } from '../../town/numbers/ids.ts';
import {
  BUILDING_STATE,
  type BuildingState,
  readBuildingState,
  readUnitState,
  UNIT_STATE,
  type UnitState,
} from '../../town/places/property-state.ts';
import type { Town } from '../../town/types.ts';
import { became, concept, type Source, set, uri } from './feed.ts';

const status = ({ status: value }: BuildingState): string => concept('gebouwstatus', value);
const method = ({ method: value }: BuildingState): string => concept('2Dgeometriemethode', value);
const unitStatus = ({ status: value }: UnitState): string => concept('gebouweenheidstatus', value);

/** The register's event by what a building became. */
const BUILDING: Readonly<Record<BuildingState['status'], string>> = {
  gepland: 'BuildingWasCorrectedToPlanned',
  inAanbouw: 'BuildingWasCorrectedToUnderConstruction',
  gerealiseerd: 'BuildingWasRealizedV2',
  nietGerealiseerd: 'BuildingWasNotRealizedV2',
  gehistoreerd: 'BuildingWasDemolished',
};
const UNIT: Readonly<Record<UnitState['status'], string>> = {
  gepland: 'BuildingUnitWasCorrectedToPlanned',
  gerealiseerd: 'BuildingUnitWasRealizedV2',
  nietGerealiseerd: 'BuildingUnitWasNotRealizedV2',
  gehistoreerd: 'BuildingUnitWasRetiredV2',
};

export function buildingSource({ buildings, units }: Town): Source {
  const nisOf = (index: number): string => units.of(index)[0]?.address.nis ?? '';
  const at = (id: string): number | undefined => indexOf('building', id, buildings.count);
  return {
    count: buildings.count,
    state: BUILDING_STATE,
    indexOf: at,
    created(index, before) {
      const building = buildings.byIndex(index);
      const state = before === undefined ? building : readBuildingState(before);
      return {
        objectId: building.id,
        nis: nisOf(index),
        version: state.version,
        event: state.status === 'gepland' ? 'BuildingWasPlannedV2' : 'BuildingWasMigrated',
        attributes: [
          set('status', status(state)),
          set('geometrie.methode', method(state)),
          set('geometrie.geometrie', { type: 'Polygon', gml: gmlPolygon(building.outline) }),
        ],
      };
    },
    updated(id, before, after) {
      const [old, now] = [readBuildingState(before), readBuildingState(after)];
      return {
        objectId: id,
        nis: nisOf(at(id) ?? 0),
        version: now.version,
        event: BUILDING[now.status],
        attributes: [
          ...became('status', status(old), status(now)),
          ...became('geometrie.methode', method(old), method(now)),
        ],
      };
    },
  };
}

export const unitSource = ({ units }: Town): Source => ({
  count: units.count,
  state: UNIT_STATE,
  indexOf: (id) => indexOf('unit', id, units.count),
  created(index, before) {
    const unit = units.byIndex(index);
    const state = before === undefined ? unit : readUnitState(before);
    return {
      objectId: unit.id,
      nis: unit.address.nis,
      version: state.version,
      event: state.status === 'gepland' ? 'BuildingUnitWasPlannedV2' : 'BuildingWasMigrated',
      attributes: [
        set('isDeelVan', uri('gebouw', unit.buildingId)),
        set('status', unitStatus(state)),
        set('functie', concept('gebouweenheidfunctie', unit.use)),
        set('positie.methode', concept('geometriemethode', 'afgeleidVanObject')),
        set('positie.geometrie', { type: 'Point', gml: gmlPoint([unit.address.x, unit.address.y]) }),
        set('toegekendAdres', [unit.address.uri]),
        set('afwijkingVastgesteld', false),
      ],
    };
  },
  updated(id, before, after) {
    const [old, now] = [readUnitState(before), readUnitState(after)];
    return {
      objectId: id,
      nis: units.byId(id)?.address.nis ?? '',
      version: now.version,
      event: UNIT[now.status],
      attributes: became('status', unitStatus(old), unitStatus(now)),
    };
  },
});
