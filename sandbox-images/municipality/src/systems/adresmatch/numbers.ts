import type { Ask, Warn } from './ask.ts';

/** A house number to look for, with a box or with all of its boxes. */
export interface Wanted {
  readonly houseNumber: string;
  readonly box?: string;
}

const BOX = /^(\d+)\s*([a-z]?)\s*(?:bus|bte|bt|bs|app|apt|ap|\/)\s*([0-9a-z.]+)$/i;
const RANGE = /^(\d+)\s*([a-z]?)\s*[-+]\s*(\d+)\s*([a-z]?)$/i;
const LETTER = /^(\d+)\s*([a-z])$/i;
const AT_END = /\s+(\d+\s?[a-z]?(?:\s*(?:bus|\/)\s*[0-9a-z]+)?)$/i;

const upper = (number: string, letter = ''): string => `${Number(number)}${letter.toUpperCase()}`;

/** All that a house number as people write it may mean, likeliest first: `12 bus 3`, `12/3`, `12 A`, `12-14`. */
function readings(text: string): Wanted[] {
  const [, number, letter, box] = BOX.exec(text) ?? [];
  if (number !== undefined && box !== undefined)
    return [{ houseNumber: upper(number, letter), box }, { houseNumber: upper(number, letter) }];
  const [, from, fromLetter, to, toLetter] = RANGE.exec(text) ?? [];
  if (from !== undefined && to !== undefined)
    return [{ houseNumber: upper(from, fromLetter) }, { houseNumber: upper(to, toLetter) }];
  const [, split, of] = LETTER.exec(text) ?? [];
  if (split !== undefined) return [{ houseNumber: upper(split, of) }, { houseNumber: upper(split) }];
  const [first] = /\d+/.exec(text) ?? [];
  return first === undefined || Number(first) === 0 ? [] : [{ houseNumber: upper(first) }];
}

/** The street's own name, without a number that was written behind it, and the numbers to look for. */
export function numbersOf(ask: Ask, warn: Warn): { readonly street: string; readonly wanted: readonly Wanted[] } {
  const { straatnaam, huisnummer, busnummer } = ask;
  if (huisnummer === undefined) {
    const [behind, number] = AT_END.exec(straatnaam) ?? [];
    if (behind === undefined || number === undefined) return { street: straatnaam, wanted: [] };
    if (/^\d+$/.test(number)) warn('2', "'Huisnummer' in 'Straatnaam' gevonden.");
    else warn('3', "Niet-numeriek 'Huisnummer' in 'Straatnaam' gevonden.");
    return { street: straatnaam.slice(0, -behind.length), wanted: readings(number) };
  }
  const wanted = readings(huisnummer.trim());
  if (wanted.length === 0) warn('1', "Ongeldig 'Huisnummer'.");
  const box = busnummer?.replace(/^\s*(bus|bte|bt|bs)\b\s*/i, '').trim();
  const [first] = wanted;
  return {
    street: straatnaam,
    wanted: box === undefined || first === undefined ? wanted : [{ houseNumber: first.houseNumber, box }, ...wanted],
  };
}
