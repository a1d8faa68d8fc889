import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../open.ts';
import { BASE, call, openSmall } from '../testing/open.ts';

/** What the base registers answer to callers who get it wrong, row by row. */
let m: Municipality;
const ids: Record<string, string> = {};
beforeAll(async () => {
  m = await openSmall();
  const { town } = m.shared;
  Object.assign(ids, {
    adressen: town.addresses.byIndex(0).id,
    straatnamen: town.streets.byIndex(0).id,
    gemeenten: town.municipalities[0]?.nis,
    postinfo: town.municipalities[0]?.postal[0]?.code,
    gebouwen: town.buildings.byIndex(0).id,
    gebouweenheden: town.units.byIndex(0).id,
    percelen: town.parcels.byIndex(0).id,
  });
});

const problem = z.looseObject({
  type: z.string(),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
});
type Row = readonly [what: string, rest: string, status: number, type?: string, more?: Misused];
const whole = (rows: readonly Row[]) =>
  rows.map(([what, rest, status, type = '', more = {}]) => [what, rest, status, type, more] as const);
interface Misused {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Field that a refusal must name. */
  readonly field?: string;
}

/** Sends one row; whatever is refused must be a problem of RFC 9457 that says what and where. */
async function misuse(path: string, status: number, type: string, { method = 'GET', headers = {}, field }: Misused) {
  const answer = await call(m, 'basisregisters', path, { method, headers });
  expect(answer.status).toBe(status);
  if (status < 400) return;
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const body = problem.parse(await answer.json());
  expect(body.status).toBe(status);
  if (type === '') return;
  expect(body).toMatchObject({
    type: `urn:be.vlaanderen.basisregisters.api:${type}`,
    title: 'Er heeft zich een fout voorgedaan!',
    instance: expect.stringMatching(/^https:\/\/basisregisters\.vlavirgem\.test\/v2\/foutmeldingen\/[0-9a-f]{32}$/),
  });
  if (field !== undefined) expect(Object.keys(z.looseObject({}).parse(body.validationErrors))).toContain(field);
}

const KINDS: Record<string, string> = {
  adressen: 'address',
  straatnamen: 'streetname',
  gemeenten: 'municipality',
  postinfo: 'postinfo',
  gebouwen: 'building',
  gebouweenheden: 'buildingunit',
  percelen: 'parcel',
};
const accept = (type: string): Misused => ({ headers: { accept: type } });
const limit = { field: 'limit' };
const offset = { field: 'offset' };

/** Of every register; `{id}` is one that is there. */
const EVERY: readonly Row[] = [
  ['no item at all', '?limit=0', 400, 'validation', limit],
  ['a page too large', '?limit=501', 400, 'validation', limit],
  ['a negative limit', '?limit=-1', 400, 'validation', limit],
  ['a limit in words', '?limit=ten', 400, 'validation', limit],
  ['a limit with a fraction', '?limit=1.5', 400, 'validation', limit],
  ['a limit of twenty digits', '?limit=99999999999999999999', 400, 'validation', limit],
  ['a negative offset', '?offset=-1', 400, 'validation', offset],
  ['an offset in powers', '?offset=1e3', 400, 'validation', offset],
  ['an offset beyond the furthest', '?offset=1000001', 400, 'validation', offset],
  ['a parameter in capitals', '?LIMIT=501', 400, 'validation', limit],
  ['limit and offset both wrong', '?limit=x&offset=y', 400, 'validation', offset],
  ['a page past the end', '?offset=999999', 200],
  ['an empty parameter', '?limit=&status=', 200],
  ['a parameter that is none', '?nonsense=1', 200],
  ['a percent sign that encodes nothing', '?status=%zz', 200],
  ['id 0', '/0', 404, '{kind}:not-found'],
  ['an id in words', '/niets', 404, '{kind}:not-found'],
  ['an id of twenty digits', '/99999999999999999999', 404, '{kind}:not-found'],
  ['a negative id', '/-1', 404, '{kind}:not-found'],
  ['SQL for an id', '/%27%20OR%201=1--', 404, '{kind}:not-found'],
  ['a null byte in an id', '/1%00', 404, '{kind}:not-found'],
  ['another script’s digits', '/%D9%A1%D9%A2', 404, '{kind}:not-found'],
  ['a path below an item', '/{id}/meer', 404],
  ['HTML', '?limit=1', 406, 'not-acceptable', accept('text/html')],
  ['XML', '?limit=1', 406, 'not-acceptable', accept('application/xml')],
  ['Turtle of an item', '/{id}', 406, 'not-acceptable', accept('text/turtle')],
  ['all of our types at weight 0', '/{id}', 406, 'not-acceptable', accept('application/ld+json;q=0')],
  ['an Accept that is no list of types', '/{id}', 406, 'not-acceptable', accept(';;,')],
  ['creating', '', 405, 'method-not-allowed', { method: 'POST' }],
  ['changing', '/{id}', 405, 'method-not-allowed', { method: 'PUT' }],
  ['mending', '/{id}', 405, 'method-not-allowed', { method: 'PATCH' }],
  ['removing', '/{id}', 405, 'method-not-allowed', { method: 'DELETE' }],
  ['an ETag of something else', '/{id}', 200, '', { headers: { 'if-none-match': '"x"' } }],
  ['an If-None-Match that is no ETag', '/{id}', 200, '', { headers: { 'if-none-match': 'niets' } }],
];

