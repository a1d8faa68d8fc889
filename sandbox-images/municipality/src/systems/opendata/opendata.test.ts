import { Store } from 'n3';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { toTurtle } from '../../catalogue/linked.ts';
import { PRODUCTS } from '../../data/products.ts';
import type { Municipality } from '../../open.ts';
import { call, lever, openSmall } from '../../testing/open.ts';
import { quadsOf, turtle, turtleFile, wrongBy } from '../../testing/rdf.ts';
import { datasetsOf } from './datasets.ts';
import { streamOf } from './download.ts';
import { LEAST, safeCount } from './safe.ts';

let m: Municipality;
beforeAll(async () => {
  m = await openSmall();
});
const get = (path: string, headers: Record<string, string> = {}, of = m) => call(of, 'opendata', path, { headers });
const textOf = async (path: string, of = m): Promise<string> => {
  const answer = await get(path, {}, of);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};
const datasets = (of = m) => datasetsOf(of.shared.town, (host) => `https://${host}.vlavirgem.test`);
const IDS = [
  'adressen',
  'straten',
  'inwoners-per-straat',
  'inwoners-per-sector',
  'producten',
  'besluiten',
  'gebeurtenissen-meldingen',
  'gebeurtenissen-vergunningen',
  'gebeurtenissen-inname',
];
const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const rowsOf = async (id: string, of = m) =>
  z.array(rowSchema).parse(JSON.parse(await textOf(`/downloads/${id}.json`, of)));
