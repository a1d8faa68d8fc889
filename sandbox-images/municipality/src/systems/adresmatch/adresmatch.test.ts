import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { call, jsonOf, openSmall } from '../../testing/open.ts';

let m: Municipality;
beforeAll(async () => {
  m = await openSmall({ population: 3_000 });
});

const answer = z.looseObject({
  adresMatches: z.array(
    z.looseObject({
      score: z.number(),
      identificator: z.looseObject({ objectId: z.string() }).optional(),
      straatnaam: z.looseObject({ objectId: z.string() }).optional(),
      gemeente: z.looseObject({ objectId: z.string() }),
      links: z.array(z.looseObject({ rel: z.string(), href: z.string() })),
    }),
  ),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});
const get = (query: Record<string, string>) =>
  call(m, 'basisregisters', `/v2/adresmatch?${new URLSearchParams(query)}`);
const ask = (query: Record<string, string>) => jsonOf(get(query), answer);
const first = async (query: Record<string, string>) => {
  const { adresMatches, warnings } = await ask(query);
  return {
    ...adresMatches[0],
    id: adresMatches[0]?.identificator?.objectId,
    warnings: warnings.map(({ code }) => code),
  };
};

const all = () => m.shared.town.addresses.page(0, 20_000).items;
const one = (fits: (a: ReturnType<typeof all>[number]) => boolean) => {
  const found = all().find(fits);
  if (found === undefined) throw new Error('no such address');
  return found;
};
/** A house by itself, in a street whose name no other street has. */
const house = () => {
  const times = Map.groupBy(all(), ({ street }) => street);
  return one((a) => a.box === '' && /^\d+$/.test(a.houseNumber) && sole(a, times.get(a.street) ?? []));
};
const sole = (a: { streetId: string; houseNumber: string }, same: ReturnType<typeof all>): boolean =>
  same.every(({ streetId }) => streetId === a.streetId) &&
  same.filter(({ houseNumber }) => houseNumber === a.houseNumber).length === 1;
const flat = () => one((a) => /^0\d{3}$/.test(a.box));

