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

/** A mistake that is found after parsing, at a place of the document. */
export class ManifestMistake extends Error {
  readonly path: Path;
  readonly found: string;
  readonly expected: string;
  readonly example: string;
  readonly code: Problem['code'];
  constructor(
    path: Path,
    found: string,
    expected: string,
    example: string,
    code: Problem['code'] = 'manifest.invalid',
  ) {
    super(`${path.join('.')}: ${found}`);
    this.path = path;
    this.found = found;
    this.expected = expected;
    this.example = example;
    this.code = code;
  }
}

/** What a stranger wrote, cut and made visible: control and bidirectional characters never reach a terminal. */
export const quoted = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const cut = text.length > 80 ? `${text.slice(0, 77)}…` : text;
  return JSON.stringify(cut).replace(
    /[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
};

/** `file:line:column: found; expected; example` */
export const problemText = (p: Problem): string =>
  `${p.file}:${p.line}:${p.column}: ${p.found}\n  expected: ${p.expected}\n  example:  ${p.example.replaceAll('\n', '\n            ')}`;

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