/** A table read back from CSV: RFC 4180, all as text. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
const sorted = (graph: Store): string[] =>
  graph
    .getQuads(null, null, null, null)
    .map(({ subject: s, predicate: p, object: o }) => [s, p, o].map((t) => JSON.stringify(t)).join(' '))
    .sort();

describe('the catalogue', () => {
  test('says the same in JSON-LD and in Turtle, and both are valid by DCAT-AP Vlaanderen', async () => {
    const json = await (await get('/catalogus', { accept: 'application/ld+json' })).json();
    const linked = new Store(await quadsOf(m, z.looseObject({}).parse(json)));
    const text = turtle(await (await get('/catalogus', { accept: 'text/turtle' })).text());
    expect(linked.size).toBeGreaterThan(150);
    expect(sorted(linked)).toEqual(sorted(text));
    expect(await wrongBy(turtleFile(import.meta.dirname, 'shape.ttl'), text)).toEqual([]);
  });

  test('without a licence or a title it is found invalid', async () => {
    const text = await textOf('/catalogus.ttl');
    const broken = text.replaceAll('dct:license', 'dct:rights').replaceAll('dct:title', 'dct:alternative');
    const wrong = (await wrongBy(turtleFile(import.meta.dirname, 'shape.ttl'), turtle(broken))).join('\n');
    expect(wrong).toMatch(/terms\/license/);
    expect(wrong).toMatch(/terms\/title/);
  });

  test('names each dataset; its own page is valid too, and each address that it names answers', async () => {
    const graph = turtle(await textOf('/catalogus.ttl'));
    const named = graph.getObjects(null, 'http://www.w3.org/ns/dcat#dataset', null).map(({ value }) => value);
    expect(named.map((url) => url.split('/').at(-1))).toEqual(IDS);
    for (const url of named) {
      const own = turtle(await (await m.fetch(new Request(url, { headers: { accept: 'text/turtle' } }))).text());
      expect(await wrongBy(turtleFile(import.meta.dirname, 'shape.ttl'), own)).toEqual([]);
      for (const property of ['accessURL', 'downloadURL']) {
        for (const { value } of own.getObjects(null, `http://www.w3.org/ns/dcat#${property}`, null)) {
          const answer = await m.fetch(new Request(value));
          expect([value, answer.status]).toEqual([value, 200]);
          await answer.body?.cancel();
        }
      }
    }
  });

  test('offers the event stream of the products as one', async () => {
    const graph = turtle(await textOf('/datasets/producten', m).then(() => textOf('/catalogus.ttl')));
    const [stream] = graph.getSubjects(
      'http://purl.org/dc/terms/conformsTo',
      'https://w3id.org/ldes/specification',
      null,
    );
    const [url] = graph.getObjects(stream ?? null, 'http://www.w3.org/ns/dcat#accessURL', null);
    const page = z
      .looseObject({ '@type': z.string() })
      .parse(await (await m.fetch(new Request(url?.value ?? ''))).json());
    expect(page['@type']).toBe('EventStream');
  });

  test('awkward text survives Turtle', () => {
    const text = 'quote " back \\ line\nreturn\r tab\t bell\u0007 é 😀 \u007f';
    const graph = turtle(
      toTurtle([{ id: 'urn:x:<a b>', types: ['dcat:Dataset'], says: { 'dct:title': [{ text, lang: 'nl' }] } }]),
    );
    expect(graph.getObjects(null, 'http://purl.org/dc/terms/title', null)[0]?.value).toBe(text);
  });
});

describe.each(IDS)('%s', (id) => {
  test('has the same rows as CSV and as JSON, as many as it counts', async () => {
    const rows = await rowsOf(id);
    const [head = [], ...lines] = read(await textOf(`/downloads/${id}.csv`));
    expect(rows.length).toBe(
      datasets()
        .find((d) => d.id === id)
        ?.count(),
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(lines.length).toBe(rows.length);
    lines.forEach((line, i) => {
      expect(line).toEqual(head.map((name) => String(rows[i]?.[name] ?? '')));
    });
  });

  test('in parts it is the same', async () => {
    const rows = await rowsOf(id);
    const parts: unknown[] = [];
    let path: string | undefined = `/downloads/${id}.json?limit=11`;
    for (let n = 0; path !== undefined && n < 6; n++) {
      const answer: Response = await get(path);
      parts.push(...z.array(rowSchema).parse(await answer.json()));
      path = /<https:\/\/[^/]+([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(parts).toEqual(rows.slice(0, parts.length));
    expect(parts.length).toBe(Math.min(66, rows.length));
  });

  test('is not sent again when it is known', async () => {
    const etag = (await get(`/downloads/${id}.csv?limit=1`)).headers.get('etag') ?? '';
    const again = await get(`/downloads/${id}.csv?limit=1`, { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(`/downloads/${id}.csv?limit=2`, { 'if-none-match': etag })).status).toBe(200);
  });
});

describe('no person', () => {
  const COUNTS = ['inwoners', 'huishoudens', 'inwoners_0_17', 'inwoners_18_64', 'inwoners_65_plus'];

  test('can be told from a count: small ones are left out, others are rounded', async () => {
    const bigger = await openSmall({ population: 4_000 });
    let hidden = 0;
    for (const id of ['inwoners-per-straat', 'inwoners-per-sector']) {
      for (const row of await rowsOf(id, bigger)) {
        for (const name of COUNTS) {
          const value = row[name];
          if (value === null) hidden += 1;
          else expect(typeof value === 'number' && value >= LEAST && value % 5 === 0).toBe(true);
        }
      }
    }
    expect(hidden).toBeGreaterThan(10);
  });
  test.each([
    [0, null],
    [9, null],
    [10, 10],
    [12, 10],
    [13, 15],
    [998, 1_000],
  ])('%i is published as %s', (count, published) => expect(safeCount(count)).toBe(published));

  test('is lost from the exact counts behind it, and each is where its address is', () => {
    const { town } = m.shared;
    const streets = Array.from({ length: town.streets.count }, () => ({ residents: 0, minors: 0, seniors: 0 }));
    for (let i = 0; i < town.people.count; i++) {
      const person = town.people.byId(`p-${i + 1}`);
      if (person === undefined || person.address === null || person.deceased !== null || person.emigrated !== null)
        continue;
      const counts = streets[town.streets.byId(person.address.streetId)?.index ?? -1];
      if (counts === undefined) throw new Error('no street');
      const born = person.birthDate.replaceAll('-00', '-07');
      const age =
        Number(town.date.slice(0, 4)) - Number(born.slice(0, 4)) - (born.slice(5) > town.date.slice(5) ? 1 : 0);
      counts.residents += 1;
      if (age < 18) counts.minors += 1;
      if (age >= 65) counts.seniors += 1;
    }
    streets.forEach((counts, i) => {
      expect(town.statistics.ofStreet(i)).toMatchObject(counts);
    });
    const sectors = [...town.statistics.sectors().values()].flat();
    expect(sectors.sort((a, b) => a - b)).toEqual(streets.map((_, i) => i));
  });

  test('is in any file by name or number', async () => {
    const { people } = m.shared.town;
    const all = (
      await Promise.all(
        ['adressen', 'straten', 'inwoners-per-straat', 'inwoners-per-sector'].map((id) =>
          textOf(`/downloads/${id}.csv`),
        ),
      )
    ).join('');
    for (let i = 0; i < people.count; i += 3) expect(all).not.toContain(people.byId(`p-${i + 1}`)?.insz);
    expect(all.split('\r\n')[0]).not.toMatch(/naam_inwoner|insz|geboorte/);
  });

  test('and no matter behind closed doors is in the decisions', async () => {
    expect(await textOf('/downloads/besluiten.csv')).not.toMatch(/leidende functie/);
  });
});

test('products and addresses agree with their own systems', async () => {
  expect((await rowsOf('producten')).map((r) => r.productnummer)).toEqual(
    PRODUCTS.filter(({ ended }) => ended !== true).map(({ number }) => number),
  );
  const [row] = await rowsOf('adressen');
  expect((await call(m, 'basisregisters', `/v2/adressen/${row?.id}`)).status).toBe(200);
  const [decision] = await rowsOf('besluiten');
  expect((await m.fetch(new Request(String(decision?.besluitenlijst)))).status).toBe(200);
});

test('a reader who goes away ends the making of rows', async () => {
  const [dataset] = datasets();
  if (dataset === undefined) throw new Error('no dataset');
  let made = 0;
  const watched = {
    ...dataset,
    *rows(from: number, to: number) {
      made = Math.max(made, to);
      yield* dataset.rows(0, Math.min(to - from, 10));
    },
  };
  const reader = streamOf(watched, 'csv', 0, 1_000_000).getReader();
  await reader.read();
  await reader.cancel();
  await new Promise((done) => setTimeout(done, 20));
  expect(made).toBeGreaterThan(0);
  expect(made).toBeLessThan(5_000);
});

test('others have their turn between the parts of a download', async () => {
  const dataset = datasets().find(({ id }) => id === 'adressen');
  if (dataset === undefined) throw new Error('no dataset');
  let turns = 0;
  const count = (): void => {
    turns += 1;
    timer = setImmediate(count);
  };
  let timer = setImmediate(count);
  let parts = 0;
  for await (const _ of streamOf(dataset, 'csv', 0, dataset.count())) parts += 1;
  clearImmediate(timer);
  expect(parts).toBeGreaterThan(1);
  expect(turns).toBeGreaterThanOrEqual(parts - 1);
});

describe('a download under a fault', () => {
  const read = async (kind: string, path: string, of: Municipality) => {
    await lever(of, 'DELETE', '/faults');
    await lever(of, 'POST', '/faults', { system: 'opendata', kind });
    return (await get(path, {}, of)).text();
  };
  test('small, it is spoilt as any answer is', async () => {
    const of = await openSmall();
    expect(await read('extra-field', '/downloads/producten.json', of)).toContain('onaangekondigd');
    await expect(read('truncated', '/downloads/producten.json', of)).rejects.toThrow('cut');
  });
  test('large, it breaks off, or comes whole: it is never held as a whole', async () => {
    const of = await openSmall({ population: 60_000 });
    const whole = await textOf('/downloads/adressen.json', of);
    expect(whole.length).toBeGreaterThan(4 * 1024 * 1024);
    expect(await read('extra-field', '/downloads/adressen.json', of)).toBe(whole);
    await expect(read('truncated', '/downloads/adressen.json', of)).rejects.toThrow('cut');
    await expect(read('malformed', '/downloads/adressen.json', of)).rejects.toThrow('cut');
  });
});

test('the same town says the same bytes, another seed other ones; what happens moves nothing', async () => {
  const [same, other] = [await openSmall(), await openSmall({ seed: 'anders' })];
  const [p] = same.shared.town.people.select({ adult: true }, 1);
  same.shared.town.move('test', [p?.id ?? ''], same.shared.town.addresses.vacant(1)[0]?.id ?? '', '2026-01-02');
  const paths = [
    '/catalogus',
    '/downloads/inwoners-per-straat.csv',
    '/downloads/straten.json',
    '/downloads/besluiten.csv',
  ];
  const all = async (of: Municipality) => (await Promise.all(paths.map((path) => textOf(path, of)))).join('');
  expect(await all(same)).toBe(await all(m));
  expect(await all(other)).not.toBe(await all(m));
});

describe('misuse', () => {
  test.each([
    ['GET', '/catalogus', { accept: 'text/csv' }, 406],
    ['GET', '/catalogus', { accept: 'application/rdf+xml' }, 406],
    ['GET', '/catalogus.ttl', { accept: 'application/ld+json' }, 406],
    ['GET', '/catalogus.jsonld', { accept: 'text/turtle' }, 406],
    ['GET', '/catalogus.xml', {}, 404],
    ['GET', '/datasets', {}, 404],
    ['GET', '/datasets/inwoners', {}, 404],
    ['GET', '/datasets/__proto__', {}, 404],
    ['GET', '/datasets/adressen', { accept: 'text/html' }, 406],
    ['GET', '/downloads/adressen', {}, 404],
    ['GET', '/downloads/adressen.xlsx', {}, 404],
    ['GET', '/downloads/adressen.constructor', {}, 404],
    ['GET', '/downloads/inwoners.csv', {}, 404],
    ['GET', '/downloads/..%2f..%2fetc%2fpasswd', {}, 404],
    ['GET', '/downloads/adressen.csv', { accept: 'application/json' }, 406],
    ['GET', '/downloads/adressen.json', { accept: 'text/csv' }, 406],
    ['GET', '/downloads/adressen.csv?limit=0', {}, 400],
    ['GET', '/downloads/adressen.csv?limit=500001', {}, 400],
    ['GET', '/downloads/adressen.csv?limit=-5', {}, 400],
    ['GET', '/downloads/adressen.csv?offset=x', {}, 400],
    ['GET', '/downloads/adressen.csv?offset=900000000', {}, 404],
    ['POST', '/catalogus', {}, 405],
    ['PUT', '/datasets/adressen', {}, 405],
    ['DELETE', '/downloads/adressen.csv', {}, 405],
  ] as const)('%s %s %o', async (method, path, headers, status) => {
    const answer = await call(m, 'opendata', path, { method, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({ status });
  });
  test('HEAD says what a download is, and sends nothing', async () => {
    const answer = await call(m, 'opendata', '/downloads/adressen.csv', { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="adressen.csv"');
  });
});
