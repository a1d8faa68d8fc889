import type { Evidence } from '@proeftuin/contract/evidence';

/** ANSI escapes, other control characters, and those that turn the direction of text or hide in it. */
const UNSAFE =
  /\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Hostile text as it may be shown: nothing in it moves, hides or turns. */
export const clean = (hostile: string): string => hostile.toWellFormed().replaceAll(UNSAFE, '');

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
