import { LATER, ManifestMistake, nearest, type Path, quoted } from '@proeftuin/contract/manifest/problem';
import type { SecretNeed } from './planned.ts';

/** What `${…}` may name in a manifest. */
export interface Known {
  /** Resource id → output → value. */
  readonly resources: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly metadata: Readonly<Record<string, string>>;
}

const REFERENCE = '${secret:';

/**
 * Fills `${resources.id.output}`, `${metadata.name}` and `${secrets.NAME}` (as a reference; Score's `$$` is a dollar).
 * Throws ManifestMistake with what is known there, and for a text that would come to read as a reference of the lab's own:
 * whoever could write one would get the keys of the sandbox.
 */
export function fill(text: string, known: Known, path: Path, needs: SecretNeed[]): string {
  const held: string[] = [];
  const hold = (reference: string) => `\0${held.push(reference) - 1}\0`;
  const shown = text.replaceAll(/\$(?:\$|\{([^}]*)\})/g, (whole, inner: string | undefined) => {
    if (inner === undefined) return '$';
    const value = outputOf(whole, inner, known, path, needs);
    return value.replaceAll(/\$\{secret:[A-Za-z0-9_-]+\}/g, hold);
  });
  return literal(shown, path).replaceAll(/\0(\d+)\0/g, (_, n: string) => held[Number(n)] ?? '');
}

/** A text that is taken as it stands. Throws ManifestMistake when it reads as a reference of the lab's own. */
export function literal(text: string, path: Path): string {
  if (!text.includes(REFERENCE)) return text;
  throw new ManifestMistake(path, quoted(text), `no ${REFERENCE}…}, which is the lab's own`, '${secrets.MAIL_KEY}');
}

/** Params are data: Score's placeholders in them are not filled here. */
export function refusePlaceholders(value: unknown, path: Path): void {
  if (typeof value === 'string' && value.includes('${'))
    throw new ManifestMistake(path, quoted(value), `nothing else: ${LATER} (placeholders in params)`, 'write it out');
  if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) refusePlaceholders(inner, [...path, key]);
}

function outputOf(whole: string, inner: string, known: Known, path: Path, needs: SecretNeed[]): string {
  const wrong = (expected: string) => new ManifestMistake(path, quoted(whole), expected, '${resources.site.url}');
  const [first = '', second = '', third, ...more] = inner.split('.');
  if (first === 'secrets') {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(second) || third !== undefined) throw wrong('${secrets.NAME}');
    const name = `env-${second}`;
    if (!needs.some((need) => need.name === name)) needs.push({ name, kind: 'env', env: second });
    return `\${secret:${name}}`;
  }
  if (first === 'metadata') {
    const value = third === undefined ? own(known.metadata, second) : undefined;
    if (value !== undefined) return value;
    const names = Object.keys(known.metadata).map((key) => `\${metadata.${key}}`);
    throw wrong(`one of ${names.join(', ')}`);
  }
  if (first !== 'resources') throw wrong('${resources.…}, ${secrets.…} or ${metadata.…}; a dollar sign is $$');
  const outputs = known.resources.get(second);
  const ids = [...known.resources.keys()];
  if (outputs === undefined) {
    const near = nearest(second, ids);
    throw wrong(
      near === undefined ? `a resource of this workload: ${ids.join(', ') || 'it has none'}` : `did you mean ${near}?`,
    );
  }
  const value = third === undefined || more.length > 0 ? undefined : own(outputs, third);
  if (value === undefined) throw wrong(`an output of ${second}: ${Object.keys(outputs).join(', ')}`);
  return value;
}

const own = (record: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
