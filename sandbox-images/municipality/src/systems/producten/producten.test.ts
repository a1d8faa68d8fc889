import { intoConfig, replicateLDES } from 'ldes-client';
import { Store } from 'n3';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { addressed, PRODUCTS } from '../../data/products.ts';
import type { Municipality } from '../../open.ts';
import { call, jsonOf, openSmall } from '../../testing/open.ts';
import { quadsOf, wrongBy } from '../../testing/rdf.ts';
import { around, instanceShape, snapshotShape } from './testing/shapes.ts';

const texts = z.record(z.string(), z.string());
const itemSchema = z.looseObject({ '@id': z.string(), productnummer: z.string(), naam: texts, detail: z.string() });
const listSchema = z.looseObject({
  totaal: z.int(),
  producten: z.array(itemSchema),
  volgende: z.string().optional(),
});
const memberSchema = z.looseObject({
  '@id': z.string(),
  isVersionOf: z.string(),
  generatedAtTime: z.string(),
  creatie: z.string(),
  laatstGewijzigd: z.string(),
  gearchiveerd: z.boolean(),
});
const pageSchema = z.looseObject({
  view: z.looseObject({
    '@id': z.string(),
    relation: z.array(z.object({ '@type': z.string(), node: z.string(), path: z.string(), value: z.string() })),
  }),
  member: z.array(memberSchema),
});

let m: Municipality;
beforeAll(async () => {
  m = await openSmall();
});
const get = (path: string, headers: Record<string, string> = {}, of = m) => call(of, 'producten', path, { headers });
const list = (query: string, of = m) => jsonOf(get(`/v1/producten${query}`, {}, of), listSchema);
const pathOf = (url: string): string => url.replace(/^https:\/\/[^/]+/, '');

/** All pages of the feed, from the first on by what each says is next. */
async function feed(of: Municipality): Promise<z.infer<typeof pageSchema>[]> {
  const pages: z.infer<typeof pageSchema>[] = [];
  let path: string | undefined = '/doc/instancesnapshot?pageNumber=0';
  while (path !== undefined) {
    const page: z.infer<typeof pageSchema> = await jsonOf(get(path, {}, of), pageSchema);
    pages.push(page);
    const next = page.view.relation.find((r) => r['@type'] === 'GreaterThanOrEqualToRelation');
    path = next === undefined ? undefined : pathOf(next.node);
  }
  return pages;
}

describe('the texts', () => {
  const all = PRODUCTS.flatMap(({ name, about, condition = '', evidence = '', how }) => [
    name,
    about,
    condition,
    evidence,
    how,
  ]);
  test('say u in one form and je in the other, and never both', () => {
    for (const text of all) {
      expect(addressed(text, 'formal')).not.toMatch(/\b(je|jij|jou|jouw|jullie|jezelf|jijzelf)\b|[[\]|]/i);
      expect(addressed(text, 'informal')).not.toMatch(/\b(u|uw|uzelf)\b|[[\]|]/i);
    }
  });
  test('are some forty products, each with a number of its own that a manifest may name', () => {
    const numbers = PRODUCTS.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(PRODUCTS.length);
    expect(PRODUCTS.length).toBeGreaterThanOrEqual(40);
    for (const number of numbers) expect(`ipdc:${number}`).toMatch(/^ipdc:\d{1,8}$/);
    expect(PRODUCTS.find(({ number }) => number === '1152')?.name).toMatch(/verhuizing/);
  });
});

