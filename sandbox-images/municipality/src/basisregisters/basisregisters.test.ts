import { fullAddress } from '@proeftuin/contract/address';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../open.ts';
import { itemWriter } from '../systems/adressen/records.ts';
import { call, jsonOf, openSmall } from '../testing/open.ts';
import { identifier, named } from './answer.ts';

let m: Municipality;
beforeAll(async () => {
  m = await openSmall();
});
const get = (path: string, headers: Record<string, string> = {}) => call(m, 'basisregisters', path, { headers });
const identificator = z.looseObject({ objectId: z.string() });
const document = z.looseObject({
  '@context': z.string(),
  '@type': z.string(),
  identificator,
  // Gebouwen and gebouweenheden have none.
  _links: z.looseObject({ self: z.object({ href: z.string() }) }).optional(),
});
const list = z.looseObject({ '@context': z.string(), volgende: z.string().optional() });
const item = z.looseObject({ '@type': z.string(), identificator, detail: z.string() });
const listOf = async (path: string, key: string) => {
  const found = await jsonOf(get(path), list);
  return { ...found, items: z.array(item).parse(found[key]) };
};
const firstOf = async (resource: string, key: string): Promise<string> =>
  new URL((await listOf(`/v2/${resource}?limit=1`, key)).items[0]?.detail ?? '').pathname;
const LISTS = [
  ['adressen', 'adressen'],
  ['straatnamen', 'straatnamen'],
  ['gemeenten', 'gemeenten'],
  ['postinfo', 'postInfoObjecten'],
  ['gebouwen', 'gebouwen'],
  ['gebouweenheden', 'gebouweenheden'],
  ['percelen', 'percelen'],
] as const;

describe.each(LISTS)('%s', (resource, key) => {
  test('each item of the list leads to its detail, of the same id', async () => {
    const { items } = await listOf(`/v2/${resource}?limit=5`, key);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      const detail = await jsonOf(get(new URL(item.detail).pathname), document);
      expect(detail.identificator).toEqual(item.identificator);
      expect(detail['@type']).toBe(item['@type']);
      if (!resource.startsWith('gebouw')) expect(detail._links?.self.href).toBe(item.detail);
    }
  });

  test('volgende leads on to the end, without a hole or a repeat', async () => {
    const ids: string[] = [];
    let path: string | undefined = `/v2/${resource}?limit=100`;
    while (path !== undefined) {
      const page: Awaited<ReturnType<typeof listOf>> = await listOf(path, key);
      ids.push(...page.items.map(({ identificator: { objectId } }) => objectId));
      path = page.volgende?.replace(/^https:\/\/[^/]+/, '');
    }
    expect(new Set(ids).size).toBe(ids.length);
    if (resource === 'adressen') expect(ids.length).toBe(m.shared.town.addresses.count);
    if (resource === 'straatnamen') expect(ids.length).toBe(m.shared.town.streets.count);
    if (resource === 'gebouwen' || resource === 'percelen') expect(ids.length).toBe(m.shared.town.buildings.count);
    if (resource === 'gebouweenheden') expect(ids.length).toBe(m.shared.town.units.count);
  });

  test('the total is that of the list, also of a part of it', async () => {
    const total = async (query: string) =>
      (await jsonOf(get(`/v2/${resource}/totaal-aantal${query}`), z.strictObject({ totaalAantal: z.int() })))
        .totaalAantal;
    const lists = async (query: string) => (await listOf(`/v2/${resource}?limit=500&${query}`, key)).items.length;
    expect(await total('')).toBeGreaterThan(0);
    for (const query of ['status=gerealiseerd', 'status=voorgesteld', 'gemeentenaam=Nergens', 'adresObjectId=90000003'])
      expect(await total(`?${query}`)).toBe(await lists(query));
  });

  test('its context is served, for list and detail', async () => {
    const page = await listOf(`/v2/${resource}?limit=1`, key);
    const detail = await jsonOf(get(await firstOf(resource, key)), document);
    for (const one of [page, detail]) {
      const answer = await get(new URL(one['@context']).pathname);
      expect(answer.headers.get('content-type')).toBe('application/ld+json');
      expect(Object.keys(await jsonOf(answer, z.looseObject({})))).toEqual(['@context']);
    }
  });

  test('an unchanged document is not sent again', async () => {
    const path = await firstOf(resource, key);
    const etag = (await get(path)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^".+"$/);
    const again = await get(path, { 'if-none-match': `W/"x", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(path, { 'if-none-match': '"x"' })).status).toBe(200);
  });
});

test('the type that a caller likes most is answered, whether it names one or several', async () => {
  const typeOf = async (accept: string) =>
    (await get('/v2/gemeenten', { accept })).headers.get('content-type')?.replace(/;.*/, '');
  expect(await typeOf('application/json')).toBe('application/json');
  expect(await typeOf('application/json;q=0.9, application/ld+json')).toBe('application/ld+json');
  expect(await typeOf('Application/JSON')).toBe('application/json');
  expect((await get('/v2/gemeenten', { accept: 'text/csv' })).status).toBe(406);
});

test('a list of addresses is written as JSON writes it, along several streets, houses and boxes', async () => {
  const { items } = m.shared.town.addresses.page(0, 500);
  expect(new Set(items.map(({ streetId }) => streetId)).size).toBeGreaterThan(2);
  expect(new Set(items.map(({ box }) => box === '')).size).toBe(2);
  const text = await (await get('/v2/adressen?limit=500')).text();
  expect(JSON.stringify(JSON.parse(text))).toBe(text);
  const told = await listOf('/v2/adressen?limit=500', 'adressen');
  expect(told.items).toEqual(
    items.map((a) => ({
      '@type': 'Adres',
      identificator: identifier('adres', a.id, a.version),
      detail: `https://basisregisters.vlavirgem.test/v2/adressen/${a.id}`,
      huisnummer: a.houseNumber,
      ...(a.box === '' ? {} : { busnummer: a.box }),
      volledigAdres: named(fullAddress(a)),
      adresStatus: a.status,
    })),
  );
});

