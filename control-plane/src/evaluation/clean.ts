import { clean } from '@proeftuin/contract/clean';
import type { Evidence } from '@proeftuin/contract/evidence';

/** Details of one line each, cut; what is said again is said once. */
export function cleanDetails(details: readonly string[], max = 20, length = 300): string[] {
  const once = [...new Set(details)];
  const lines = once.slice(0, max).map((line) => cut(clean(line).replaceAll(/\s+/g, ' ').trim(), length));
  return once.length > max ? [...lines, `… +${once.length - max}`] : lines;
}

/** Text of at most `length` characters and a mark that there was more. */
export const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length).toWellFormed()} …` : text;

/** Ids of known records, each once, in the order of the evidence, cut. */
export function orderedIds(ids: readonly string[], records: readonly Evidence[], max = 20): string[] {
  const wanted = new Set(ids);
  return records
    .filter((record) => wanted.has(record.id))
    .slice(0, max)
    .map((record) => record.id);
}
