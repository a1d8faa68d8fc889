import { setImmediate } from 'node:timers/promises';
import type { Dataset, Row } from './dataset.ts';

/** Rows that are made at a time: some milliseconds, then others have their turn. */
const CHUNK = 250;

const cell = (value: Row[number]): string => {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** How a table is written: before it, each row, between rows, after it. */
interface Format {
  readonly type: string;
  head(columns: readonly string[]): string;
  row(row: Row, columns: readonly string[]): string;
  readonly between: string;
  readonly tail: string;
}

export const FORMATS = {
  /** RFC 4180, with a header; an empty cell is a value that is not there. */
  csv: {
    type: 'text/csv',
    head: (columns) => `${columns.map(cell).join(',')}\r\n`,
    row: (row) => `${row.map(cell).join(',')}\r\n`,
    between: '',
    tail: '',
  },
  /** An array of objects. */
  json: {
    type: 'application/json',
    head: () => '[\n',
    row: (row, columns) => JSON.stringify(Object.fromEntries(columns.map((name, i) => [name, row[i]]))),
    between: ',\n',
    tail: '\n]\n',
  },
} as const satisfies Record<string, Format>;
export type FormatName = keyof typeof FORMATS;

/**
 * Rows `from` up to `to` as a stream; made as the reader takes them, and no further when it goes away. Between two parts the
 * event loop turns once: a fast reader would else keep everybody else waiting till its end.
 */
export function streamOf(dataset: Dataset, name: FormatName, from: number, to: number): ReadableStream<Uint8Array> {
  const format: Format = FORMATS[name];
  const { columns } = dataset;
  const encoder = new TextEncoder();
  let at = from;
  let begun = false;
  return new ReadableStream({
    async pull(controller) {
      await setImmediate();
      const end = Math.min(at + CHUNK, to);
      const rows = [...dataset.rows(at, end)].map((row) => format.row(row, columns));
      const joint = begun && rows.length > 0 ? format.between : '';
      const text = (begun ? '' : format.head(columns)) + joint + rows.join(format.between);
      begun = true;
      at = end;
      const last = at >= to;
      if (last || text !== '') controller.enqueue(encoder.encode(last ? text + format.tail : text));
      if (last) controller.close();
    },
  });
}
