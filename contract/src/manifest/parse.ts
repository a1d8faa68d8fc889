import { LineCounter, parseAllDocuments } from 'yaml';
import type { z } from 'zod';
import { exampleFor } from './examples.ts';
import { dangersInText, dangersInTree, MAX_ALIASES } from './hostile.ts';
import { fits, keysAt, offsetOf, valueAt } from './places.ts';
import { LATER, nearest, oneLine, type Path, type Problem, quoted } from './problem.ts';
import { LATER_KEYS, LATER_TYPES, type Manifest, manifestOf, manifestSchema, RESOURCE_TYPES } from './schema.ts';

export { MAX_SIZE } from './hostile.ts';

export type Parsed =
  | { readonly ok: true; readonly manifest: Manifest; readonly problem: ProblemAt }
  | { readonly ok: false; readonly problems: readonly Problem[] };
/** Makes a problem of something that is wrong at a place of this document; `onKey`: the key itself is wrong. */
export type ProblemAt = (
  path: Path,
  parts: Pick<Problem, 'code' | 'found' | 'expected' | 'example'>,
  onKey?: boolean,
) => Problem;

const MOST_PROBLEMS = 25;

/** Reads a manifest; never throws for what a stranger wrote. Every mistake is told with its place. */
export function parseManifest(text: string, file: string): Parsed {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0 && lines.lineStarts.length < 300_000; at = text.indexOf('\n', at + 1))
    lines.addNewLine(at + 1);
  const at = (offset: number) => {
    const { line, col } = lines.linePos(Math.max(0, Math.min(offset, text.length)));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const whole = (found: string, expected: string, offset = 0): Parsed => ({
    ok: false,
    problems: [{ code: 'manifest.invalid', ...at(offset), found, expected, example: exampleFor([]) }],
  });
  const early = dangersInText(text);
  if (early !== undefined) return whole(early.found, early.expected, early.offset);
  const documents = parseAllDocuments(text, {
    strict: true,
    uniqueKeys: true,
    version: '1.2',
    stringKeys: true,
    merge: false,
    prettyErrors: false,
  });
  if (!Array.isArray(documents) || documents[0] === undefined) return whole('an empty file', 'a manifest');
  const [document, second] = documents;
  const [error] = document.errors;
  if (error !== undefined) return whole(yamlError(error.message), 'valid YAML 1.2', error.pos[0]);
  if (second !== undefined) return whole('a second document', 'one document', second.range?.[0] ?? 0);
  const late = dangersInTree(document);
  if (late !== undefined) return whole(late.found, late.expected, late.offset);

  const problem: ProblemAt = (path, parts, onKey) => ({ ...at(offsetOf(document, path, onKey)), ...parts });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (thrown) {
    return whole(oneLine(String(thrown)), `at most ${MAX_ALIASES} aliases`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return whole(quoted(value), 'a mapping');
  const parsed = manifestSchema.safeParse(value);
  const count = ['workload', 'workloads'].filter((key) => Object.hasOwn(value, key)).length;
  if (count !== 1) {
    const found = count === 0 ? 'neither `workload` nor `workloads`' : 'both `workload` and `workloads`';
    const parts = { found, expected: 'exactly one of them', example: exampleFor(['workload']) };
    const here = problem(count === 0 ? [] : ['workloads'], { code: 'manifest.invalid', ...parts }, true);
    return { ok: false, problems: [here, ...(parsed.success ? [] : all(parsed.error, value, problem))] };
  }
  if (!parsed.success) return { ok: false, problems: all(parsed.error, value, problem) };
  return { ok: true, manifest: manifestOf(parsed.data), problem };
}

const yamlError = (message: string) =>
  message.startsWith('Maximum call stack') ? 'more levels than can be read' : oneLine(message);

/** In the order of the text. */
const all = (error: z.ZodError, value: unknown, problem: ProblemAt): Problem[] =>
  error.issues
    .flatMap((issue) => problemsOf(issue, value, problem))
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, MOST_PROBLEMS);

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, value: unknown, problem: ProblemAt): Problem[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  const example = exampleFor(path);
  const unsupported = (here: Path, found: string, why: string, onKey = false) =>
    problem(here, { code: 'manifest.unsupported', found, expected: `nothing else: ${LATER} (${why})`, example }, onKey);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const here = [...path, key];
      const later = LATER_KEYS.find(([pattern]) => fits(here, pattern));
      if (later !== undefined) return unsupported(here, quoted(key), later[1], true);
      const known = keysAt(path);
      const near = nearest(key, known);
      const expected = near === undefined ? `one of ${known.join(', ') || 'the known keys'}` : `did you mean ${near}?`;
      const found = `unknown key ${quoted(key)}`;
      return problem(here, { code: 'manifest.invalid', found, expected, example }, true);
    });
  }
  const seen = valueAt(value, path);
  if (path.at(-1) === 'type' && path.at(-3) === 'resources' && LATER_TYPES.some((type) => type === seen))
    return [unsupported(path, `resource type ${quoted(seen)}`, `types: ${RESOURCE_TYPES.join(', ')}`)];
  if (issue.code === 'invalid_key') {
    const expected = oneLine(issue.issues[0]?.message ?? 'another name');
    const found = `the name ${quoted(String(path.at(-1) ?? ''))}`;
    return [problem(path, { code: 'manifest.invalid', found, expected, example }, true)];
  }
  if (issue.message.includes(LATER))
    return [problem(path, { code: 'manifest.unsupported', found: quoted(seen), expected: issue.message, example })];
  const found = seen === undefined ? `nothing at ${quoted(path.join('.'))}` : quoted(seen);
  return [problem(path, { code: 'manifest.invalid', found, ...expectedOf(issue, path, seen, example) })];
}

/** What was expected, in words; YAML's unquoted numbers and booleans are the commonest slip. */
function expectedOf(issue: Issue, path: Path, seen: unknown, example: string): Pick<Problem, 'expected' | 'example'> {
  const bare = typeof seen === 'number' || typeof seen === 'boolean' || seen === null;
  if (issue.code === 'invalid_type' && issue.expected === 'string' && bare)
    return { expected: 'text: put it between quotes', example: `${oneLine(String(path.at(-1)))}: "${seen ?? ''}"` };
  if (
    issue.code === 'invalid_type' &&
    (issue.expected === 'array' || issue.expected === 'record' || issue.expected === 'object')
  ) {
    const listed = Array.isArray(seen) && (path.at(-1) === 'files' || path.at(-1) === 'volumes');
    const expected = issue.expected === 'array' ? 'a list' : 'a mapping';
    return { expected: listed ? "a mapping by path: Score's list form is deprecated" : expected, example };
  }
  return {
    expected: oneLine(bounds(issue) ?? issue.message.replace(/^Invalid (input|option): expected /, '')),
    example,
  };
}

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' items' };

/** Bounds and choices, in plainer words than the library's. */
function bounds(issue: Issue): string | undefined {
  if (issue.code === 'too_small') return `at least ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
  if (issue.code === 'invalid_value') return `${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type') return issue.expected === 'string' ? 'text' : `a ${issue.expected}`;
  return undefined;
}
