import leven from 'leven';
import { folded } from '../../town/people/naming.ts';

/** Written short → written out, word by word. */
const WORDS: Readonly<Record<string, string>> = { st: 'sint', ste: 'sinte', dr: 'dokter', burg: 'burgemeester' };
/** The same for how a street name ends. */
const ENDS: readonly (readonly [RegExp, string])[] = [
  [/\s*str$/, 'straat'],
  [/\s*(stwg|stw|steenwg)$/, 'steenweg'],
  [/\s*ln$/, 'laan'],
  [/\s*pl$/, 'plein'],
];

/** A name as it is compared: no case, diacritics, hyphens and dots, nothing abbreviated, no space before its last part. */
export function plain(name: string): string {
  const words = folded(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  const text = words.map((word) => WORDS[word] ?? word).join(' ');
  const [short, long] = ENDS.find(([end]) => end.test(text)) ?? [];
  return (short === undefined ? text : text.replace(short, long ?? '')).replace(
    / (?=(straat|laan|weg|dreef|plein|hof|steenweg|lei)$)/,
    '',
  );
}

/** How much two texts are alike, from 0 to 100: the edits from one to the other, as a share of the longer. */
export function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 100 : 100 * (1 - leven(a, b) / longest);
}

/**
 * May two names be one with mistakes in it? A quarter of the letters may be wrong, and two in any name of five letters
 * (two that were swapped are two edits).
 */
export function alike(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  const most = longest < 5 ? 1 : Math.max(2, Math.floor(longest / 4));
  return leven(a, b, { maxDistance: most + 1 }) <= most;
}
