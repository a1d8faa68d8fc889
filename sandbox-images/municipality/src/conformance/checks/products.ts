import { Store } from 'n3';
import * as z from 'zod';
import { PRODUCTS } from '../../data/products.ts';
import { around, instanceShape } from '../../systems/producten/testing/shapes.ts';
import { wrongBy } from '../../testing/rdf.ts';
import { defineCheck, same } from '../check.ts';

const OFFERED = PRODUCTS.filter(({ ended }) => ended !== true);
let shape: Store | undefined;

const pathOf = (nis: string | undefined, i: number): string =>
  `/v1/producten/${OFFERED[i % OFFERED.length]?.number}?niscode=${nis}`;

/** An instance of a product, by the shapes of IPDC-LPDC. */
export default defineCheck({
  name: 'products',
  count: (m) => m.shared.town.municipalities.length * OFFERED.length,
  record: (m, i) => `producten ${pathOf(m.shared.town.municipalities[Math.floor(i / OFFERED.length)]?.nis, i)}`,
  async examine(asker, i) {
    const own = asker.m.shared.town.municipalities[Math.floor(i / OFFERED.length)];
    shape ??= instanceShape();
    const document = await asker.json('producten', pathOf(own?.nis, i), z.looseObject({ productnummer: z.string() }));
    same('number', document.productnummer, OFFERED[i % OFFERED.length]?.number);
    const graph = await asker.graph(document);
    same('wrong by the shape', await wrongBy(shape, new Store([...graph, ...around(asker.m)])), []);
  },
});