test('a name with quotes is a name with quotes in a list', () => {
  const [a] = m.shared.town.addresses.page(0, 1).items;
  if (a === undefined) throw new Error('no address');
  const text = itemWriter('https://x/v2')({ ...a, street: String.raw`Aan "de" \Leie`, municipality: '"Ω"' });
  expect(JSON.parse(text)).toMatchObject({
    volledigAdres: {
      geografischeNaam: { spelling: String.raw`Aan "de" \Leie ${a.houseNumber}, ${a.postalCode} "Ω"` },
    },
  });
});

describe('filters of addresses', () => {
  const one = () => {
    const flat = m.shared.town.addresses.page(0, 5_000).items.find(({ box }) => box !== '');
    if (flat === undefined) throw new Error('no flat');
    return flat;
  };
  const found = async (query: Record<string, string>): Promise<string[]> =>
    (await listOf(`/v2/adressen?${new URLSearchParams(query)}`, 'adressen')).items.map(
      ({ identificator: { objectId } }) => objectId,
    );

  test('street, number, box, postal code and municipality find the one', async () => {
    const a = one();
    const query = {
      straatnaam: a.street.toUpperCase(),
      huisnummer: a.houseNumber,
      busnummer: a.box,
      postcode: a.postalCode,
      gemeentenaam: 'aalter',
    };
    expect(await found(query)).toEqual([a.id]);
  });
  test('objectId finds it too', async () => expect(await found({ objectId: one().id })).toEqual([one().id]));
  test('the street by its id, page after page, is all of the street', async () => {
    const { streetId } = one();
    const ids = [
      ...(await found({ straatnaamObjectId: streetId, limit: '10' })),
      ...(await found({ straatnaamObjectId: streetId, limit: '490', offset: '10' })),
    ];
    expect(ids).toEqual(m.shared.town.addresses.page(0, 500, { streetId }).items.map(({ id }) => id));
  });
  test.each([
    { gemeentenaam: 'Gent' },
    { straatnaam: 'Nergensstraat' },
    { postcode: '1000' },
    { huisnummer: '99999' },
    { nisCode: '1' },
  ])('nothing for %o', async (query) => expect(await found(query)).toEqual([]));
  test('a homonym is told apart by its addition', async () => {
    const addition = z.looseObject({
      homoniemToevoeging: z.object({ geografischeNaam: z.looseObject({ spelling: z.string() }) }).optional(),
    });
    const { straatnamen } = await jsonOf(
      get('/v2/straatnamen?straatnaam=Kerkstraat'),
      z.looseObject({ straatnamen: z.array(addition) }),
    );
    const additions = straatnamen.map(({ homoniemToevoeging: told }) => told?.geografischeNaam.spelling);
    expect(additions).toEqual(['AA', 'BE', 'KN']);
  });
});

