import { writeFileSync } from 'node:fs';
import { CONTEXT } from '../context.ts';
import type { Value } from '../table.ts';
import type { Format } from './format.ts';
import { Lines } from './lines.ts';

/** File of the context, beside the tables. */
export const CONTEXT_FILE = 'context.jsonld';

/**
 * JSON-LD, one document a line (NDJSON), with the names of the official contexts. `iris`: of a table, the IRI of a key;
 * what refers to a row names it by that.
 */
export function jsonld(folder: string, iris: ReadonlyMap<string, (key: Value) => string>): Format {
  const files: Lines[] = [];
  writeFileSync(`${folder}/${CONTEXT_FILE}`, `${JSON.stringify(CONTEXT, null, 2)}\n`);
  return {
    table({ name, kind, key, columns }) {
      const file = new Lines(`${folder}/${name}.ndjson`);
      files.push(file);
      const own = iris.get(name);
      const at = columns.findIndex((column) => column.name === key[0]);
      const head = `{"@context":${JSON.stringify(CONTEXT_FILE)}`;
      const type = `,"@type":${JSON.stringify(kind)}`;
      const terms = columns.map(({ term, references }) => {
        const there = references === undefined ? undefined : iris.get(references.split('.')[0] ?? '');
        return { name: `,${JSON.stringify(term)}:`, of: (value: Value) => there?.(value) ?? value };
      });
      return (values) => {
        let line = own === undefined ? head + type : `${head},"@id":${JSON.stringify(own(values[at] ?? null))}${type}`;
        for (let i = 0; i < terms.length; i++) {
          const value = values[i] ?? null;
          if (value !== null) line += `${terms[i]?.name}${JSON.stringify(terms[i]?.of(value))}`;
        }
        file.write(`${line}}\n`);
      };
    },
    async finish() {
      for (const file of files) file.flush();
    },
    close() {
      for (const file of files) file.close();
    },
  };
}
