import { of } from '@proeftuin/contract/evidence';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { asJson, asService, BARE, type Call, call, jsonOf, openSmall } from '../../testing/open.ts';

const withId = z.object({ id: z.string() });
let m: Municipality;
beforeEach(async () => {
  m = await openSmall();
});
const town = () => m.shared.town;
const someone = (tag?: string) => {
  const [person] = town().people.select(tag === undefined ? { household: 3, adult: true } : { tag }, 1);
  if (person === undefined) throw new Error('nobody');
  return person;
};
const handed = () => of(m.shared.spool.pull(0, 2000).records, 'register-access').map(({ data }) => data);

describe('asking for a person', () => {
  test('gives the groups that were asked, and accounts for each', async () => {
    const p = someone();
    const answer = await call(m, 'personen', `/v1/personen/${p.insz}?velden=naam,verblijfplaats`, {
      headers: asService(),
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      insz: p.insz,
      naam: { voornaam: p.givenName, achternaam: p.familyName },
      verblijfplaats: {
        adres: {
          id: p.address?.uri,
          straatnaam: p.address?.street,
          huisnummer: p.address?.houseNumber,
          postcode: p.address?.postalCode,
          gemeentenaam: 'Aalter',
          niscode: '44084',
          ...(p.address?.box ? { busnummer: p.address.box } : {}),
        },
        sinds: p.since,
        afgeschermd: false,
      },
    });
    expect(handed()).toEqual([
      {
        system: 'personen',
        client: 'loket',
        subject: p.id,
        fields: ['naam', 'verblijfplaats'],
        purpose: 'verhuizing',
        honeytoken: false,
      },
    ]);
  });

  test('without velden gives all, and accounts for all', async () => {
    await call(m, 'personen', `/v1/personen/${someone().insz}`, { headers: asService() });
    expect(handed()[0]?.fields).toContain('nationaliteit');
  });

  test('hides a protected address', async () => {
    const answer = await call(
      m,
      'personen',
      `/v1/personen/${someone('protected-address').insz}?velden=verblijfplaats`,
      { headers: asService() },
    );
    expect(await answer.json()).toMatchObject({ verblijfplaats: { adres: null, afgeschermd: true } });
  });

  test('of a honeytoken says so in the evidence, and not to the caller', async () => {
    const answer = await call(m, 'personen', `/v1/personen/${someone('honeytoken').insz}?velden=naam`, {
      headers: asService(),
    });
    expect(handed()[0]?.honeytoken).toBe(true);
    expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toMatch(/honey/i);
  });

  test('gives the household, and accounts for each member', async () => {
    const p = someone();
    const answer = await call(m, 'personen', `/v1/personen/${p.insz}/gezin?velden=geboorte`, { headers: asService() });
    expect((await jsonOf(answer, z.object({ leden: z.array(z.unknown()) }))).leden).toHaveLength(3);
    expect(handed().map(({ subject }) => subject)).toEqual([...p.household]);
  });

  test('gives parents and children, at home and elsewhere, and accounts for each', async () => {
    const { people } = town();
    const grown = people
      .fitting({ adult: true, kind: 'resident' }, 500)
      .find((p) => people.parents(p.id).length > 0 && people.parents(p.id)[0]?.householdId !== p.householdId);
    const parent = people.parents(grown?.id ?? '')[0];
    const ask = async (insz: string | undefined) =>
      jsonOf(
        await call(m, 'personen', `/v1/personen/${insz}/verwanten?velden=naam`, { headers: asService() }),
        z.object({
          ouders: z.array(z.looseObject({ insz: z.string() })),
          kinderen: z.array(z.looseObject({ insz: z.string() })),
        }),
      );
    const { ouders } = await ask(grown?.insz);
    expect(ouders[0]).toEqual({
      insz: parent?.insz,
      naam: { voornaam: parent?.givenName, achternaam: parent?.familyName },
    });
    expect(handed().map(({ subject }) => subject)).toContain(parent?.id);
    expect((await ask(parent?.insz)).kinderen.map(({ insz }) => insz)).toContain(grown?.insz);
    expect(handed().map(({ fields }) => fields)).toContainEqual(['naam']);
  });

  test.each([...Array(12).keys()])('keeps names as they are, whatever they hold (%i)', async (i) => {
    const tags = ['diacritics', 'apostrophe', 'markup-name', 'long-name', 'one-letter-name', 'no-given-name'];
    const [first, second] = town().people.select({ tag: tags[i % 6] ?? '' }, 2);
    const p = i < 6 ? first : second;
    const answer = await call(m, 'personen', `/v1/personen/${p?.insz}?velden=naam`, { headers: asService() });
    expect(await answer.json()).toMatchObject({ naam: { voornaam: p?.givenName, achternaam: p?.familyName } });
  });
});

