import type { Place } from '../../data/municipalities.ts';
import type { Origin } from '../../data/names.ts';

/** What makes one town differ from another; all else is the same code. */
export interface ProfileShape {
  /** Raised when anything in it changes: part of every hash. */
  readonly version: number;
  /** Town date, YYYY-MM-DD. */
  readonly date: string;
  readonly population: number;
  readonly places: readonly Place[];
  /** Share of the dwellings that are flats. */
  readonly flats: number;
  /** Dwellings in a block of flats, least and most. */
  readonly block: readonly [number, number];
  /** Buildings in a street, least and most. */
  readonly street: readonly [number, number];
  /** Metres of street for one building. */
  readonly lot: number;
  /** Share of households without Belgian nationality. */
  readonly foreign: number;
  /** Origins of the households that are Belgian, weights; those of the others are Flanders' (`FOREIGN`). */
  readonly belgians: readonly (readonly [Origin, number])[];
  /** Enterprises at true size, for its population. */
  readonly enterprises: number;
}
