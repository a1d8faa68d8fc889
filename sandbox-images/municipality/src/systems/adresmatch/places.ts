import type { Municipality, Town } from '../../town/types.ts';
import type { Ask, Warn } from './ask.ts';
import { alike, plain } from './similar.ts';

/** Municipalities that the question can mean; what does not agree is warned of, not refused. */
export function placesOf({ municipalities }: Town, ask: Ask, warn: Warn): Municipality[] {
  const found = new Set<Municipality>();
  const add = (all: readonly Municipality[]): void => {
    for (const one of all) found.add(one);
  };
  const name = ask.gemeentenaam === undefined ? undefined : plain(ask.gemeentenaam);
  if (name !== undefined) {
    const named = municipalities.filter((m) => plain(m.name) === name);
    if (named.length === 0) warn('6', "Onbekende 'Gemeentenaam'.");
    add(named);
  }
  if (ask.niscode !== undefined) {
    const numbered = municipalities.filter((m) => m.nis === ask.niscode);
    if (numbered.length === 0) warn('5', "Onbekende 'Niscode'.");
    add(numbered);
  }
  if (found.size > 1) warn('9', "Geen overeenkomst tussen 'Niscode' en 'Gemeentenaam'.");
  if (ask.postcode !== undefined) {
    const [holder] = municipalities.filter((m) => m.postal.some(({ code }) => code === ask.postcode));
    if (holder === undefined) warn('4', "Onbekende 'Postcode'.");
    else {
      if (found.size > 0 && !found.has(holder))
        warn('8', "Geen overeenkomst tussen 'Postcode' en 'Gemeentenaam'/'Niscode'.");
      add([holder]);
    }
  }
  if (found.size > 0 || name === undefined) return [...found];
  // A village of the municipality, or a name with a mistake in it.
  const village = municipalities.filter((m) => m.postal.some(({ names }) => names.some((n) => plain(n) === name)));
  return village.length > 0 ? village : municipalities.filter((m) => alike(plain(m.name), name));
}
