import type { Group } from '../table.ts';
import associations from './associations.ts';
import enterprises from './enterprises.ts';
import owners from './owners.ts';
import people from './people.ts';
import places from './places.ts';
import property from './property.ts';

/** All tables of an export, in the order in which they are written. */
export const GROUPS: readonly Group[] = [...places, ...property, ...people, ...owners, ...associations, ...enterprises];
export const TABLES = GROUPS.flatMap(({ tables }) => tables);
