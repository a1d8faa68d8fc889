import { type Document, isAlias, isNode, isPair, isScalar, Lexer, visit } from 'yaml';
import { quoted } from './problem.ts';

export const MAX_SIZE = 256 * 1024;
export const MAX_ALIASES = 20;
const MAX_DEPTH = 24;
const MAX_TOKENS = 20_000;

export interface Danger {
  readonly found: string;
  readonly expected: string;
  readonly offset: number;
}

/** What can be seen before any tree is built: composing is quadratic in places, and recursive. */
export function dangersInText(text: string): Danger | undefined {
  const size = Buffer.byteLength(text);
  if (size > MAX_SIZE) return { found: `${size} bytes`, expected: `at most ${MAX_SIZE} bytes`, offset: 0 };
  const nul = text.indexOf('\0');
  if (nul >= 0) return { found: 'a NUL character', expected: 'YAML text in UTF-8', offset: nul };
  const bad = text.indexOf('\ufffd');
  if (bad >= 0) return { found: 'bytes that are not UTF-8', expected: 'YAML text in UTF-8', offset: bad };
  let tokens = 0;
  let depth = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_DEPTH) return tooDeep(offset);
    if (tokens > MAX_TOKENS)
      return { found: `more than ${MAX_TOKENS} words and signs`, expected: 'a manifest', offset };
    // The lexer's own marks for a document's start and a scalar's stand for no text.
    if (token !== '\u0002' && token !== '\u001f' && token !== '\u0018') offset += token.length;
  }
  return undefined;
}

const tooDeep = (offset: number): Danger => ({
  found: `more than ${MAX_DEPTH} levels`,
  expected: `at most ${MAX_DEPTH} levels`,
  offset,
});

/** Depth, aliases, tags, directives, and keys that would change what an object is. */
export function dangersInTree(document: Document.Parsed): Danger | undefined {
  const { directives } = document;
  if (directives?.yaml.explicit === true || Object.keys(directives?.tags ?? {}).length > 1)
    return { found: 'a directive (%)', expected: 'a manifest without directives', offset: 0 };
  let found: Danger | undefined;
  let aliases = 0;
  visit(document, (_, node, path) => {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    if (path.length > 2 * MAX_DEPTH) found = tooDeep(offset);
    else if (isAlias(node)) {
      aliases += 1;
      const expected = `at most ${MAX_ALIASES}`;
      if (aliases > MAX_ALIASES) found = { found: `more than ${MAX_ALIASES} aliases`, expected, offset };
    } else if (isNode(node) && typeof node.tag === 'string') {
      found = { found: `the tag ${quoted(node.tag)}`, expected: 'no tags', offset };
    } else if (isPair(node) && isScalar(node.key)) {
      const key = String(node.key.value);
      const at = node.key.range?.[0] ?? 0;
      if (['__proto__', 'constructor', 'prototype', '<<'].includes(key))
        found = { found: `the key ${quoted(key)}`, expected: 'a key of the manifest', offset: at };
    }
    return found === undefined ? undefined : visit.BREAK;
  });
  return found;
}