describe('the list', () => {
  test('leads on to its end, and each line to a detail of the same instance', async () => {
    const ids: string[] = [];
    let path: string | undefined = '?limit=7';
    while (path !== undefined) {
      const page: z.infer<typeof listSchema> = await list(path);
      for (const item of page.producten) {
        const detail = await jsonOf(get(pathOf(item.detail)), itemSchema.omit({ detail: true }));
        expect([detail['@id'], detail.productnummer, detail.naam]).toEqual([
          item['@id'],
          item.productnummer,
          item.naam,
        ]);
        ids.push(item['@id']);
      }
      path = page.volgende?.replace(/^[^?]*/, '');
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(PRODUCTS.filter(({ ended }) => ended !== true).length);
  });
  test.each([
    ['?q=VERHUIZEN', ['1152']],
    ['?q=cafe%20terras', ['Terras op het openbaar domein']],
    ['?productnummer=ipdc:1152', ['1152']],
    ['?q=nergens', []],
    ['?niscode=11002', []],
    ['?type=Onzin', []],
  ])('%s', async (query, wanted) => {
    const { producten, totaal } = await list(query);
    expect(totaal).toBe(wanted.length);
    expect(
      producten.map((p) => (wanted.includes(p.productnummer) ? p.productnummer : p.naam['nl-BE-x-formal'])),
    ).toEqual(wanted);
  });
  test('by theme and audience is exactly what the data says', async () => {
    const { producten } = await list('?thema=EconomieWerk&doelgroep=Onderneming&limit=500');
    const wanted = PRODUCTS.filter((p) => p.themes.includes('EconomieWerk') && p.audiences.includes('Onderneming'));
    expect(producten.map((p) => p.productnummer)).toEqual(wanted.map(({ number }) => number));
    expect(wanted.length).toBeGreaterThan(3);
  });
});

test('a product is found by its number, with or without ipdc:, and by its UUID', async () => {
  const [a, b] = [await (await get('/v1/producten/1152')).text(), await (await get('/v1/producten/ipdc:1152')).text()];
  expect(b).toBe(a);
  const uuid = z.looseObject({ '@id': z.string() }).parse(JSON.parse(a))['@id'].split('/').at(-1);
  expect(await (await get(`/v1/producten/${uuid}`)).text()).toBe(a);
});

test('an unchanged document is not sent again', async () => {
  const etag = (await get('/v1/producten/1152')).headers.get('etag') ?? '';
  expect((await get('/v1/producten/1152', { 'if-none-match': etag })).status).toBe(304);
  expect((await get('/v1/producten/1152', { 'if-none-match': '"x"' })).status).toBe(200);
});

describe('valid by the shapes of IPDC-LPDC', () => {
  const shape = snapshotShape();
  const data = async (of: Municipality, document: object): Promise<Store> =>
    new Store([...(await quadsOf(of, document)), ...around(of)]);

  test('each member of the feed', async () => {
    for (const page of await feed(m)) {
      const graph = await data(m, page);
      const type = 'https://productencatalogus.data.vlaanderen.be/ns/ipdc-lpdc#InstancePublicServiceSnapshot';
      expect(graph.getSubjects('http://www.w3.org/1999/02/22-rdf-syntax-ns#type', type, null).length).toBe(
        page.member.length,
      );
      expect(await wrongBy(shape, graph)).toEqual([]);
    }
  });

  test('each instance', async () => {
    const own = instanceShape();
    for (const { detail } of (await list('?limit=500')).producten) {
      const document = await jsonOf(get(pathOf(detail)), z.looseObject({}));
      expect(await wrongBy(own, await data(m, document))).toEqual([]);
    }
  });

  test('and one without a name, or with a theme of its own, is not', async () => {
    const [page] = await feed(m);
    const nameless = { ...page?.member[0], naam: undefined };
    const broken = { ...page, member: [nameless, { ...page?.member[1], themas: ['Onzin'] }] };
    const wrong = (await wrongBy(shape, await data(m, broken))).join('\n');
    expect(wrong).toMatch(/terms\/title.*MinCount/);
    expect(wrong).toMatch(/thematicArea.*ClassConstraint/);
  });
});

describe('the feed', () => {
  test('is in order, each member once, and agrees with the list', async () => {
    const pages = await feed(m);
    const members = pages.flatMap(({ member }) => member);
    expect(pages.length).toBeGreaterThan(2);
    expect(new Set(members.map((v) => v['@id'])).size).toBe(members.length);
    expect(members.map((v) => v.generatedAtTime)).toEqual(members.map((v) => v.generatedAtTime).sort());
    const last = new Map(members.map((v) => [v.isVersionOf, v]));
    expect(last.size).toBe(PRODUCTS.length);
    for (const item of (await list('?limit=500')).producten) expect(last.get(item['@id'])?.gearchiveerd).toBe(false);
    expect([...last.values()].filter((v) => v.gearchiveerd)).toHaveLength(1);
  });
  test('relations hold for what they lead to', async () => {
    const pages = await feed(m);
    for (const [i, { view }] of pages.entries()) {
      for (const { '@type': type, value, node } of view.relation) {
        const there = pages.find((p) => p.view['@id'] === node)?.member.map((v) => v.generatedAtTime) ?? [];
        expect(there.length).toBeGreaterThan(0);
        for (const at of there) expect(type.startsWith('Greater') ? at >= value : at <= value).toBe(true);
      }
      expect(view.relation.length).toBe(i === 0 || i === pages.length - 1 ? 1 : 2);
    }
  });
  test('versions of one instance differ, and lie between its creation and the town date', async () => {
    const members = (await feed(m)).flatMap(({ member }) => member);
    const bodies = new Map<string, Set<string>>();
    for (const { '@id': _, generatedAtTime: at, laatstGewijzigd: changed, ...rest } of members) {
      expect(rest.creatie <= changed && changed <= at && at < m.shared.town.date).toBe(true);
      const seen = bodies.get(rest.isVersionOf) ?? new Set<string>();
      expect(seen.has(JSON.stringify(rest))).toBe(false);
      bodies.set(rest.isVersionOf, seen.add(JSON.stringify(rest)));
    }
  });
  test('pages that have a next one may be kept for good, the last may not', async () => {
    const pages = await feed(m);
    const caching = (n: number) =>
      get(`/doc/instancesnapshot?pageNumber=${n}`).then((a) => a.headers.get('cache-control'));
    expect(await caching(0)).toMatch(/immutable/);
    expect(await caching(pages.length - 1)).toBe('no-cache');
  });
  test('an existing client reads it to the end', async () => {
    const client = replicateLDES(
      intoConfig({
        url: 'https://producten.vlavirgem.test/doc/instancesnapshot?pageNumber=0',
        urlIsView: true,
        fetch: async (input: string | URL | Request, init?: RequestInit) => m.fetch(new Request(input, init)),
      }),
    );
    const ids = new Set<string>();
    const reader = client.stream().getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) ids.add(next.value.id.value);
    const members = (await feed(m)).flatMap(({ member }) => member.map((v) => v['@id']));
    expect([...ids].sort()).toEqual([...members].sort());
  });
});

