import { of } from '@proeftuin/contract/evidence';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { asService, call, jsonOf, openSmall } from '../../testing/open.ts';
import type { Enterprise } from '../../town/organisations/organisations.ts';
import { CONTEXT } from './context.ts';
import { detailSchema, listSchema, mandatesSchema, siteSchema } from './schema.ts';

let m: Municipality;
beforeEach(async () => {
  m = await openSmall();
});
const get = (path: string, headers: Record<string, string> = {}) =>
  call(m, 'ondernemingen', path, { headers: asService(headers) });
const list = (query: string) => jsonOf(get(`/v1/ondernemingen?${query}`), listSchema);
const all = (): readonly Enterprise[] => m.shared.town.enterprises.page(0, 10_000).items;
const one = (holds: (e: Enterprise) => boolean): Enterprise => {
  const found = all().find(holds);
  if (found === undefined) throw new Error('no such enterprise');
  return found;
};
const handed = () => of(m.shared.spool.pull(0, 2000).records, 'register-access').map(({ data }) => data);

describe('the register of enterprises', () => {
  test('each enterprise answers as its schema says, and nobody is accounted for', async () => {
    for (const e of all()) {
      const detail = await jsonOf(get(`/v1/ondernemingen/${e.number}`), detailSchema);
      expect(detail.registratie.identificator).toBe(e.number);
      expect(detail.heeftVestiging.map((s) => s.registratie.identificator)).toEqual(
        e.establishments.map((s) => s.number),
      );
    }
    expect(handed()).toEqual([]);
  });

  test('of a natural person neither the name nor the home is public', async () => {
    const e = one(({ person }) => person !== null);
    const text = await (await get(`/v1/ondernemingen/${e.number}`)).text();
    const person = m.shared.town.people.byId(e.person ?? '');
    expect(text).not.toContain(person?.familyName);
    expect(text).not.toContain(person?.insz);
    expect(text).not.toContain('heeftGeregistreerdeVestiging');
  });

  test('volgende leads through all, each once', async () => {
    const numbers: string[] = [];
    let query: string | undefined = 'limit=20';
    while (query !== undefined) {
      const page: z.infer<typeof listSchema> = await list(query);
      numbers.push(...page.ondernemingen.map((e) => e.registratie.identificator));
      query = page.volgende?.split('?')[1];
    }
    expect(numbers).toEqual(all().map(({ number }) => number));
  });

  test('name, postal code and activity narrow the list', async () => {
    const e = one(({ kind, vCode }) => kind === 'legal' && vCode === null);
    const query = new URLSearchParams({
      naam: e.name.toUpperCase(),
      postcode: e.seat.postalCode,
      nace: e.activity.code.slice(0, 3),
    });
    const { ondernemingen, totaal } = await list(String(query));
    expect(ondernemingen.map((found) => found.registratie.identificator)).toContain(e.number);
    expect(totaal).toBe(ondernemingen.length);
    expect((await list('naam=Bestaat%20Niet')).totaal).toBe(0);
    expect((await list('postcode=1000')).ondernemingen).toEqual([]);
  });

  test('an address tells who sits there, page by page', async () => {
    for (const { seat } of all().slice(0, 20)) {
      const there = m.shared.town.enterprises.atAddress(seat.id).map(({ number }) => number);
      const found: string[] = [];
      let query: string | undefined = `adresobjectid=${seat.id}&limit=1`;
      while (query !== undefined) {
        const page: z.infer<typeof listSchema> = await list(query);
        found.push(...page.ondernemingen.map((e) => e.registratie.identificator));
        query = page.volgende?.split('?')[1];
      }
      expect(found).toEqual(there);
    }
    expect((await list('adresobjectid=1')).totaal).toBe(0);
  });

  test('a page past the end is empty and leads nowhere', async () => {
    expect(await list('offset=99999')).toMatchObject({ ondernemingen: [], totaal: all().length });
    expect((await list('offset=99999')).volgende).toBeUndefined();
  });

  test('establishments by enterprise and by number are the same', async () => {
    const e = one(({ establishments }) => establishments.length > 0);
    const { vestigingen } = await jsonOf(
      get(`/v1/ondernemingen/${e.number}/vestigingen`),
      z.looseObject({ vestigingen: z.array(siteSchema) }),
    );
    const [first] = vestigingen;
    const alone = await jsonOf(get(new URL(first?.['@id'] ?? '').pathname), z.looseObject({}));
    expect(alone).toEqual({ '@context': expect.any(String), ...first });
  });

  test('an unchanged document is not sent again', async () => {
    const path = `/v1/ondernemingen/${all()[0]?.number}`;
    const etag = (await get(path)).headers.get('etag') ?? '';
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
  });

  test('its context is served without a token, and knows each term that is not of the vocabulary', async () => {
    const detail = await jsonOf(get(`/v1/ondernemingen/${all()[0]?.number}`), detailSchema);
    const answer = await call(m, 'ondernemingen', new URL(detail['@context']).pathname);
    expect(answer.headers.get('content-type')).toBe('application/ld+json');
    const { '@context': terms } = CONTEXT;
    const vocabulary = ['rechtsvorm', 'rechtspersoonlijkheid', 'rechtstoestand'];
    const used = Object.keys(detail).filter((key) => !key.startsWith('@'));
    for (const key of used) expect([...Object.keys(terms), ...vocabulary]).toContain(key);
  });
});