describe('what belongs together', () => {
  const link = z.object({ objectId: z.string(), detail: z.string() });
  const at = <T>(url: string, shape: z.ZodType<T>): Promise<T> => {
    const { pathname, search } = new URL(url);
    return jsonOf(get(pathname + search), shape);
  };

  test('the links of every address of a town of 200 lead to its unit and parcel, and theirs back to it', async () => {
    const town = await openSmall({ population: 200 });
    const here = async <T>(url: string, shape: z.ZodType<T>): Promise<T> => {
      const { pathname, search } = new URL(url);
      return jsonOf(call(town, 'basisregisters', pathname + search), shape);
    };
    const linked = z.looseObject({
      _links: z.object({
        self: z.object({ href: z.string() }),
        gebouweenheden: z.object({ href: z.string() }),
        percelen: z.object({ href: z.string() }),
      }),
    });
    for (let i = 0; i < town.shared.town.addresses.count; i++) {
      const { id } = town.shared.town.addresses.byIndex(i);
      const { _links: links } = await here(`https://x/v2/adressen/${id}`, linked);
      const self = { objectId: id, detail: links.self.href };
      const { gebouweenheden } = await here(
        links.gebouweenheden.href,
        z.looseObject({ gebouweenheden: z.array(item) }),
      );
      expect(gebouweenheden.length).toBe(1);
      const unit = await here(
        gebouweenheden[0]?.detail ?? '',
        z.looseObject({ adressen: z.array(link), gebouw: link, gebouweenheidStatus: z.string() }),
      );
      expect(unit.adressen).toEqual([self]);
      const { percelen } = await here(links.percelen.href, z.looseObject({ percelen: z.array(item) }));
      expect(percelen.length).toBe(1);
      const parcel = await here(percelen[0]?.detail ?? '', z.looseObject({ adressen: z.array(link) }));
      expect(parcel.adressen).toContainEqual(self);
      const building = await here(
        unit.gebouw.detail,
        z.looseObject({ gebouweenheden: z.array(link.extend({ status: z.string() })), percelen: z.array(link) }),
      );
      expect(building.gebouweenheden).toContainEqual({
        objectId: gebouweenheden[0]?.identificator.objectId,
        detail: gebouweenheden[0]?.detail,
        status: unit.gebouweenheidStatus,
      });
      expect(building.percelen.map(({ detail }) => detail)).toEqual(percelen.map(({ detail }) => detail));
    }
    town.close();
  });

  test('a parcel leads to the building on it, whose units are the building’s', async () => {
    const [parcel] = m.shared.town.parcels.page(0, 1).items;
    const { gebouwen } = await at(
      `https://x/v2/gebouwen?capakey=${parcel?.id}`,
      z.looseObject({ gebouwen: z.array(item) }),
    );
    const [building] = gebouwen;
    const { gebouweenheden } = await at(
      `https://x/v2/gebouweenheden?GEBOUWOBJECTID=${building?.identificator.objectId}`,
      z.looseObject({ gebouweenheden: z.array(item) }),
    );
    const detail = await at(building?.detail ?? '', z.looseObject({ gebouweenheden: z.array(link.loose()) }));
    expect(gebouweenheden.map(({ identificator: { objectId } }) => objectId)).toEqual(
      detail.gebouweenheden.map(({ objectId }) => objectId),
    );
  });

  test('a building is a polygon and a unit a point, in Lambert 72', async () => {
    const gml = (name: string) =>
      z.looseObject({ [name]: z.looseObject({ geometrie: z.object({ type: z.string(), gml: z.string() }) }) });
    const building = await jsonOf(get(await firstOf('gebouwen', 'gebouwen')), gml('gebouwPolygoon'));
    expect(building.gebouwPolygoon).toMatchObject({
      geometrie: {
        type: 'Polygon',
        gml: expect.stringMatching(
          /^<gml:Polygon srsName="https:\/\/www\.opengis\.net\/def\/crs\/EPSG\/0\/31370" .*<gml:posList>(\d+\.\d\d ){9}\d+\.\d\d<\/gml:posList>/,
        ),
      },
      geometrieMethode: 'ingemetenGRB',
    });
    const unit = await jsonOf(get(await firstOf('gebouweenheden', 'gebouweenheden')), gml('gebouweenheidPositie'));
    expect(unit.gebouweenheidPositie).toMatchObject({ geometrie: { type: 'Point' } });
  });
});