test('the same town says the same bytes, another seed other ones; what happens moves nothing', async () => {
  const paths = ['/v1/producten', '/v1/producten/1152', '/doc/instancesnapshot?pageNumber=1'];
  const said = async (of: Municipality) => Promise.all(paths.map(async (path) => (await get(path, {}, of)).text()));
  const [same, other] = [await openSmall(), await openSmall({ seed: 'anders' })];
  const [p] = same.shared.town.people.select({ adult: true }, 1);
  const [home] = same.shared.town.addresses.vacant(1);
  same.shared.town.move('test', [p?.id ?? ''], home?.id ?? '', '2026-01-02');
  expect(await said(same)).toEqual(await said(m));
  expect(await said(other)).not.toEqual(await said(m));
});

test('a region has the products of each of its municipalities, told apart by niscode', async () => {
  const region = await openSmall({ profile: 'leiedal', population: 2_000 });
  const { producten, totaal } = await list('?productnummer=1152', region);
  expect([totaal, producten.length]).toEqual([13, 13]);
  const named = (await list('?productnummer=1152&niscode=34022', region)).producten;
  expect(named).toHaveLength(1);
  const own = await jsonOf(get('/v1/producten/1152?niscode=34022', {}, region), z.looseObject({ '@id': z.string() }));
  expect(own['@id']).toBe(named[0]?.['@id']);
});

describe('misuse', () => {
  const archived = PRODUCTS.find(({ ended }) => ended)?.number ?? '';
  test.each([
    ['GET', '/v1/producten?limit=0', {}, 400],
    ['GET', '/v1/producten?limit=501', {}, 400],
    ['GET', '/v1/producten?limit=tien', {}, 400],
    ['GET', '/v1/producten?limit=', {}, 400],
    ['GET', '/v1/producten?offset=-1', {}, 400],
    ['GET', '/v1/producten?offset=1e3', {}, 400],
    ['GET', '/v1/producten?offset=100000', {}, 404],
    ['GET', '/v1/producten?q=nergens&offset=1', {}, 404],
    ['GET', `/v1/producten?q=${'a+'.repeat(51)}`, {}, 400],
    ['GET', '/v1/producten', { accept: 'text/html' }, 406],
    ['GET', '/v1/producten', { accept: 'application/xml' }, 406],
    ['GET', '/v1/producten', { accept: 'application/ld+json;q=0, application/json;q=0' }, 406],
    ['GET', '/v1/producten/1152', { accept: 'text/turtle' }, 406],
    ['GET', '/v1/producten/0', {}, 404],
    ['GET', '/v1/producten/1152?niscode=11002', {}, 404],
    ['GET', '/v1/producten/ipdc:', {}, 404],
    ['GET', '/v1/producten/__proto__', {}, 404],
    ['GET', '/v1/producten/%27%20OR%201=1--', {}, 404],
    ['GET', `/v1/producten/${archived}`, {}, 410],
    ['POST', '/v1/producten', {}, 405],
    ['PUT', '/v1/producten/1152', {}, 405],
    ['DELETE', '/v1/producten/1152', {}, 405],
    ['PATCH', '/doc/instancesnapshot', {}, 405],
    ['GET', '/doc/instancesnapshot?pageNumber=99', {}, 404],
    ['GET', '/doc/instancesnapshot?pageNumber=-1', {}, 400],
    ['GET', '/doc/instancesnapshot?pageNumber=x', {}, 400],
    ['GET', '/doc/instancesnapshot', { accept: 'text/csv' }, 406],
    ['GET', '/doc/conceptsnapshot', {}, 404],
    ['GET', '/context/ipdc-lpdc/2024-01-11/__proto__', {}, 404],
    ['GET', '/context/ipdc-lpdc/2000-01-01/ldes.jsonld', {}, 404],
    ['GET', '/v2/producten', {}, 404],
  ] as const)('%s %s %o', async (method, path, headers, status) => {
    const answer = await call(m, 'producten', path, { method, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    if (status === 405) expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });
});
