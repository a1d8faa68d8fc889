import type { Address, Municipality, Street, Town } from '../../town/types.ts';
import type { Ask, Warn, Warning } from './ask.ts';
import { numbersOf, type Wanted } from './numbers.ts';
import { placesOf } from './places.ts';
import { alike, plain, similarity } from './similar.ts';

interface OnStreet {
  readonly place: Municipality;
  readonly street: Street;
}
/** An address, or as far as the question could be followed: a street, a municipality. */
type Found = { readonly place: Municipality; readonly street?: Street; readonly address?: Address };
export type Match = Found & { /** From 0 to 100. */ readonly score: number };

/** Results in one answer, as the register gives. */
const MOST = 10;
/** Streets beyond which a question says too little; and addresses of one number that are looked at. */
const TOO_MANY = 100;

const padded = (text: string): string =>
  text
    .toUpperCase()
    .replace(/^0+(?=.)/, '')
    .padStart(8, '0');
/** All of an address in one line, its numbers made long, so that another number weighs as another name does. */
const line = (street: string, houseNumber: string, box: string, postal: string, place: string): string =>
  [
    street,
    ...(houseNumber === '' ? [] : [padded(houseNumber)]),
    ...(box === '' ? [] : ['bus', padded(box)]),
    postal,
    plain(place),
  ].join(' ');

/** How much a find is like the question, in what the question gave; a village stands for its municipality. */
function scoreOf({ place, street, address }: Found, ask: Ask, name: string, wanted: Wanted | undefined): number {
  const postal = ask.postcode === undefined ? '' : (street?.postalCode ?? '');
  const villages = place.postal.flatMap(({ names }) => names).map(plain);
  const asked = ask.gemeentenaam ?? place.name;
  const known = villages.includes(plain(asked)) ? place.name : asked;
  const own = line(plain(street?.name ?? ''), address?.houseNumber ?? '', address?.box ?? '', postal, place.name);
  const theirs = line(name, wanted?.houseNumber ?? '', wanted?.box ?? '', ask.postcode ?? '', known);
  return Math.round(similarity(own, theirs) * 100) / 100;
}

/**
 * Follows a question as the address register does: municipality, then street, then number, each as exactly as it can;
 * where a step finds nothing, what the step before it found is the answer. Names are made plain once per town.
 */
export class Matcher {
  readonly #town: Town;
  readonly #names: readonly string[];

  constructor(town: Town) {
    this.#town = town;
    this.#names = Array.from({ length: town.streets.count }, (_, i) => plain(town.streets.byIndex(i).name));
  }

  match(ask: Ask): { readonly matches: readonly Match[]; readonly warnings: readonly Warning[] } {
    const warnings: Warning[] = [];
    const warn: Warn = (code, message) => warnings.push({ code, message });
    const places = placesOf(this.#town, ask, warn);
    const { street, wanted } = numbersOf(ask, warn);
    const name = plain(street);
    const streets = places.length === 0 ? [] : this.#streets(places, name, warn);
    const addresses = new Map(
      wanted.flatMap((one) => streets.flatMap((found) => this.#addresses(found, one, ask.status))),
    );
    const found: readonly Found[] =
      addresses.size > 0
        ? [...addresses.values()]
        : streets.length > 0
          ? streets.filter((s) => ask.status === undefined || s.street.status === ask.status)
          : places.map((place) => ({ place }));
    const matches = found
      .map((one) => ({ ...one, score: scoreOf(one, ask, name, wanted[0]) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST);
    return { matches, warnings };
  }

  /** Streets by name: the same, alike, or one name within the other; the first way that finds any. */
  #streets(places: readonly Municipality[], name: string, warn: Warn): OnStreet[] {
    const byNis = new Map(places.map((place) => [place.nis, place]));
    const ways: ((own: string) => boolean)[] = [
      (own) => own === name,
      (own) => alike(own, name),
      (own) => name.length > 3 && own.includes(name),
      (own) => name.length > 3 && name.includes(own),
    ];
    for (const fits of ways) {
      const found = this.#names.flatMap((own, i) => {
        const street = fits(own) ? this.#town.streets.byIndex(i) : undefined;
        const place = street === undefined ? undefined : byNis.get(street.nis);
        return street === undefined || place === undefined ? [] : [{ place, street }];
      });
      if (found.length > TOO_MANY) {
        warn('100', 'Uw zoekopdracht is te generiek');
        return [];
      }
      if (found.length > 0) return found;
    }
    warn('10', "'Straatnaam' niet interpreteerbaar.");
    return [];
  }

  /** A house number of a street with all its boxes, by their ids. */
  #addresses({ place, street }: OnStreet, { houseNumber }: Wanted, status: string | undefined): [string, Found][] {
    const { addresses } = this.#town;
    return addresses
      .page(0, TOO_MANY, { streetId: street.id, houseNumber, status })
      .items.map(({ id, index }) => [id, { place, street, address: addresses.byIndex(index) }]);
  }
}
