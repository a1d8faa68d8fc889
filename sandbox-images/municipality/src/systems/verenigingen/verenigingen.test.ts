import { of } from '@proeftuin/contract/evidence';
import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Municipality } from '../../open.ts';
import { asService, call, jsonOf, openSmall } from '../../testing/open.ts';
import { detailSchema, foundSchema, membersSchema, representativesSchema } from './schema.ts';
import { termsOf } from './search.ts';

let m: Municipality;
beforeEach(async () => {
  m = await openSmall({ population: 3_000 });
});
const get = (path: string, headers: Record<string, string> = {}) =>
  call(m, 'verenigingen', path, { headers: asService(headers) });
const find = (query: Record<string, string>) =>
  jsonOf(get(`/v1/verenigingen/zoeken?${new URLSearchParams(query)}`), foundSchema);
const codes = ({ verenigingen }: z.infer<typeof foundSchema>): string[] => verenigingen.map(({ vCode }) => vCode);
const all = () =>
  Array.from({ length: m.shared.town.associations.count }, (_, i) => m.shared.town.associations.byIndex(i));
const first = () => m.shared.town.associations.byIndex(0);
const handed = () => of(m.shared.spool.pull(0, 2000).records, 'register-access').map(({ data }) => data);

describe('the register of associations', () => {
  test('each association answers as its schema says, and nobody is accounted for', async () => {
    for (const a of all()) {
      const { vereniging } = await jsonOf(get(`/v1/verenigingen/${a.vCode}`), detailSchema);
      expect(vereniging).toMatchObject({ vCode: a.vCode, naam: a.name });
      expect(vereniging.sleutels.map(({ waarde }) => waarde)).toEqual(
        a.number === null ? [a.vCode] : [a.number, a.vCode],
      );
    }
    expect(handed()).toEqual([]);
  });

  test('each area of work is its municipality, with the code of the register, or its province', async () => {
    const areas = new Map(all().map(({ area }) => [area.code, area.name]));
    expect([...areas].sort()).toEqual([
      ['BE23', 'Provincie Oost-Vlaanderen'],
      ['BE23444084', 'Aalter'],
    ]);
  });

  test('pages give each once, the last code first', async () => {
    const found: string[] = [];
    for (let offset = 0; offset < all().length; offset += 7)
      found.push(...codes(await find({ q: '*', offset: String(offset), limit: '7' })));
    expect(found).toEqual(
      all()
        .map(({ vCode }) => vCode)
        .reverse(),
    );
  });

  test('facets count what matches, and lead to it', async () => {
    const { facets } = await find({ q: '*' });
    const [facet] = facets.hoofdactiviteitenVerenigingsloket;
    const narrowed = await jsonOf(
      get(new URL(facet?.query ?? '').pathname + new URL(facet?.query ?? '').search),
      foundSchema,
    );
    expect(narrowed.metadata.pagination.totalCount).toBe(facet?.aantal);
  });

  test.each(['detail-vereniging', 'zoek-verenigingen'])('the context %s is served without a token', async (name) => {
    const answer = await call(m, 'verenigingen', `/v1/contexten/publiek/${name}-context.json`);
    expect(answer.headers.get('content-type')).toBe('application/ld+json');
  });
});

describe('searching', () => {
  const same = async (q: string, holds: (a: ReturnType<typeof first>) => boolean) =>
    expect(codes(await find({ q, sort: 'vCode' }))).toEqual(
      all()
        .filter(holds)
        .map(({ vCode }) => vCode),
    );
  const word = (): string => first().name.split(' ')[0] ?? '';

  test('a whole word, whatever its case', () => same(word().toUpperCase(), (a) => a.name.split(' ').includes(word())));
  test('a beginning, an end and a middle', async () => {
    const w = word().toLowerCase();
    const words = (a: ReturnType<typeof first>) => a.name.toLowerCase().split(' ');
    await same(
      `naam:${w.slice(0, 4)}*`,
      (a) => words(a).some((t) => t.startsWith(w.slice(0, 4))) || a.name.toLowerCase().startsWith(w.slice(0, 4)),
    );
    await same(`naam:*${w.slice(-3)}`, (a) => words(a).some((t) => t.endsWith(w.slice(-3))));
    await same(`naam:*${w.slice(1, 4)}*`, (a) => a.name.toLowerCase().includes(w.slice(1, 4)));
  });
  test('several words, in quotes or in a field', async () => {
    await same(`naam:"${first().name}"`, (a) => a.name === first().name);
    await same(`vCode:${first().vCode}`, (a) => a.vCode === first().vCode);
    await same(
      'locaties.postcode:9880 verenigingstype.code:VZW',
      (a) => a.location.postalCode === '9880' && a.type === 'VZW',
    );
    for (const q of ['onbekend:x', 'constructor:x', 'toString:*']) await same(q, () => false);
  });
  test.each(['"open', 'a:b:c', '(a', 'naam:', '"a"b'])('%s is malformed', (q) => expect(termsOf(q)).toBeUndefined());
  test('many wildcards end in an answer', async () => {
    expect((await find({ q: `*${'a*'.repeat(99)}` })).metadata.pagination.totalCount).toBe(0);
  });
});

describe('persons of an association', () => {
  test('representatives are told for a purpose, and accounted for', async () => {
    const { vertegenwoordigers } = await jsonOf(
      get(`/v1/verenigingen/${first().vCode}/vertegenwoordigers`),
      representativesSchema,
    );
    const board = m.shared.town.associations.representatives(0);
    expect(vertegenwoordigers.map(({ insz }) => insz)).toEqual(
      board.map(({ person }) => m.shared.town.people.byId(person)?.insz),
    );
    expect(vertegenwoordigers.map(({ isPrimair }) => isPrimair)).toEqual(board.map((_, n) => n === 0));
    expect(handed()).toEqual(
      board.map(({ person }) => ({
        system: 'verenigingen',
        client: 'loket',
        subject: person,
        fields: ['insz', 'naam', 'lidmaatschap'],
        purpose: 'verhuizing',
        honeytoken: false,
      })),
    );
  });

  test('members are told for a purpose, and each accounted for', async () => {
    const { leden } = await jsonOf(get(`/v1/verenigingen/${first().vCode}/leden`), membersSchema);
    expect(leden.length).toBe(m.shared.town.associations.members(0).length);
    expect(handed().map(({ subject }) => subject)).toEqual(m.shared.town.associations.members(0));
  });

  test('an answer in no type that suits hands nobody over', async () => {
    expect((await get(`/v1/verenigingen/${first().vCode}/leden`, { accept: 'text/csv' })).status).toBe(406);
    expect(handed()).toEqual([]);
  });
});
