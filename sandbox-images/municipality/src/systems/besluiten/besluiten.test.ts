import type { Store } from 'n3';
import { beforeAll, describe, expect, test } from 'vitest';
import { Councils } from '../../council/councils.ts';
import { seatsFor } from '../../council/members.ts';
import type { Municipality } from '../../open.ts';
import { call, openSmall } from '../../testing/open.ts';
import { wrongBy } from '../../testing/rdf.ts';
import { dateOf } from '../../town/numbers/days.ts';
import { sittingsPage } from './lists.ts';
import { linksOf, shape, triplesOf } from './testing/rdfa.ts';

const BESLUIT = 'http://data.vlaanderen.be/ns/besluit#';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

let m: Municipality;
beforeAll(async () => {
  m = await openSmall();
});
const get = (path: string, of = m) => call(of, 'besluiten', path);
const pageOf = async (path: string, of = m): Promise<string> => {
  const answer = await get(path, of);
  expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8']);
  return answer.text();
};
const graph = async (path: string, of = m): Promise<Store> => triplesOf(await pageOf(path, of), path);
const count = (data: Store, type: string): number => data.getSubjects(TYPE, BESLUIT + type, null).length;
const sittings = (of = m) => of.shared.town.municipalities.flatMap((own) => new Councils(of.shared.town).sittings(own));

