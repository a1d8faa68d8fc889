import { LabError } from '@proeftuin/contract/errors';
import type { MunicipalityConfig } from '@proeftuin/contract/municipality';
import { isDate } from './numbers/days.ts';
import { MOST_RESIDENTS } from './numbers/kbo.ts';
import { CATALOGUE_SIZE } from './people/catalogue.ts';
import { PROFILE_SHAPES } from './profiles/all.ts';

/** Which town: what it is a function of, but for its seed. */
export interface AskedTown extends Pick<MunicipalityConfig, 'profile'> {
  readonly municipalities?: readonly string[] | undefined;
  readonly date?: string | undefined;
  readonly population?: number | undefined;
}

/**
 * What is asked of a town, held against its profile: its places, its date, how many residents beside those of the catalogue.
 * Throws LabError `usage.invalid`.
 */
export function askedOf(asked: AskedTown) {
  const shape = PROFILE_SHAPES[asked.profile];
  const date = asked.date ?? shape.date;
  if (!isDate(date)) throw new LabError('usage.invalid', `not a date: ${date}`);
  const wanted = asked.municipalities ?? [];
  const places = wanted.length === 0 ? shape.places : shape.places.filter(({ nis }) => wanted.includes(nis));
  const unknown = wanted.filter((nis) => !shape.places.some((place) => place.nis === nis));
  if (unknown.length > 0) {
    const known = shape.places.map((place) => `${place.nis} (${place.name})`).join(', ');
    throw new LabError('usage.invalid', `${asked.profile} has no municipality ${unknown.join(', ')}; it has ${known}`);
  }
  const sizeOf = (list: typeof shape.places) => list.reduce((sum, place) => sum + place.residents, 0);
  const residents = asked.population ?? Math.round(shape.population * (sizeOf(places) / sizeOf(shape.places)));
  if (residents + CATALOGUE_SIZE > MOST_RESIDENTS)
    throw new LabError(
      'usage.invalid',
      `a town has at most ${MOST_RESIDENTS - CATALOGUE_SIZE} residents; asked were ${residents}`,
    );
  return { shape, places, date, residents };
}
