import type { Store } from 'n3';
import { datasetsOf } from '../../systems/opendata/datasets.ts';
import { turtle, turtleFile, wrongBy } from '../../testing/rdf.ts';
import { defineCheck, same } from '../check.ts';

const FOLDER = `${import.meta.dirname}/../../systems/opendata`;
const HOST = 'opendata';
const as = (accept: string) => ({ headers: { accept } });
let shape: Store | undefined;

/** The catalogue and each of its datasets, as Turtle and as JSON-LD, by the shapes of DCAT-AP Vlaanderen. */
export default defineCheck({
  name: 'catalogue',
  count: (m) => datasetsOf(m.shared.town, () => '').length + 1,
  record: (m, i) => `${HOST} ${pathOf(datasetsOf(m.shared.town, () => '')[i - 1]?.id)}`,
  async examine(asker, i) {
    shape ??= turtleFile(FOLDER, 'shape.ttl');
    const path = pathOf(datasetsOf(asker.m.shared.town, () => '')[i - 1]?.id);
    same('wrong by the shape', await wrongBy(shape, turtle(await asker.text(HOST, path, as('text/turtle')))), []);
    await asker.valid(shape, JSON.parse(await asker.text(HOST, path, as('application/ld+json'))));
  },
});

const pathOf = (id: string | undefined): string => (id === undefined ? '/catalogus' : `/datasets/${id}`);
