/** One mistake in a manifest, told so that it can be mended at once. */
export interface Problem {
  readonly code: 'manifest.invalid' | 'manifest.unsupported';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;
  readonly example: string;
}

/** Where in the document, as keys and indexes. */
export type Path = readonly (string | number)[];

/** Starts the message of what is specified, or allowed by Score, and not built here. */
export const LATER = 'known, not yet supported';

/** A mistake that is found after parsing, at a place of the document. */
export class ManifestMistake extends Error {
  readonly path: Path;
  readonly found: string;
  readonly expected: string;
  readonly example: string;
  constructor(path: Path, found: string, expected: string, example: string) {
    super(`${path.join('.')}: ${found}`);
    this.path = path;
    this.found = found;
    this.expected = expected;
    this.example = example;
  }
  get code(): Problem['code'] {
    return this.expected.includes(LATER) ? 'manifest.unsupported' : 'manifest.invalid';
  }
}

/** Control, formatting (bidirectional, zero-width) and line-separating characters. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const visible = (text: string): string =>
  text.replace(HIDDEN, (c) =>
    Array.from({ length: c.length }, (_, n) => `\\u${c.charCodeAt(n).toString(16).padStart(4, '0')}`).join(''),
  );

/** What a stranger wrote, cut and made visible: control and bidirectional characters never reach a terminal. */
export const quoted = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const cut = text.length > 80 ? `${text.slice(0, 77)}…` : text;
  return visible(JSON.stringify(cut));
};

/** The same without quotation marks, for a message that holds what a stranger wrote. */
export const oneLine = (text: string): string => visible((text.split('\n')[0] ?? '').slice(0, 200));

/** `file:line:column: found; expected; example`, safe to print. */
export const problemText = (p: Problem): string => {
  const place = `${visible(p.file)}:${p.line}:${p.column}`;
  const example = p.example.split('\n').map(visible).join('\n            ');
  return `${place}: ${visible(p.found)}\n  expected: ${visible(p.expected)}${example === '' ? '' : `\n  example:  ${example}`}`;
};

/** The nearest of some words, when one is near (edit distance at most a third of its length). */
export function nearest(word: string, words: readonly string[]): string | undefined {
  let best: { word: string; distance: number } | undefined;
  for (const known of words) {
    const d = distance(word.toLowerCase().slice(0, 60), known.toLowerCase());
    if (d <= Math.max(1, Math.floor(known.length / 3)) && (best === undefined || d < best.distance))
      best = { word: known, distance: d };
  }
  return best?.word;
}

/** Levenshtein's edit distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
