import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { detailSchema, listSchema } from '../../processes/shapes.ts';
import { fileExample, filer, fileWith } from '../../processes/testing/story.ts';
import { asService, BASE, call, jsonOf, lever, openSmall } from '../../testing/open.ts';
import { inname } from '../inname/process.ts';
import { meldingen } from '../meldingen/process.ts';
import { DESK } from './client.ts';
import { Browser } from './testing/browser.ts';

const DESK_URL = `https://werklijst.${BASE}`;
let m: Municipality;
let browser: Browser;
let page: string;
beforeAll(async () => {
  m = await openSmall();
  browser = new Browser(m);
  const [servant] = m.shared.town.people.select({ kind: 'civil-servant' }, 1);
  page = await (await browser.login(servant?.id ?? '')).text();
});
beforeEach(async () => {
  await lever(m, 'POST', '/reset');
});
const get = (path: string, of = browser) => of.send(`${DESK_URL}${path}`);
const tokenIn = (html: string): string => /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '';
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  m.fetch(
    new Request(`${DESK_URL}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: browser.cookies(DESK_URL), ...headers },
      body,
    }),
  );

test('a civil servant logs in at the town’s own login, and finds what is to be done without anybody’s name', async () => {
  expect(page).toContain('Er is niets te doen.');
  const id = await fileExample(m, inname);
  await fileExample(m, meldingen);
  const html = await (await get('/')).text();
  expect(html).toContain(`/zaken/inname/${id}`);
  expect(html).toContain('ME-2026-00001');
  expect(html).not.toContain(filer(m).familyName);
  expect(m.shared.accounts.entries()).toEqual([]);
});

test('handles a case on its page: accept, ask for more, decide; who filed reads it', async () => {
  const id = await fileExample(m, inname);
  const path = `/zaken/inname/${id}`;
  const act = async (activiteit: string, toelichting = '') => {
    const form = tokenIn(await (await get(path)).text());
    return browser.send(`${DESK_URL}${path}`, { form, activiteit, toelichting });
  };
  const seen = async () => jsonOf(call(m, 'inname', `/v1/zaken/${id}`, { headers: asService() }), detailSchema);
  expect((await act('aanvaarden')).status).toBe(303);
  expect((await seen()).status).toBe('in-behandeling');
  // Why is asked for, and what was typed is still there.
  const refused = await act('weigeren', '  ');
  expect(refused.status).toBe(400);
  expect(await refused.text()).toMatch(/role="alert" id="fout">Zeg bij weigeren waarom/);
  expect((await act('weigeren', 'De straat is te smal.')).status).toBe(303);
  expect(await seen()).toMatchObject({ status: 'geweigerd', bericht: 'De straat is te smal.' });
  expect((await act('vergunnen')).status).toBe(409);
  expect((await act('afsluiten')).status).toBe(303);
  const closed = await (await get(path)).text();
  expect(closed).toContain('U kunt nu niets doen.');
  expect(await (await get('/')).text()).toContain('Er is niets te doen.');
});

test('what a civil servant reads of a person is accounted for as the municipality’s own', async () => {
  const id = await fileExample(m, inname);
  m.shared.accounts.clear();
  const html = await (await get(`/zaken/inname/${id}`)).text();
  const { street, postalCode } = m.shared.town.addresses.byIndex(0);
  // In words and on the Flemish clock: noon in Greenwich is one o'clock.
  for (const said of [filer(m).givenName, street, postalCode, '11/12/2026', '13:00']) expect(html).toContain(said);
  expect(m.shared.accounts.entries()).toEqual([
    {
      system: 'werklijst',
      client: DESK,
      subject: filer(m).id,
      fields: ['indiener'],
      purpose: 'behandeling',
      honeytoken: false,
    },
  ]);
});

test('markup in what was filed stays text', async () => {
  const answer = await fileWith(m, inname, { omschrijving: '<script>alert(1)</script>"\'' });
  const { id } = await jsonOf(answer, z.looseObject({ id: z.string() }));
  const shown = await get(`/zaken/inname/${id}`);
  const html = await shown.text();
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toContain('<script');
  expect(shown.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
});

test('the same as JSON: the list, a case, and what is done with it', async () => {
  const id = await fileExample(m, inname);
  const list = await jsonOf(get('/v1/zaken?proces=inname'), listSchema);
  expect(list.zaken.map((one) => [one.id, one.acties.map(({ naam }) => naam)])).toEqual([
    [id, ['aanvulling-vragen', 'aanvaarden']],
  ]);
  expect((await jsonOf(get(`/v1/zaken/inname/${id}`), detailSchema)).indiener?.insz).toBe(filer(m).insz);
  const answer = await post(`/v1/zaken/inname/${id}/acties`, '{"activiteit":"aanvaarden"}');
  expect(await answer.json()).toMatchObject({ status: 'in-behandeling' });
  expect((await jsonOf(get('/v1/zaken?status=ingediend'), listSchema)).zaken).toEqual([]);
});

describe('is no desk of', () => {
  test('a citizen, who may log in elsewhere', async () => {
    const citizen = new Browser(m);
    const answer = await citizen.login(filer(m).id);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('Alleen ambtenaren')]);
    expect(await (await get('/', citizen)).text()).toContain('href="/aanmelden"');
  });
  test('a service with its own token', async () => {
    const answer = await call(m, 'werklijst', '/v1/zaken', { headers: asService() });
    expect([answer.status, await answer.json()]).toMatchObject([401, { type: 'urn:be.vlavirgem:niet-aangemeld' }]);
  });
  test('somebody who brings a code that another browser began', async () => {
    const other = new Browser(m);
    await other.send(`${DESK_URL}/aanmelden`);
    expect((await other.send(`${DESK_URL}/aangemeld?code=x&state=y`)).status).toBe(403);
    expect((await other.send(`${DESK_URL}/aangemeld`)).status).toBe(403);
  });
  test('another municipality', async () => {
    const region = await openSmall({ profile: 'leiedal', population: 2_000 });
    const [servant] = region.shared.town.people.select({ kind: 'civil-servant' }, 1);
    const { town } = region.shared;
    const [own, elsewhere] = [true, false].map((at) => {
      for (let i = 0; ; i++) {
        const address = town.addresses.byIndex(i);
        if ((address.municipality === servant?.address?.municipality) === at) return address.uri;
      }
    });
    const idOf = async (adres: string | undefined) =>
      (await jsonOf(fileWith(region, meldingen, { adres }), z.looseObject({ id: z.string() }))).id;
    const [mine, theirs] = [await idOf(own), await idOf(elsewhere)];
    const desk = new Browser(region);
    const list = await (await desk.login(servant?.id ?? '')).text();
    expect(list).toContain(mine);
    expect(list).not.toContain(theirs);
    expect((await get(`/zaken/meldingen/${theirs}`, desk)).status).toBe(404);
    // Who moves there still works here.
    town.move('personen', [servant?.id ?? ''], elsewhere?.split('/').at(-1) ?? '', '2026-02-01');
    const again = await (await new Browser(region).login(servant?.id ?? '')).text();
    expect(again).toContain(mine);
    expect(again).not.toContain(theirs);
  });
});

describe('misuse', () => {
  test('a form without what its page gave it changes nothing', async () => {
    const id = await fileExample(m, inname);
    const cut = m.shared.town.happened.cut();
    for (const form of ['', 'x']) {
      const answer = await browser.send(`${DESK_URL}/zaken/inname/${id}`, { form, activiteit: 'aanvaarden' });
      expect(answer.status).toBe(403);
    }
    await browser.send(`${DESK_URL}/afmelden`, { form: 'x' });
    expect(m.shared.town.happened.diff(cut)).toEqual([]);
    expect(await (await get('/')).text()).toContain('IN-2026-00001');
  });
  test.each([
    ['a process that is not there', '/v1/zaken?proces=huwelijken', 400],
    ['no limit', '/v1/zaken?limit=0', 400],
    ['a case that is not there', '/v1/zaken/inname/x', 404],
    ['a case of a process that is not there', '/v1/zaken/huwelijken/x', 404],
    ['a page that is not there', '/zaken/inname/x', 404],
  ])('%s', async (_, path, status) => {
    expect((await get(path)).status).toBe(status);
  });
  test.each([
    ['another content type', '{"activiteit":"aanvaarden"}', { 'content-type': 'text/plain' }, 415],
    ['too large', JSON.stringify({ activiteit: 'x'.repeat(300_000) }), {}, 413],
    ['no JSON', '{', {}, 400],
    ['an unknown field', '{"activiteit":"aanvaarden","als":"burger"}', {}, 400],
    ['what only who filed may do', '{"activiteit":"intrekken"}', {}, 409],
    ['no reason', '{"activiteit":"aanvulling-vragen"}', {}, 400],
  ])('%s', async (_, body, headers, status) => {
    const id = await fileExample(m, inname);
    const answer = await post(`/v1/zaken/inname/${id}/acties`, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });
});

test('a session ends by the lab clock, or when its servant logs out', async () => {
  const [servant] = m.shared.town.people.select({ kind: 'civil-servant' }, 1);
  const other = new Browser(m);
  const html = await (await other.login(servant?.id ?? '')).text();
  expect(html).toContain('Afmelden');
  await other.send(`${DESK_URL}/afmelden`, { form: tokenIn(html) });
  expect(await (await get('/', other)).text()).toContain('href="/aanmelden"');
  await lever(m, 'POST', '/clock', { advance: 9 * 3600 });
  expect(await (await get('/')).text()).toContain('href="/aanmelden"');
});