describe('every page that a reader can reach', () => {
  test('agendas are valid, and say what the sitting deals with', async () => {
    const agendas = linksOf(await pageOf('/Aalter/Gemeente'), /agenda$/);
    expect(agendas.length).toBe(sittings().length);
    for (const path of agendas) {
      const data = await graph(path);
      expect(await wrongBy(shape('basic-agenda'), data)).toEqual([]);
      expect(count(data, 'Zitting')).toBe(1);
      expect(count(data, 'Agendapunt')).toBeGreaterThanOrEqual(6);
      expect(data.countQuads(null, `${BESLUIT}behandelt`, null, null)).toBe(count(data, 'Agendapunt'));
    }
  });

  test('lists of decisions are valid; each decision that they name has a valid page, of the same decision', async () => {
    const lists = linksOf(await pageOf('/Aalter/Gemeente'), /besluitenlijst$/);
    expect(lists.length).toBe(sittings().length - 1);
    let decisions = 0;
    for (const path of lists) {
      const text = await pageOf(path);
      const data = await triplesOf(text, path);
      expect(await wrongBy(shape('decision-list'), data)).toEqual([]);
      const named = data.getSubjects(TYPE, `${BESLUIT}Besluit`, null).map(({ value }) => value);
      const links = linksOf(text, /uittreksels/);
      expect(links.length).toBe(named.length);
      for (const link of links) {
        const own = await graph(link);
        expect(await wrongBy(shape('decision'), own)).toEqual([]);
        const [subject] = own.getSubjects(TYPE, `${BESLUIT}Besluit`, null);
        expect(named).toContain(subject?.value);
        expect(
          own.countQuads(subject ?? null, 'http://data.europa.eu/eli/ontology#has_part', null, null),
        ).toBeGreaterThan(0);
        expect(own.countQuads(subject ?? null, 'http://data.europa.eu/eli/ontology#cites', null, null)).toBe(1);
        decisions += 1;
      }
    }
    expect(decisions).toBeGreaterThan(100);
  });

  test('minutes are valid and there once they are approved; each vote names as many as it counts', async () => {
    const minutes = linksOf(await pageOf('/Aalter/Gemeente'), /notulen$/);
    expect(minutes.length).toBe(sittings().length - 2);
    let named = 0;
    for (const path of minutes) {
      const data = await graph(path);
      expect(await wrongBy(shape('notulen'), data)).toEqual([]);
      expect(data.countQuads(null, 'http://data.europa.eu/eli/ontology#has_part', null, null)).toBeGreaterThan(0);
      for (const vote of data.getSubjects(TYPE, `${BESLUIT}Stemming`, null)) {
        for (const [who, how] of [
          ['heeftVoorstander', 'aantalVoorstanders'],
          ['heeftTegenstander', 'aantalTegenstanders'],
          ['heeftOnthouder', 'aantalOnthouders'],
        ] as const) {
          const [counted] = data.getObjects(vote, BESLUIT + how, null);
          expect(data.countQuads(vote, BESLUIT + who, null, null)).toBe(Number(counted?.value));
          named += who === 'heeftTegenstander' ? Number(counted?.value) : 0;
        }
      }
    }
    expect(named).toBeGreaterThan(0);
    for (const path of minutes) expect(await pageOf(path)).not.toMatch(/leidende functie/);
  });

  test('one without a title, or held by nobody, is found invalid', async () => {
    const [path = ''] = linksOf(await pageOf('/Aalter/Gemeente'), /besluitenlijst$/);
    const text = await pageOf(path);
    const wrong = await wrongBy(
      shape('decision-list'),
      await triplesOf(text.replaceAll('eli:title', 'eli:titel').replaceAll('isGehoudenDoor', 'isGehouden'), path),
    );
    expect(wrong.join('\n')).toMatch(/ontology#title/);
    expect(wrong.join('\n')).toMatch(/isGehoudenDoor/);
  });
});

describe('the council', () => {
  test('sits monthly since two years, never in summer, on its own weekday', () => {
    const dates = sittings().map(({ day }) => dateOf(day));
    expect(dates.length).toBeGreaterThanOrEqual(20);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(dates.filter((date) => /-0[78]-/.test(date))).toEqual([]);
    expect(new Set(sittings().map(({ day }) => day % 7)).size).toBe(1);
    expect(dates.filter((date) => date >= m.shared.town.date)).toHaveLength(1);
  });

  test('has members from the residents, who stay for a period; a next period has others too', async () => {
    const { town } = m.shared;
    const [own] = town.municipalities;
    if (own === undefined) throw new Error('no municipality');
    const councils = new Councils(town);
    const at = (date: string) => sittings().find(({ day }) => dateOf(day).startsWith(date));
    const namesAt = (date: string) =>
      councils.council(own, at(date)?.day ?? 0).members.map(({ id: _, ...rest }) => rest);
    expect(namesAt('2024-03')).toEqual(namesAt('2024-10'));
    expect(namesAt('2025-03')).not.toEqual(namesAt('2024-10'));
    expect(namesAt('2025-03')).toHaveLength(seatsFor(own.residents));
    const kept = namesAt('2025-03').filter(({ person }) => namesAt('2024-10').some((old) => old.person === person));
    expect(kept.length).toBeGreaterThan(0);
    for (const { familyName, givenName } of namesAt('2025-03')) {
      const found = town.people.search(`${familyName} ${givenName}`, 200);
      expect(found.some((p) => p.familyName === familyName && p.givenName === givenName)).toBe(true);
    }
  });

  test.each([
    [999, 7],
    [1_000, 9],
    [29_000, 29],
    [99_999, 45],
    [530_000, 55],
  ])('of %i residents has %i seats', (residents, seats) => expect(seatsFor(residents)).toBe(seats));

  test('votes add up to who is there, and say the outcome; nothing is dealt with twice in a sitting', () => {
    const councils = new Councils(m.shared.town);
    for (const sitting of sittings()) {
      const { there, away } = councils.presence(sitting);
      const items = councils.items(sitting);
      expect(new Set(items.map(({ kind }) => kind)).size).toBe(items.length);
      for (const { vote, outcome } of items) {
        expect(vote.for + vote.against + vote.abstained).toBe(there.length);
        if (outcome === 'Goedgekeurd') expect(vote.for).toBeGreaterThan(vote.against);
        if (outcome === 'Afgekeurd') expect(vote.against).toBeGreaterThan(vote.for);
      }
      for (const someone of away) expect(there).not.toContain(someone);
      expect(
        items.map(({ title, about, why, articles }) => [title, about, why, ...articles].join(' ')).join(' '),
      ).not.toMatch(/[{}]/);
    }
  });

  test('the minutes that are approved are those of the sitting before', () => {
    const councils = new Councils(m.shared.town);
    const all = sittings();
    for (const [i, sitting] of all.slice(0, -1).entries()) {
      const before = dateOf(all[i + 1]?.day ?? 0);
      expect(councils.items(sitting)[0]?.title).toContain(` ${Number(before.slice(8))} `);
      expect(councils.items(sitting)[0]?.title).toContain(before.slice(0, 4));
    }
  });
});

test('the page of mandataries has each member with its function, one mayor and one chair among them', async () => {
  const data = await graph('/Aalter/Gemeente/mandatarissen');
  const people = data.getSubjects(TYPE, 'http://data.vlaanderen.be/ns/mandaat#Mandataris', null);
  expect(people).toHaveLength(seatsFor(m.shared.town.municipalities[0]?.residents ?? 0));
  const roles = people.map((one) => {
    const [mandate] = data.getObjects(one, 'http://www.w3.org/ns/org#holds', null);
    const [role] = data.getObjects(mandate ?? null, 'http://www.w3.org/ns/org#role', null);
    expect(data.countQuads(one, 'http://data.vlaanderen.be/ns/mandaat#isBestuurlijkeAliasVan', null, null)).toBe(1);
    return role?.value.slice(-2);
  });
  expect(roles.filter((code) => code === '12')).toHaveLength(1);
  expect(roles.filter((code) => code === '13')).toHaveLength(1);
});

test.each(['2019-06-01', '2024-12-10', '2026-03-27', '2026-07-15'])(
  'on the town date %s one sitting is to come, and lists are there from their publication on',
  async (date) => {
    const of = await openSmall({ date, population: 300 });
    const all = sittings(of);
    expect(all.filter(({ day }) => dateOf(day) >= date)).toHaveLength(1);
    expect(all.length).toBeGreaterThanOrEqual(20);
    const links = linksOf(await pageOf('/Aalter/Gemeente', of), /besluitenlijst$/);
    expect(links.length).toBe(all.filter(({ listDay }) => dateOf(listDay) <= date).length);
    for (const { agendaDay } of all) expect(dateOf(agendaDay) <= date).toBe(true);
    expect(await wrongBy(shape('decision-list'), await graph(links[0] ?? '', of))).toEqual([]);
  },
);

test('a city at true size has its fifty-five members, and valid pages', async () => {
  const city = await openSmall({ profile: 'antwerpen', population: 530_000 });
  const [path = ''] = linksOf(await pageOf('/Antwerpen/Gemeente', city), /besluitenlijst$/);
  const data = await graph(path, city);
  expect(data.getSubjects(TYPE, 'http://data.vlaanderen.be/ns/mandaat#Mandataris', null)).toHaveLength(55);
  expect(await wrongBy(shape('decision-list'), data)).toEqual([]);
});

test('names with markup or quotes are text on the pages', async () => {
  const [own] = m.shared.town.municipalities;
  if (own === undefined) throw new Error('no municipality');
  const evil = { ...own, name: `<script>alert("x")</script>'&` };
  const text = String(await sittingsPage(evil, sittings(), undefined));
  expect(text).not.toMatch(/<script|alert\("/);
  expect(text).toContain('&lt;script&gt;');
});

test('the same town says the same bytes, another seed other ones; what happens moves nothing', async () => {
  const [same, other] = [await openSmall(), await openSmall({ seed: 'anders' })];
  const [p] = same.shared.town.people.select({ adult: true }, 1);
  same.shared.town.move('test', [p?.id ?? ''], same.shared.town.addresses.vacant(1)[0]?.id ?? '', '2026-01-02');
  const all = async (of: Municipality): Promise<string> => {
    const list = await pageOf('/Aalter/Gemeente', of);
    const [path = ''] = linksOf(list, /besluitenlijst$/);
    return list + (await pageOf(path, of));
  };
  expect(await all(same)).toBe(await all(m));
  expect(await all(other)).not.toBe(await all(m));
});

test('each municipality of a region has its own council and streets, also where it has a handful of residents', async () => {
  for (const population of [50, 2_000]) {
    const region = await openSmall({ profile: 'leiedal', population });
    const { town } = region.shared;
    const councils = new Councils(town);
    for (const own of town.municipalities) {
      const path = `/${own.name}/Gemeente`;
      const [list = ''] = linksOf(await pageOf(path, region), /besluitenlijst$/);
      expect(await wrongBy(shape('decision-list'), await graph(list, region))).toEqual([]);
      expect(await pageOf(`${path}/mandatarissen`, region)).toContain('mandaat:Mandataris');
      const titles = councils.sittings(own).flatMap((s) => councils.items(s).map(({ title }) => title));
      const named = titles.flatMap((title) => /zone 30 in de (.+)$/.exec(title)?.[1] ?? []);
      const streets = Array.from({ length: town.streets.count }, (_, i) => town.streets.byIndex(i));
      for (const name of named) expect(streets.some((s) => s.name === name && s.nis === own.nis)).toBe(true);
    }
  }
});

describe('misuse', () => {
  const filled = (path: string): string =>
    path.replace('COMING', sittings()[0]?.id ?? '').replace('HELD', sittings().find((s) => s.held)?.id ?? '');
  test.each([
    ['GET', '/Gent/Gemeente', {}, 404],
    ['GET', '/Aalter/OCMW', {}, 404],
    ['GET', '/Aalter/Gemeente/zittingen', {}, 404],
    ['GET', '/Aalter/Gemeente/zittingen/0/agenda', {}, 404],
    ['GET', '/Gent/Gemeente/zittingen/0/agenda', {}, 404],
    ['GET', '/Aalter/Gemeente/zittingen/COMING/besluitenlijst', {}, 404],
    ['GET', '/Aalter/Gemeente/zittingen/COMING/uittreksels/0', {}, 404],
    ['GET', '/Aalter/Gemeente/zittingen/HELD/uittreksels/0', {}, 404],
    ['GET', '/Aalter/Gemeente/zittingen/HELD/notulen', {}, 404],
    ['GET', '/Aalter/Gemeente/zittingen/COMING/notulen', {}, 404],
    ['GET', '/Aalter/Gemeente/zittingen/HELD/verslag', {}, 404],
    ['GET', '/Aalter/Gemeente?offset=1000', {}, 404],
    ['GET', '/Aalter/Gemeente?offset=-1', {}, 400],
    ['GET', '/Aalter/Gemeente?limit=0', {}, 400],
    ['GET', '/Aalter/Gemeente?limit=501', {}, 400],
    ['GET', '/Aalter/Gemeente?limit=alles', {}, 400],
    ['GET', '/Aalter/Gemeente', { accept: 'application/ld+json' }, 406],
    ['GET', '/Aalter/Gemeente', { accept: 'text/html;q=0' }, 406],
    ['GET', '/Aalter/Gemeente/zittingen/HELD/besluitenlijst', { accept: 'application/json' }, 406],
    ['GET', '/%3Cscript%3E/Gemeente', {}, 404],
    ['POST', '/Aalter/Gemeente', {}, 405],
    ['DELETE', '/Aalter/Gemeente/zittingen/HELD/agenda', {}, 405],
    ['PUT', '/', {}, 405],
  ] as const)('%s %s %o', async (method, path, headers, status) => {
    const answer = await call(m, 'besluiten', filled(path), { method, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({ status });
  });
  test('an unchanged page is not sent again', async () => {
    const etag = (await get('/Aalter/Gemeente')).headers.get('etag') ?? '';
    expect((await call(m, 'besluiten', '/Aalter/Gemeente', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });
});
