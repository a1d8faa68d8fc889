import type { Value } from '../table.ts';
import type { Format } from './format.ts';
import { Lines } from './lines.ts';

const cell = (value: Value): string => {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  // An empty text is quoted, to tell it from a value that is not there.
  if (value === null) return '';
  return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
};

/** CSV (RFC 4180) with a header, UTF-8; booleans are 0 and 1; a value that is not there is an empty cell without quotes. */
export function csv(folder: string): Format {
  const files: Lines[] = [];
  return {
    table({ name, columns }) {
      const file = new Lines(`${folder}/${name}.csv`);
      files.push(file);
      file.write(`${columns.map((column) => column.name).join(',')}\r\n`);
      return (values) => {
        let line = cell(values[0] ?? null);
        for (let i = 1; i < values.length; i++) line += `,${cell(values[i] ?? null)}`;
        file.write(`${line}\r\n`);
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
