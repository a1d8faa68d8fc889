import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import type { Dataset } from '../../systems/opendata/dataset.ts';
import { datasetsOf } from '../../systems/opendata/datasets.ts';
import { defineCheck, same } from '../check.ts';

const HOST = 'opendata';
/** Rows of one part. */
const PART = 1_000;
const cell = z.union([z.string(), z.number(), z.null()]);

const parts = (m: Municipality): { dataset: Dataset; offset: number }[] =>
  datasetsOf(m.shared.town, () => '').flatMap((dataset) =>
    Array.from({ length: Math.ceil(dataset.count() / PART) }, (_, n) => ({ dataset, offset: n * PART })),
  );
const pathOf = ({ dataset, offset }: { dataset: Dataset; offset: number }, format: string): string =>
  `/downloads/${dataset.id}.${format}?offset=${offset}&limit=${PART}`;

/** Each part of each dataset: every row has its columns, in their order, and the CSV has the same header. */
export default defineCheck({
  name: 'downloads',
  count: (m) => parts(m).length,
  record: (m, i) => {
    const part = parts(m)[i];
    return part === undefined ? '' : `${HOST} ${pathOf(part, 'json')}`;
  },
  async examine(asker, i) {
    const part = parts(asker.m)[i];
    if (part === undefined) return;
    const { columns } = part.dataset;
    const row = z.strictObject(Object.fromEntries(columns.map((name) => [name, cell])));
    const rows = await asker.json(HOST, pathOf(part, 'json'), z.array(row));
    same('rows', rows.length, Math.min(PART, part.dataset.count() - part.offset));
    for (const one of rows) same('order of columns', Object.keys(one), columns);
    const csv = await asker.text(HOST, pathOf(part, 'csv'));
    same('header of the CSV', csv.slice(0, csv.indexOf('\r\n')), columns.join(','));
  },
});
