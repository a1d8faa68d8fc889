import { clean } from '@proeftuin/contract/clean';
import type { Evidence } from '@proeftuin/contract/evidence';

/** Details of one line each, cut. */
export function cleanDetails(details: readonly string[], max = 20, length = 300): string[] {
  const lines = details.slice(0, max).map((line) => {
    const flat = clean(line).replaceAll(/\s+/g, ' ').trim();
    return flat.length > length ? `${flat.slice(0, length).toWellFormed()} …` : flat;
  });
  return details.length > max ? [...lines, `… +${details.length - max}`] : lines;
}

/** Ids of known records, each once, in the order of the evidence, cut. */
export function orderedIds(ids: readonly string[], records: readonly Evidence[], max = 20): string[] {
  const wanted = new Set(ids);
  return records
    .filter((record) => wanted.has(record.id))
    .slice(0, max)
    .map((record) => record.id);
}