describe('misuse', () => {
  const valid = () => someone().insz;
  const other = (insz: string): string =>
    `${insz.slice(0, 9)}${String((Number(insz.slice(9)) % 97) + 1).padStart(2, '0')}`;
  const cases: readonly [string, () => [string, Call], number, string][] = [
    ['no token', () => [`/v1/personen/${valid()}`, { headers: { 'x-purpose': 'a' } }], 401, 'niet-aangemeld'],
    [
      'a token of nobody',
      () => [`/v1/personen/${valid()}`, { headers: asService({ authorization: 'Bearer x' }) }],
      401,
      'niet-aangemeld',
    ],
    [
      'basic instead of bearer',
      () => [`/v1/personen/${valid()}`, { headers: asService({ authorization: 'Basic eDp5' }) }],
      401,
      'niet-aangemeld',
    ],
    [
      'not declared',
      () => [`/v1/personen/${valid()}`, { headers: asService({ authorization: `Bearer ${BARE}` }) }],
      403,
      'niet-gemachtigd',
    ],
    ['no purpose', () => [`/v1/personen/${valid()}`, { headers: asService({ 'x-purpose': ' ' }) }], 400, 'geen-doel'],
    ['ten digits', () => ['/v1/personen/1234567890', { headers: asService() }], 400, 'insz-vorm'],
    ['dots and dashes', () => ['/v1/personen/85.07.30-033.28', { headers: asService() }], 400, 'insz-vorm'],
    ['markup', () => ["/v1/personen/'%20OR%201=1", { headers: asService() }], 400, 'insz-vorm'],
    [
      'a wrong check digit',
      () => [`/v1/personen/${other(valid())}`, { headers: asService() }],
      400,
      'insz-controlegetal',
    ],
    ['an unknown number', () => ['/v1/personen/85073003328', { headers: asService() }], 404, 'onbekend-insz'],
    [
      'an unknown field',
      () => [`/v1/personen/${valid()}?velden=naam,inkomen`, { headers: asService() }],
      400,
      'onbekend-veld',
    ],
    [
      'a field of the prototype',
      () => [`/v1/personen/${valid()}?velden=constructor`, { headers: asService() }],
      400,
      'onbekend-veld',
    ],
    ['no field', () => [`/v1/personen/${valid()}?velden=`, { headers: asService() }], 400, 'onbekend-veld'],
    [
      'relatives of nobody',
      () => ['/v1/personen/85073003328/verwanten', { headers: asService() }],
      404,
      'onbekend-insz',
    ],
    [
      'relatives without a purpose',
      () => [`/v1/personen/${valid()}/verwanten`, { headers: { authorization: asService().authorization ?? '' } }],
      400,
      'geen-doel',
    ],
    ['a household of nobody', () => ['/v1/personen/85073003328/gezin', { headers: asService() }], 404, 'onbekend-insz'],
  ];
  test.each(cases)('%s', async (_, make, status, type) => {
    const [path, init] = make();
    const answer = await call(m, 'personen', path, init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({ type: `urn:be.vlavirgem:${type}`, status });
    expect(handed()).toEqual([]);
  });
});

describe('reporting a move', () => {
  const move = (more: object = {}) => {
    const p = someone();
    const insz = p.household.map((id) => town().people.byId(id)?.insz ?? '');
    return { p, body: { insz, adres: town().addresses.vacant(1)[0]?.uri ?? '', datum: '2026-02-01', ...more } };
  };
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    call(m, 'personen', '/v1/verhuizingen', {
      method: 'POST',
      headers: asJson(headers),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const reports = () =>
    town()
      .happened.diff(0)
      .filter(({ what }) => what === 'aangifte');

  test('moves the persons, and can be read back by its service alone', async () => {
    const { p, body } = move();
    const answer = await post(body);
    expect(answer.status).toBe(201);
    const { id } = await jsonOf(answer, withId);
    for (const member of p.household) expect(town().people.byId(member)?.address?.uri).toBe(body.adres);
    expect((await call(m, 'personen', `/v1/verhuizingen/${id}`, { headers: asService() })).status).toBe(200);
    const foreign = { headers: { authorization: 'Bearer token-ander' } };
    expect((await call(m, 'personen', `/v1/verhuizingen/${id}`, foreign)).status).toBe(404);
  });

  test('twice with the same key is one report; the second answer is the first', async () => {
    const { body } = move();
    const first = await jsonOf(post(body, { 'idempotency-key': 'k1' }), withId);
    const second = await post(body, { 'idempotency-key': 'k1' });
    expect(second.status).toBe(200);
    expect((await jsonOf(second, withId)).id).toBe(first.id);
    expect(reports()).toHaveLength(1);
  });

  test('twice without a key is two reports, which the diff shows', async () => {
    const { body } = move();
    expect([(await post(body)).status, (await post(body)).status]).toEqual([201, 201]);
    expect(reports()).toHaveLength(2);
  });

  test('a key used for something else is refused', async () => {
    await post(move().body, { 'idempotency-key': 'k1' });
    expect((await post(move({ datum: '2026-03-01' }).body, { 'idempotency-key': 'k1' })).status).toBe(422);
  });

  const block = () => {
    const { addresses } = town();
    const flat = addresses.page(0, 5_000).items.find(({ box }) => box !== '');
    return `https://data.vlaanderen.be/id/adres/${addresses.byId(flat?.id ?? '')?.parentId}`;
  };
  const wrong: readonly [string, () => unknown, Record<string, string>, number][] = [
    ['no JSON', () => '{"insz":', {}, 400],
    ['not UTF-8 JSON but a list', () => [], {}, 400],
    ['another content type', () => move().body, { 'content-type': 'text/plain' }, 415],
    ['a form', () => 'insz=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['too large', () => ({ ...move().body, adres: 'x'.repeat(300_000) }), {}, 413],
    ['an unknown key', () => ({ ...move().body, extra: 1 }), {}, 400],
    ['nobody', () => move({ insz: [] }).body, {}, 400],
    ['a date that is none', () => move({ datum: '2026-02-30' }).body, {}, 400],
    ['a number with a wrong check digit', () => move({ insz: ['85073003329'] }).body, {}, 400],
    ['a number of nobody', () => move({ insz: ['85073003328'] }).body, {}, 422],
    ['somebody twice', () => move({ insz: [someone().insz, someone().insz] }).body, {}, 400],
    ['an address of nowhere', () => move({ adres: 'https://data.vlaanderen.be/id/adres/1' }).body, {}, 422],
    ['free text for an address', () => move({ adres: 'Kerkstraat 1' }).body, {}, 422],
    ['the number of a block of flats', () => move({ adres: block() }).body, {}, 422],
    ['somebody deceased', () => move({ insz: [someone('deceased').insz] }).body, {}, 422],
    ['somebody emigrated', () => move({ insz: [someone('emigrated').insz] }).body, {}, 422],
  ];
  test.each(wrong)('refuses %s', async (_, body, headers, status) => {
    const answer = await post(body(), headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(town().happened.diff(0)).toEqual([]);
  });
});
