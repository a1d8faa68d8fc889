import { parseSelection } from '@proeftuin/contract/selection';
import { NobodyFits, type Person, type Town } from '../town/types.ts';

/** What somebody looks for: all that is given must hold; everybody where nothing is. */
export interface Asked {
  /** `age 18-30, household 3`, as `parseSelection` reads it. */
  readonly select: string;
  readonly name: string;
  readonly address: string;
  readonly tag: string;
}

export interface Found {
  readonly people: readonly Person[];
  readonly more: boolean;
  /** Why nobody was found, where the conditions say. */
  readonly why?: string;
}

export const ON_PAGE = 25;
/** Who is found beyond this many is not shown: a narrower search is. */
const FURTHEST = 1000;
/** House numbers and boxes that one search looks behind. */
const ADDRESSES = 400;

/** One page (from 0) of the residents that are asked for. */
export function search(town: Town, asked: Asked, page: number): Found {
  const { name, address, tag, select } = asked;
  const from = Math.min(page * ON_PAGE, FURTHEST);
  if (select !== '') return selected(town, asked, from);
  if (name === '' && address === '' && tag === '') return everybody(town, page * ON_PAGE);
  const all = candidates(town, asked, from + ON_PAGE + 1);
  return { people: all.slice(from, from + ON_PAGE), more: all.length > from + ON_PAGE && from < FURTHEST };
}

/** By conditions; a tag that is chosen beside them is one of them. */
function selected({ people }: Town, { select, tag, name, address }: Asked, from: number): Found {
  try {
    if (name !== '' || address !== '') throw new RangeError('Voorwaarden gaan niet samen met een naam of een adres.');
    const text = tag === '' ? select : `${select}, tag ${tag}`;
    const all = people.fitting(parseSelection(text), from + ON_PAGE + 1);
    if (all.length === 0) people.select(parseSelection(text), 1);
    return { people: all.slice(from, from + ON_PAGE), more: all.length > from + ON_PAGE && from < FURTHEST };
  } catch (error) {
    if (error instanceof NobodyFits) return { people: [], more: false, why: `${error.message}; ${error.near()}` };
    if (error instanceof RangeError) return { people: [], more: false, why: error.message };
    throw error;
  }
}

function everybody({ people }: Town, from: number): Found {
  const ids = Array.from({ length: ON_PAGE }, (_, n) => `p-${from + n + 1}`);
  return { people: ids.flatMap((id) => people.byId(id) ?? []), more: from + ON_PAGE < people.count };
}

/** The first `most` of those that meet all that is asked. */
function candidates(town: Town, { name, address, tag }: Omit<Asked, 'select'>, most: number): Person[] {
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
