import { Store } from 'n3';
import * as z from 'zod';
import { catalogueOf } from '../../catalogue/versions.ts';
import type { Municipality } from '../../open.ts';
import { pagesOf } from '../../systems/producten/feed.ts';
import { around, snapshotShape } from '../../systems/producten/testing/shapes.ts';
import { wrongBy } from '../../testing/rdf.ts';
import { defineCheck, same } from '../check.ts';

const pathOf = (page: number): string => `/doc/instancesnapshot?pageNumber=${page}`;
const feed = z.looseObject({ member: z.array(z.unknown()) });
const pages = (m: Municipality): number => pagesOf(catalogueOf(m.shared.town).all);
let shape: Store | undefined;

/** The event stream of products, page by page: each member by the shapes of IPDC-LPDC. */
export default defineCheck({
  name: 'snapshots',
  count: pages,
  record: (_, i) => `producten ${pathOf(i)}`,
  async examine(asker, i) {
    shape ??= snapshotShape();
    const page = await asker.json('producten', pathOf(i), feed);
    const graph = new Store([...(await asker.graph(page)), ...around(asker.m)]);
    same('wrong by the shape', await wrongBy(shape, graph), []);
  },
});
