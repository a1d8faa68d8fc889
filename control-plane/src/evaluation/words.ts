/** Counting words and sentences in the visible text of a page. */

/** Lines that read as sentences: labels, buttons and menu entries left out (Dutch plain-language counting rule). */
export function sentencesOf(visible: string): string[] {
  return visible
    .split(/\n+/)
    .flatMap((line) => line.split(/(?<=[.!?…])\s+(?=\p{Lu})/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[.!?…]$/.test(sentence) && wordsOf(sentence).length >= 4);
}

export const wordsOf = (text: string): string[] =>
  text.replaceAll(/https?:\S+|\S+@\S+/g, '').match(/[\p{L}\d][\p{L}\d'’-]*/gu) ?? [];

const COMMON = {
  nl: ['de', 'het', 'een', 'en', 'van', 'uw', 'je', 'u', 'is', 'op', 'voor', 'niet', 'met', 'bij', 'naar', 'wordt'],
  fr: ['le', 'la', 'les', 'des', 'et', 'vous', 'votre', 'est', 'pour', 'une', 'dans', 'avec', 'pas', 'sur', 'ne'],
  en: ['the', 'and', 'of', 'to', 'your', 'you', 'is', 'for', 'with', 'this', 'are', 'not', 'that', 'from', 'be'],
  de: ['der', 'die', 'das', 'und', 'ist', 'sie', 'ihre', 'nicht', 'für', 'mit', 'ein', 'eine', 'auf', 'zu', 'den'],
} as const;
export type Language = keyof typeof COMMON;

/** The language that a text most likely is in; undefined when it is too short or in doubt. */
export function languageOf(text: string): Language | undefined {
  const words = wordsOf(text.toLowerCase());
  if (words.length < 20) return undefined;
  const counted = (['nl', 'fr', 'en', 'de'] as const).map((language) => {
    const common: readonly string[] = COMMON[language];
    return { language, count: words.filter((w) => common.includes(w)).length };
  });
  counted.sort((a, b) => b.count - a.count);
  const [first, second] = counted;
  if (first === undefined || second === undefined) return undefined;
  return first.count >= 3 && first.count >= 2 * second.count ? first.language : undefined;
}
