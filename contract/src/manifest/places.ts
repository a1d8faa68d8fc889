import { type Document, isMap, isNode, isScalar } from 'yaml';
import type { Path } from './problem.ts';
import { manifestSchema } from './schema.ts';

/** Where a path begins in the text; of a key that is not there, its nearest parent. `key`: where the key stands. */
export function offsetOf(document: Document.Parsed, path: Path, key = false): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === last);
      if (pair !== undefined && isScalar(pair.key)) {
        const onValue = !key && length === path.length && isScalar(pair.value) ? pair.value.range?.[0] : undefined;
        return onValue ?? pair.key.range?.[0] ?? 0;
      }
    } else {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node)) return node.range?.[0] ?? 0;
    }
  }
  return document.contents?.range?.[0] ?? 0;
}

export function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

/** Keys that a place of the manifest knows, read from its schema. */
export function keysAt(path: Path): string[] {
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
  const isPlace = ['shape', 'valueType', 'element'].some((key) => propertyOf(schema, key) !== undefined);
  return typeof unwrap === 'function' && !isPlace ? unwrapped(Reflect.apply(unwrap, schema, [])) : schema;
}

/** Does a path fit a pattern such as `workload.containers.*.before`? */
export function fits(path: Path, pattern: string): boolean {
  const parts = pattern.split('.');
  return parts.length === path.length && parts.every((part, n) => part === '*' || part === path[n]);
}
