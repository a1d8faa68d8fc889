import type { Store } from 'n3';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { type Asker, defineCheck, holds, same } from '../check.ts';
import { LISTS, type List } from '../lists.ts';

const PAGE = 100;

const pages = (m: Municipality): { list: List; offset: number }[] =>
  LISTS.flatMap((list) =>
    Array.from({ length: Math.max(1, Math.ceil(list.total(m) / PAGE)) }, (_, n) => ({ list, offset: n * PAGE })),
  );
const pathOf = ({ list, offset }: { list: List; offset: number }): string =>
  `${list.path}?offset=${offset}&limit=${PAGE}`;
const found = z.looseObject({ volgende: z.url().optional() });
const item = z.looseObject({ identificator: z.looseObject({ id: z.string() }), detail: z.url() });

/** A base register counts as many as there are, and its first leads to its detail; as linked data its list tells of that one. */
async function asRegister(asker: Asker, list: List, graph: Store, first: unknown): Promise<void> {
  const { totaalAantal } = await asker.json(
    list.host,
    `${list.path}/totaal-aantal`,
    z.looseObject({ totaalAantal: z.int() }),
  );
  same('totaalAantal', totaalAantal, list.total(asker.m));
  const { identificator, detail } = item.parse(first);
  const one = await asker.at(detail, z.looseObject({ identificator: z.looseObject({ id: z.string() }) }));
  same('detail of the first', one.identificator, identificator);
  holds(
    `as linked data nothing is said of ${identificator.id}`,
    graph.countQuads(identificator.id, null, null, null) > 0,
  );
}

/** Each page of each list: by its schema, as long as it should be, and leading on exactly where there is more. */
export default defineCheck({
  name: 'lists',
  count: (m) => pages(m).length,
  record: (m, i) => {
    const page = pages(m)[i];
    return page === undefined ? '' : `${page.list.host} ${pathOf(page)}`;
  },
  async examine(asker, i) {
    const at = pages(asker.m)[i];
    if (at === undefined) return;
    const { list, offset } = at;
    const page = await asker.json(list.host, pathOf(at), z.looseObject({}));
    list.schema.parse(page);
    const items = z.array(z.unknown()).parse(page[list.items]);
    const left = list.total(asker.m) - offset;
    same('items', items.length, Math.min(PAGE, left));
    const { volgende } = found.parse(page);
    const next = volgende === undefined ? null : new URL(volgende).searchParams.get('offset');
    same('offset of volgende', next, list.leads && left > PAGE ? String(offset + PAGE) : null);
    if (items.length === 0) return;
    const graph = await asker.valid(list.shapes, page);
    if (list.counts && offset === 0) await asRegister(asker, list, graph, items[0]);
  },
});