describe.each(Object.keys(KINDS))('%s', (register) => {
  test.each(whole(EVERY))('%s: %s → %i', async (_what, rest, status, type, more) => {
    const path = `/v2/${register}${rest.replace('{id}', ids[register] ?? '')}`;
    await misuse(path, status, type.replace('{kind}', KINDS[register] ?? ''), more);
  });
});

/** Of one register alone; the rows of adresmatch are with it. */
const SOME: readonly Row[] = [
  [
    'units of an address that is no number',
    '/v2/gebouweenheden?adresObjectId=abc',
    400,
    'validation',
    { field: 'adresObjectId' },
  ],
  [
    'units of a building that is no number',
    '/v2/gebouweenheden?gebouwobjectid=1;2',
    400,
    'validation',
    { field: 'gebouwObjectId' },
  ],
  [
    'parcels of an address that is no number',
    '/v2/percelen?adresObjectId=-',
    400,
    'validation',
    { field: 'adresObjectId' },
  ],
  ['a CaPaKey as the land registry writes it', '/v2/percelen/44084A0001/00A000', 404],
  ['the same with its slash encoded', '/v2/percelen/44084A0001%2F00A000', 404, 'parcel:not-found'],
  ['a CaPaKey of another municipality', '/v2/percelen/11001B0001-00S000', 404, 'parcel:not-found'],
  ['a CaPaKey in small letters', '/v2/percelen/44084a0001-00a000', 404, 'parcel:not-found'],
  ['the id of an address for a building', '/v2/gebouwen/90000001', 404, 'building:not-found'],
  ['the id of a building for a unit', '/v2/gebouweenheden/100000001', 404, 'buildingunit:not-found'],
  [
    'a URI for an id',
    '/v2/adressen/https%3A%2F%2Fdata.vlaanderen.be%2Fid%2Fadres%2F90000001',
    404,
    'address:not-found',
  ],
  [
    'a total of an address that is no number',
    '/v2/percelen/totaal-aantal?adresObjectId=x',
    400,
    'validation',
    { field: 'adresObjectId' },
  ],
  ['a total as HTML', '/v2/adressen/totaal-aantal', 406, 'not-acceptable', accept('text/html')],
  ['a register that is none', '/v2/wegen', 404],
  ['a version that is none', '/v9/adressen', 404],
  ['a context that is none', '/context/adres/2020-01-01/adres.jsonld', 404],
  ['a way out of the contexts', '/context/..%2F..%2Fpackage.json/x/y', 404],
  ['an address match that is sent', '/v2/adresmatch', 405, 'method-not-allowed', { method: 'POST' }],
  ['an address match as HTML', '/v2/adresmatch?postcode=9880&straatnaam=x', 406, 'not-acceptable', accept('text/html')],
];
test.each(whole(SOME))('%s: %s → %i', (_what, path, status, type, more) => misuse(path, status, type, more));

