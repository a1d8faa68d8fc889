import { ManifestMistake, nearest, type Path, quoted } from '@proeftuin/contract/manifest/problem';
import type { SecretNeed } from './planned.ts';

/** What `${…}` may name in a manifest. */
export interface Known {
  /** Resource id → output → value. */
  readonly resources: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Fills `${resources.id.output}`, `${metadata.name}` and `${secrets.NAME}` (as a reference; Score's `$$` is a dollar).
 * Throws ManifestMistake with what is known there.
 */
export function fill(text: string, known: Known, path: Path, needs: SecretNeed[]): string {
  return text.replaceAll(/\$(?:\$|\{([^}]*)\})/g, (whole, inner: string | undefined) => {
    if (inner === undefined) return '$';
    const wrong = (expected: string) => new ManifestMistake(path, quoted(whole), expected, '${resources.site.url}');
    const [first = '', second = '', third, ...more] = inner.split('.');
    if (first === 'secrets' && /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(second) && third === undefined) {
      const name = `env-${second}`;
      if (!needs.some((need) => need.name === name)) needs.push({ name, kind: 'env', env: second });
      return `\${secret:${name}}`;
    }
    if (first === 'metadata' && third === undefined) {
      const value = Object.hasOwn(known.metadata, second) ? known.metadata[second] : undefined;
      if (value !== undefined) return value;
      throw wrong(
        `one of ${Object.keys(known.metadata)
          .map((key) => `\${metadata.${key}}`)
          .join(', ')}`,
      );
    }
    if (first !== 'resources') throw wrong('${resources.…}, ${secrets.…} or ${metadata.…}');
    const outputs = known.resources.get(second);
    if (outputs === undefined) {
      const near = nearest(second, [...known.resources.keys()]);
      throw wrong(
        near === undefined
          ? `a resource of this workload: ${[...known.resources.keys()].join(', ') || 'it has none'}`
          : `did you mean \${resources.${near}…}?`,
      );
    }
    // `${resources.x}` alone is Score's way to name a volume.
    if (third === undefined) return second;
    const value = Object.hasOwn(outputs, third) ? outputs[third] : undefined;
    if (value === undefined || more.length > 0)
      throw wrong(`an output of ${second}: ${Object.keys(outputs).join(', ')}`);
    return value;
  });
}
