import { folded } from '../town/people/naming.ts';
import type { Municipality, Town } from '../town/types.ts';

/** Versions of municipalities and postal areas: since the mergers of 2025. */
export const PLACE_VERSION = '2025-01-01T00:00:00+01:00';

export interface PostalArea {
  readonly code: string;
  readonly names: readonly string[];
  readonly municipality: Municipality;
}

export const postalAreas = (town: Town): PostalArea[] =>
  town.municipalities.flatMap((municipality) =>
    municipality.postal.map(({ code, names }) => ({ code, names, municipality })),
  );

/** No filter, or the same text, case and diacritics ignored. */
export const is = (value: string, wanted: string | undefined): boolean =>
  wanted === undefined || folded(value) === folded(wanted);