describe('who acts for an enterprise', () => {
  test('is told for a purpose, and accounted for per person', async () => {
    const e = one(({ mandates, kind }) => kind === 'legal' && mandates.length > 1);
    const { functies } = await jsonOf(get(`/v1/ondernemingen/${e.number}/functies`), mandatesSchema);
    const persons = e.mandates.map(({ person }) => m.shared.town.people.byId(person));
    expect(functies.map(({ lid }) => lid.insz)).toEqual(persons.map((p) => p?.insz));
    expect(handed()).toEqual(
      persons.map((p) => ({
        system: 'ondernemingen',
        client: 'loket',
        subject: p?.id,
        fields: ['insz', 'naam', 'functie'],
        purpose: 'verhuizing',
        honeytoken: false,
      })),
    );
  });

  test('of a natural person’s enterprise is that person', async () => {
    const [trader] = m.shared.town.people.select({ tag: 'sole-trader' }, 1);
    const { functies } = await jsonOf(get(`/v1/ondernemingen/${trader?.enterprise}/functies`), mandatesSchema);
    expect(functies).toMatchObject([{ lid: { insz: trader?.insz }, rol: 'Ondernemer' }]);
  });

  test('is found from the person as well', async () => {
    const e = one(({ mandates, kind }) => kind === 'legal' && mandates.length > 0);
    const insz = m.shared.town.people.byId(e.mandates[0]?.person ?? '')?.insz;
    const { functies } = await jsonOf(get(`/v1/personen/${insz}/functies`), mandatesSchema);
    expect(functies.map(({ organisatie }) => organisatie['@id'].split('/').at(-1))).toContain(e.number);
    expect(functies.every(({ lid }) => lid.insz === insz)).toBe(true);
  });

  test('a person without one is accounted for too, and an answer in no type that suits is nothing handed over', async () => {
    const idle = m.shared.town.people
      .select({ adult: false }, 1)
      .find(({ id }) => m.shared.town.enterprises.ofPerson(id).length === 0);
    expect((await get(`/v1/personen/${idle?.insz}/functies`, { accept: 'text/html' })).status).toBe(406);
    expect(handed()).toEqual([]);
    await get(`/v1/personen/${idle?.insz}/functies`);
    expect(handed()).toMatchObject([{ subject: idle?.id, fields: ['functie'] }]);
  });
});
