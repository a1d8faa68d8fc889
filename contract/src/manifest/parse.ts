import { type Document, isAlias, isMap, isNode, isPair, isScalar, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { z } from 'zod';
import { exampleFor } from './examples.ts';
import { nearest, type Path, type Problem, quoted } from './problem.ts';
import { LATER_TYPES, type Manifest, manifestSchema, RESOURCE_TYPES } from './schema.ts';

export const MAX_SIZE = 256 * 1024;
const MAX_DEPTH = 24;
const MAX_ALIASES = 20;
const MAX_NODES = 20_000;
/** Specified in the manifest's design, and not built yet. */
const LATER_KEYS: Readonly<Record<string, string>> = { externals: 'stand-ins for services outside the municipality' };

export type Parsed =
  | { readonly ok: true; readonly manifest: Manifest; readonly problem: ProblemAt }
  | { readonly ok: false; readonly problems: readonly Problem[] };
/** Makes a problem of something that is wrong at a place of this document. */
export type ProblemAt = (path: Path, parts: Pick<Problem, 'code' | 'found' | 'expected' | 'example'>) => Problem;

/** Reads a manifest; never throws for what a stranger wrote. Every mistake is told with its place. */
export function parseManifest(text: string, file: string): Parsed {
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(Math.max(0, Math.min(offset, text.length)));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const whole = (found: string, expected: string, offset = 0): Parsed => ({
    ok: false,
    problems: [{ code: 'manifest.invalid', ...at(offset), found, expected, example: exampleFor([]) }],
  });
  if (Buffer.byteLength(text) > MAX_SIZE) return whole(`${Buffer.byteLength(text)} bytes`, `at most ${MAX_SIZE} bytes`);
  if (text.includes('\u0000')) return whole('a NUL character', 'YAML text', text.indexOf('\u0000'));
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    strict: true,
    uniqueKeys: true,
    version: '1.2',
    stringKeys: true,
    merge: false,
  });
  if (!Array.isArray(documents) || documents[0] === undefined) return whole('an empty file', 'a manifest');
  const second = documents[1];
  if (second !== undefined) return whole('a second document', 'one document', second.range?.[0] ?? 0);
  const document = documents[0];
  const [error] = document.errors;
  if (error !== undefined) return whole(oneLine(error.message), 'valid YAML 1.2', error.pos[0]);
  const hostile = dangers(document);
  if (hostile !== undefined) return whole(hostile.found, hostile.expected, hostile.offset);

  const problem: ProblemAt = (path, parts) => ({ ...at(offsetOf(document, path)), ...parts });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (thrown) {
    return whole(oneLine(String(thrown)), `at most ${MAX_ALIASES} aliases`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return whole(quoted(value), 'a mapping');
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, value, problem)).slice(0, 25),
    };
  const one = parsed.data.workload === undefined ? 0 : 1;
  const several = parsed.data.workloads === undefined ? 0 : 1;
  if (one + several !== 1) {
    const found = one + several === 0 ? 'neither `workload` nor `workloads`' : 'both `workload` and `workloads`';
    return {
      ok: false,
      problems: [
        problem(one === 1 ? ['workloads'] : [], {
          code: 'manifest.invalid',
          found,
          expected: 'exactly one of them',
          example: exampleFor(['workload']),
        }),
      ],
    };
  }
  return { ok: true, manifest: parsed.data, problem };
}

const oneLine = (text: string) => quoted(text.split('\n')[0] ?? '').slice(1, -1);