describe('an address as people write it', () => {
  test('exactly: the address alone, with score 100 and no warning', async () => {
    const a = house();
    const { adresMatches, warnings } = await ask({
      gemeentenaam: 'Aalter',
      postcode: a.postalCode,
      straatnaam: a.street,
      huisnummer: a.houseNumber,
    });
    expect(adresMatches.map(({ identificator, score }) => [identificator?.objectId, score])).toEqual([[a.id, 100]]);
    expect(warnings).toEqual([]);
    for (const { href } of adresMatches[0]?.links ?? []) {
      const { pathname, search } = new URL(href);
      expect((await call(m, 'basisregisters', pathname + search)).status).toBe(200);
    }
  });

  test.each([
    ['in capitals', (s: string) => s.toUpperCase()],
    ['with diacritics', (s: string) => s.replace('a', 'á').replace('e', 'ë')],
    ['with hyphens', (s: string) => s.replace(/(straat|laan|weg|dreef|plein|hof|steenweg|lei)$/, '-$1')],
    [
      'abbreviated',
      (s: string) =>
        s
          .replace(/straat$/, 'str.')
          .replace(/steenweg$/, 'stwg')
          .replace(/laan$/, 'ln'),
    ],
  ])('%s: still 100', async (_, change) => {
    const a = house();
    const found = await first({ niscode: a.nis, straatnaam: change(a.street), huisnummer: a.houseNumber });
    expect([found.id, found.score]).toEqual([a.id, 100]);
  });

  test.each([
    ['a letter is missing', (s: string) => s.slice(0, 2) + s.slice(3)],
    ['a letter is too many', (s: string) => `${s.slice(0, 3)}x${s.slice(3)}`],
    ['two letters are swapped', (s: string) => s.slice(0, 2) + s.charAt(3) + s.charAt(2) + s.slice(4)],
  ])('%s: it comes first, below 100', async (_, change) => {
    const a = house();
    const found = await first({ postcode: a.postalCode, straatnaam: change(a.street), huisnummer: a.houseNumber });
    expect(found.id).toBe(a.id);
    expect(found.score).toBeGreaterThan(80);
    expect(found.score).toBeLessThan(100);
  });

  test('the municipality by a village, or with a mistake in it', async () => {
    const a = house();
    const rest = { straatnaam: a.street, huisnummer: a.houseNumber };
    expect(await first({ gemeentenaam: 'bellem', ...rest })).toMatchObject({ id: a.id, score: 100, warnings: ['6'] });
    expect(await first({ gemeentenaam: 'Aaltre', ...rest })).toMatchObject({ id: a.id, warnings: ['6'] });
  });

  test.each([
    ['in its own field', (box: string) => ({ busnummer: box })],
    ['without its zeros', (box: string) => ({ busnummer: String(Number(box)) })],
    ['with its word', (box: string) => ({ busnummer: `bus ${box}` })],
  ])('a box %s', async (_, boxed) => {
    const a = flat();
    const found = await first({
      gemeentenaam: 'Aalter',
      postcode: a.postalCode,
      straatnaam: a.street,
      huisnummer: a.houseNumber,
      ...boxed(a.box),
    });
    expect([found.id, found.score]).toEqual([a.id, 100]);
  });

  test.each([
    (n: string, box: string) => `${n} bus ${box}`,
    (n: string, box: string) => `${n}/${box}`,
    (n: string, box: string) => `${n} BTE${box}`,
  ])('a box behind the number (%#)', async (written) => {
    const a = flat();
    const query = { gemeentenaam: 'Aalter', postcode: a.postalCode, straatnaam: a.street };
    expect((await first({ ...query, huisnummer: written(a.houseNumber, a.box) })).id).toBe(a.id);
  });

  test('the number behind the street is found, and told', async () => {
    const a = house();
    const query = { gemeentenaam: 'Aalter', straatnaam: `${a.street} ${a.houseNumber}` };
    expect(await first(query)).toMatchObject({ id: a.id, score: 100, warnings: ['2'] });
    expect((await first({ ...query, straatnaam: `${a.street} ${a.houseNumber}B` })).warnings).toEqual(['3']);
  });

  test('a number with a letter that is not there leads to the number itself', async () => {
    const a = house();
    const found = await first({ gemeentenaam: 'Aalter', straatnaam: a.street, huisnummer: `${a.houseNumber} x` });
    expect(found.id).toBe(a.id);
    expect(found.score).toBeLessThan(100);
  });

  test('streets of one name are told apart by the postal code; never more than ten are given, best first', async () => {
    const { adresMatches } = await ask({ gemeentenaam: 'Aalter', straatnaam: 'Kerkstraat', huisnummer: '1' });
    expect(new Set(adresMatches.map(({ straatnaam }) => straatnaam?.objectId)).size).toBe(3);
    for (const street of m.shared.town.streets.byIndex(0).name === 'Kerkstraat' ? [0, 1, 2] : []) {
      const { id, postalCode } = m.shared.town.streets.byIndex(street);
      const found = await first({ postcode: postalCode, straatnaam: 'Kerkstraat', huisnummer: '1' });
      expect(found.straatnaam?.objectId).toBe(id);
    }
    const many = await ask({ gemeentenaam: 'Aalter', straatnaam: 'Kerkstraat', huisnummer: '1-2' });
    expect(many.adresMatches.length).toBeLessThanOrEqual(10);
    const scores = many.adresMatches.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});

describe('what is not found', () => {
  test('an unknown number: the street, without an identifier', async () => {
    const a = house();
    const { adresMatches } = await ask({ gemeentenaam: 'Aalter', straatnaam: a.street, huisnummer: '9999' });
    expect(adresMatches.map(({ identificator, straatnaam }) => [identificator, straatnaam?.objectId])).toEqual([
      [undefined, a.streetId],
    ]);
  });

  test.each([
    [{ gemeentenaam: 'Aalter', straatnaam: 'Qqxzvwq' }, ['10'], 1],
    [{ gemeentenaam: 'Aalter', straatnaam: 'Kerkstraat', huisnummer: 'geen' }, ['1'], 3],
    [{ gemeentenaam: 'Xyzzy', straatnaam: 'Kerkstraat' }, ['6'], 0],
    [{ niscode: '99999', straatnaam: 'Kerkstraat' }, ['5'], 0],
    [{ postcode: '1000', straatnaam: 'Kerkstraat' }, ['4'], 0],
    [{ gemeentenaam: 'Aalter', postcode: '1000', straatnaam: 'Kerkstraat' }, ['4'], 3],
  ])('%o warns %o', async (query: Record<string, string>, codes, found) => {
    const { adresMatches, warnings } = await ask(query);
    expect(warnings.map(({ code }) => code)).toEqual(codes);
    expect(adresMatches.length).toBe(found);
  });

  test('municipality, NIS code and postal code that disagree are warned of; in a region all that were named count', async () => {
    const region = await openSmall({ profile: 'leiedal', population: 2_000 });
    const query = new URLSearchParams({
      gemeentenaam: 'Kuurne',
      niscode: '34022',
      postcode: '8560',
      straatnaam: 'Kerkstraat',
    });
    const { adresMatches, warnings } = await jsonOf(call(region, 'basisregisters', `/v2/adresmatch?${query}`), answer);
    expect(warnings.map(({ code }) => code)).toEqual(['9', '8']);
    expect(new Set(adresMatches.map(({ gemeente }) => gemeente.objectId))).toEqual(
      new Set(['34022', '34023', '34041']),
    );
    region.close();
  });
});

test.each([
  [{ straatnaam: 'Kerkstraat' }, 'gemeentenaam', '15'],
  [{ gemeentenaam: 'Aalter' }, 'straatnaam', '16'],
  [{ gemeentenaam: 'Aalter', straatnaam: '' }, 'straatnaam', '16'],
  [{ postcode: 'ab', straatnaam: 'x' }, 'postcode', '11'],
  [{ niscode: '12x', straatnaam: 'x' }, 'niscode', '12'],
  [{ postcode: '12345', straatnaam: 'x' }, 'postcode', '18'],
  [{ niscode: '123456', straatnaam: 'x' }, 'niscode', '18'],
  [{ postcode: '9880', straatnaam: 'x'.repeat(81) }, 'straatnaam', '18'],
  [{ postcode: '9880', straatnaam: 'x', huisnummer: '1'.repeat(41) }, 'huisnummer', '18'],
  [{ gemeentenaam: 'x'.repeat(41), straatnaam: 'x' }, 'gemeentenaam', '18'],
])('refuses %o', async (query: Record<string, string>, field, code) => {
  const refused = await get(query);
  expect([refused.status, refused.headers.get('content-type')]).toEqual([
    400,
    'application/problem+json; charset=utf-8',
  ]);
  expect(await refused.json()).toMatchObject({
    type: 'urn:be.vlaanderen.basisregisters.api:validation',
    validationErrors: { [field]: [{ code }] },
  });
});

test('text of any kind is followed or refused, never an error of ours', async () => {
  for (const text of ['%', "' OR 1=1--", '<script>', '((((', '\\', '🏠', '   ', '.*', '[', '0', '-1', '1e9', '١٢'])
    for (const field of ['straatnaam', 'huisnummer', 'busnummer', 'gemeentenaam', 'postcode', 'status'])
      expect((await get({ gemeentenaam: 'Aalter', straatnaam: 'Kerkstraat', [field]: text })).status).toBeLessThan(500);
});
