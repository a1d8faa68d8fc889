import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import * as z from 'zod';
import { FEEDS } from '../../systems/wijzigingen/feeds.ts';
import type { Town } from '../../town/types.ts';
import { type Asker, defineCheck, holds, same, Wrong } from '../check.ts';

const HOST = 'basisregisters';
const PAGE = 100;
const registers = FEEDS.map(({ names }) => names.register);

/** Objects of each register, each with one event at least. */
const objects = (town: Town): number[] => [
  town.municipalities.length,
  town.municipalities.flatMap(({ postal }) => postal).length,
  town.streets.count,
  town.addresses.count,
  town.buildings.count,
  town.units.count,
  town.parcels.count,
];
const pages = (town: Town): { register: string; page: number }[] =>
  objects(town).flatMap((count, r) =>
    Array.from({ length: Math.max(1, Math.floor(count / PAGE)) }, (_, n) => ({
      register: registers[r] ?? '',
      page: n + 1,
    })),
  );

const event = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().regex(/^\d+$/),
  time: z.iso.datetime({ offset: true }),
  type: z.string().regex(/^basisregisters\.[a-z]+\.(create|update)\.v1$/),
  source: z.url(),
  dataschema: z.url(),
  subject: z.url(),
  data: z.looseObject({ objectId: z.string() }),
});

const compiled = new Map<string, ValidateFunction>();
async function schemaOf(asker: Asker, url: string): Promise<ValidateFunction> {
  const known = compiled.get(url);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);
  const made = ajv.compile(await asker.at(url, z.looseObject({})));
  compiled.set(url, made);
  return made;
}

/** A page of a change feed: CloudEvents in order, each with data after the official schema. */
export default defineCheck({
  name: 'feeds',
  count: (m) => pages(m.shared.town).length,
  record(m, i) {
    const { register, page } = pages(m.shared.town)[i] ?? {};
    return `${HOST} /v3/feeds/wijzigingen/${register}?pagina=${page}`;
  },
  async examine(asker, i) {
    const { register, page } = pages(asker.m.shared.town)[i] ?? {};
    const events = await asker.json(HOST, `/v3/feeds/wijzigingen/${register}?pagina=${page}`, z.array(event));
    holds('the page is empty', events.length > 0 && events.length <= PAGE);
    const ids = events.map(({ id }) => Number(id));
    same(
      'order of the events',
      ids,
      [...new Set(ids)].sort((a, b) => a - b),
    );
    for (const { id, dataschema, data, subject } of events) {
      const obeys = await schemaOf(asker, dataschema);
      if (!obeys(data)) throw new Wrong(`event ${id}: ${JSON.stringify(obeys.errors?.[0])}`);
      holds(`subject of event ${id}`, subject.endsWith(`/${data.objectId}`));
    }
  },
});
