import type { Person, Town } from '../town/types.ts';

/** What somebody looks for: by one of the three, or everybody. */
export interface Asked {
  readonly name: string;
  readonly address: string;
  readonly tag: string;
}

export interface Found {
  readonly people: readonly Person[];
  readonly more: boolean;
}

export const ON_PAGE = 25;
/** Who is found beyond this many is not shown: a narrower search is. */
const FURTHEST = 1000;
/** House numbers and boxes that one search looks behind. */
const ADDRESSES = 400;

/** One page (from 0) of the residents that are asked for. */
export function search(town: Town, { name, address, tag }: Asked, page: number): Found {
  const from = Math.min(page * ON_PAGE, FURTHEST);
  if (name === '' && address === '' && tag === '') return everybody(town, page * ON_PAGE);
  const all = candidates(town, { name, address, tag }, from + ON_PAGE + 1);
  return { people: all.slice(from, from + ON_PAGE), more: all.length > from + ON_PAGE && from < FURTHEST };
}

function everybody({ people }: Town, from: number): Found {
  const ids = Array.from({ length: ON_PAGE }, (_, n) => `p-${from + n + 1}`);
  return { people: ids.flatMap((id) => people.byId(id) ?? []), more: from + ON_PAGE < people.count };
}

/** The first `most` of those that meet all that is asked. */
function candidates(town: Town, { name, address, tag }: Asked, most: number): Person[] {
  const tagged = (person: Person): boolean => tag === '' || person.tags.includes(tag);
  if (name !== '') {
    const lives = address === '' ? undefined : new Set(addressesOf(town, address));
    const wanted = tag === '' && lives === undefined ? most : FURTHEST * 4;
    return byName(town, name, wanted)
      .filter((p) => tagged(p) && (lives === undefined || lives.has(p.address?.id ?? '')))
      .slice(0, most);
  }
  if (address !== '') {
    const found: Person[] = [];
    for (const id of addressesOf(town, address)) {
      found.push(...town.people.livingAt(id).filter(tagged));
      if (found.length >= most) break;
    }
    return found.slice(0, most);
  }
  const count = town.people.tags().get(tag) ?? 0;
  return count === 0 ? [] : town.people.select({ tag }, Math.min(count, most));
}

/** By name, or by the numbers that are on the pages. */
function byName({ people }: Town, text: string, most: number): Person[] {
  const digits = text.replaceAll(/[\s.-]/g, '');
  const one = /^\d{11}$/.test(digits) ? people.byInsz(digits) : people.byId(text.toLowerCase());
  return one === undefined ? people.search(text, most) : [one];
}

const addressesOf = ({ addresses }: Town, text: string): string[] =>
  addresses.search(text, ADDRESSES).map(({ id }) => id);