test.each([
  ['gebouwen', '?status=gesloopt'],
  ['gebouwen', '?caPaKey=onzin'],
  ['gebouweenheden', '?functie=kasteel'],
  ['gebouweenheden', '?adresObjectId=1'],
  ['gebouweenheden', '?gebouwObjectId=1'],
  ['percelen', '?adresObjectId=1'],
  ['percelen', '?status=gehistoreerd'],
  ['adressen', '?straatnaamObjectId=abc'],
  ['adressen', '?status=weg'],
])('%s%s: a filter that nothing meets gives an empty list', async (register, rest) => {
  const answer = await call(m, 'basisregisters', `/v2/${register}${rest}`);
  expect(answer.status).toBe(200);
  expect(z.looseObject({}).parse(await answer.json())).toMatchObject({ [register]: [] });
});

test.each([
  ['gebouwen', 'status=GEREALISEERD', 'status=gerealiseerd'],
  ['gebouweenheden', 'STATUS=Gerealiseerd&FUNCTIE=NIETGEKEND', 'status=gerealiseerd&functie=nietGekend'],
  ['percelen', 'status=Gerealiseerd', 'status=gerealiseerd'],
  ['adressen', 'status=ingebruik', 'status=inGebruik'],
  ['straatnamen', 'status=INGEBRUIK', 'status=inGebruik'],
])('%s: ?%s is the same as ?%s', async (register, odd, plain) => {
  const total = async (query: string) => {
    const answer = await call(m, 'basisregisters', `/v2/${register}/totaal-aantal?${query}`);
    return z.object({ totaalAantal: z.int().positive() }).parse(await answer.json());
  };
  expect(await total(odd)).toEqual(await total(plain));
});

describe.each(Object.keys(KINDS))('%s, rightly asked', (register) => {
  const path = () => `/v2/${register}/${ids[register]}`;

  test.each([
    ['application/ld+json', 'application/ld+json'],
    ['application/json', 'application/json'],
    ['*/*', 'application/ld+json'],
    ['application/*', 'application/ld+json'],
    ['', 'application/ld+json'],
    ['text/html, application/json;q=0.5', 'application/json'],
    ['application/json;q=0, application/ld+json', 'application/ld+json'],
    ['application/json;q=0.3, application/ld+json;q=0.2', 'application/json'],
  ])('Accept: %s gives %s', async (type, given) => {
    const answer = await call(m, 'basisregisters', path(), { headers: type === '' ? {} : { accept: type } });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('vary')]).toEqual([
      200,
      `${given}; charset=utf-8`,
      'accept',
    ]);
  });

  test('HEAD answers as GET does, without the body, and 304 by the same ETag', async () => {
    const get = await call(m, 'basisregisters', path());
    const head = await call(m, 'basisregisters', path(), { method: 'HEAD' });
    expect([head.status, [...head.headers], await head.text()]).toEqual([200, [...get.headers], '']);
    const known = { method: 'HEAD', headers: { 'if-none-match': get.headers.get('etag') ?? '' } };
    expect((await call(m, 'basisregisters', path(), known)).status).toBe(304);
  });

  test('what may not be done says what may', async () => {
    const answer = await call(m, 'basisregisters', path(), { method: 'DELETE' });
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  test('volgende keeps the filters and names the whole address', async () => {
    const answer = await call(m, 'basisregisters', `/v2/${register}?Limit=1&Offset=0&niets=ja`);
    const { volgende } = z.looseObject({ volgende: z.url().optional() }).parse(await answer.json());
    if (volgende === undefined) return expect(register).toBe('gemeenten');
    expect(volgende).toBe(`https://basisregisters.${BASE}/v2/${register}?niets=ja&offset=1&limit=1`);
  });
});