/** Depth, size, aliases, tags, and keys that would change what an object is. */
function dangers(document: Document.Parsed): { found: string; expected: string; offset: number } | undefined {
  let found: { found: string; expected: string; offset: number } | undefined;
  let nodes = 0;
  let aliases = 0;
  visit(document, (key, node, path) => {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    nodes += 1;
    if (nodes > MAX_NODES) found = { found: `more than ${MAX_NODES} nodes`, expected: 'a manifest', offset };
    if (path.length > 2 * MAX_DEPTH)
      found = { found: `more than ${MAX_DEPTH} levels`, expected: `at most ${MAX_DEPTH} levels`, offset };
    if (isAlias(node)) {
      aliases += 1;
      if (aliases > MAX_ALIASES)
        found = { found: `more than ${MAX_ALIASES} aliases`, expected: `at most ${MAX_ALIASES}`, offset };
    }
    if (
      isNode(node) &&
      'tag' in node &&
      typeof node.tag === 'string' &&
      !node.tag.startsWith('tag:yaml.org,2002:') &&
      node.tag !== ''
    ) {
      found = { found: `the tag ${quoted(node.tag)}`, expected: 'no tags', offset };
    }
    if (
      isPair(node) &&
      isScalar(node.key) &&
      ['__proto__', 'constructor', 'prototype', '<<'].includes(String(node.key.value))
    ) {
      found = {
        found: `the key ${quoted(node.key.value)}`,
        expected: 'a key of the manifest',
        offset: node.key.range?.[0] ?? 0,
      };
    }
    void key;
    return found === undefined ? undefined : visit.BREAK;
  });
  return found;
}

/** Where a path begins in the text; of a key that is not there, its nearest parent. */
function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair !== undefined && isScalar(pair.key)) {
        const deeper = isNode(pair.value) && length === path.length ? pair.value.range?.[0] : undefined;
        return deeper !== undefined && isScalar(pair.value) ? deeper : (pair.key.range?.[0] ?? 0);
      }
    } else {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node)) return node.range?.[0] ?? 0;
    }
  }
  return document.contents?.range?.[0] ?? 0;
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, value: unknown, problem: ProblemAt): Problem[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  const example = exampleFor(path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const later = path.length === 0 ? LATER_KEYS[key] : key === 'before' ? 'an order between containers' : undefined;
      if (later !== undefined) {
        return problem([...path, key], {
          code: 'manifest.unsupported',
          found: `${quoted(key)} (${later})`,
          expected: 'nothing: known, not yet supported',
          example: 'leave it out',
        });
      }
      const near = nearest(key, keysAt(path));
      const expected =
        near === undefined ? `one of ${keysAt(path).join(', ') || 'the known keys'}` : `did you mean ${near}?`;
      return problem([...path, key], {
        code: 'manifest.invalid',
        found: `unknown key ${quoted(key)}`,
        expected,
        example,
      });
    });
  }
  const seen = valueAt(value, path);
  const isType = path.at(-1) === 'type' && path.at(-3) === 'resources';
  if (isType && LATER_TYPES.some((type) => type === seen)) {
    return [
      problem(path, {
        code: 'manifest.unsupported',
        found: `resource type ${quoted(seen)}`,
        expected: 'nothing: known, not yet supported',
        example: `one of ${RESOURCE_TYPES.join(', ')}`,
      }),
    ];
  }
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat().find((one) => one.path.length > 0) ?? issue.errors.flat()[0];
    if (inner !== undefined && inner.code !== 'invalid_union')
      return problemsOf({ ...inner, path: [...path, ...inner.path] }, value, problem);
  }
  const found = seen === undefined ? `nothing at ${quoted(path.join('.'))}` : quoted(seen);
  return [problem(path, { code: 'manifest.invalid', found, expected: oneLine(issue.message), example })];
}

/** Keys that a place of the manifest knows, read from its schema. */
function keysAt(path: Path): string[] {
  let schema: unknown = manifestSchema;
  for (const key of path) {
    schema = unwrapped(schema);
    const shape = propertyOf(schema, 'shape');
    schema =
      shape === undefined
        ? (propertyOf(schema, 'valueType') ?? propertyOf(schema, 'element'))
        : propertyOf(shape, String(key));
  }
  const shape = propertyOf(unwrapped(schema), 'shape');
  return typeof shape === 'object' && shape !== null ? Object.keys(shape) : [];
}

const propertyOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

function unwrapped(schema: unknown): unknown {
  const unwrap = propertyOf(schema, 'unwrap');
  return typeof unwrap === 'function' &&
    propertyOf(schema, 'shape') === undefined &&
    propertyOf(schema, 'valueType') === undefined &&
    propertyOf(schema, 'element') === undefined
    ? unwrapped(Reflect.apply(unwrap, schema, []))
    : schema;
}
