import { of } from '@proeftuin/contract/evidence';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../open.ts';
import { inname } from '../systems/inname/process.ts';
import { meldingen } from '../systems/meldingen/process.ts';
import { vergunningen } from '../systems/vergunningen/process.ts';
import { asJson, asService, call, jsonOf, lever, NOW, openSmall } from '../testing/open.ts';
import { detailSchema, feedSchema, listSchema, summarySchema } from './shapes.ts';
import { fileExample, filer, fileWith, filingOf } from './testing/story.ts';

let m: Municipality;
beforeEach(async () => {
  m = await openSmall();
});
const FOREIGN = { authorization: 'Bearer token-ander' };
const does = (id: string, activiteit: string, more: object = {}) =>
  call(m, 'inname', `/v1/zaken/${id}/acties`, {
    method: 'POST',
    headers: asJson(),
    body: JSON.stringify({ activiteit, ...more }),
  });
const handle = async (id: string, activity: string, note = '') =>
  expect([activity, (await lever(m, 'POST', `/cases/inname/${id}`, { activity, note })).status]).toEqual([
    activity,
    200,
  ]);
const detail = (id: string) => jsonOf(call(m, 'inname', `/v1/zaken/${id}`, { headers: asService() }), detailSchema);
const feed = (path: string, headers = asService()) => jsonOf(call(m, 'inname', path, { headers }), feedSchema);

test('a taking of public domain, from the filing to its end: who filed reads each step', async () => {
  const answer = await fileWith(m, inname);
  expect(answer.status).toBe(201);
  const filed = await jsonOf(answer, summarySchema);
  expect(answer.headers.get('location')).toBe(`https://inname.vlavirgem.test/v1/zaken/${filed.id}`);
  // Three days on twelve square metres at 60 cents; the first day is free.
  expect(filed).toMatchObject({
    status: 'ingediend',
    regel: '2026-01-01',
    eurocent: 2 * 12 * 60,
    zaaknummer: 'IN-2026-00001',
  });
  await handle(filed.id, 'aanvulling-vragen', 'Waar komt de container juist?');
  const asked = await detail(filed.id);
  expect(asked).toMatchObject({ bericht: 'Waar komt de container juist?', status: 'aanvulling-gevraagd' });
  expect(asked.acties.map(({ naam }) => naam)).toEqual(['aanvullen', 'intrekken']);
  const plan = { soort: 'inplantingsplan', naam: 'plan.pdf' };
  expect((await does(filed.id, 'aanvullen', { toelichting: 'Voor de garage.', bijlagen: [plan] })).status).toBe(200);
  await handle(filed.id, 'aanvaarden');
  await handle(filed.id, 'vergunnen');
  expect((await does(filed.id, 'einde-melden')).status).toBe(200);
  await handle(filed.id, 'afsluiten');
  const closed = await detail(filed.id);
  expect(closed).toMatchObject({ status: 'afgesloten', acties: [], inhoud: { bijlagen: [plan] } });
  expect(closed.geschiedenis.map(({ rol, naar }) => [rol, naar])).toEqual([
    ['indiener', 'ingediend'],
    ['behandelaar', 'aanvulling-gevraagd'],
    ['indiener', 'ingediend'],
    ['behandelaar', 'in-behandeling'],
    ['behandelaar', 'vergund'],
    ['indiener', 'te-controleren'],
    ['behandelaar', 'afgesloten'],
  ]);
  expect(closed.geschiedenis[2]?.toelichting).toBe('Voor de garage.');
});

test('who filed is accounted for when it is handed over, and only then', async () => {
  const id = await fileExample(m, inname);
  await call(m, 'inname', '/v1/zaken', { headers: asService() });
  await feed('/v1/gebeurtenissen');
  expect(of(m.shared.spool.pull(0, 100).records, 'register-access')).toEqual([]);
  const { givenName, familyName, insz } = filer(m);
  expect((await detail(id)).indiener).toEqual({ insz, naam: { voornaam: givenName, achternaam: familyName } });
  const { entries } = await jsonOf(lever(m, 'GET', '/accounting'), z.object({ entries: z.array(z.unknown()) }));
  expect(entries).toEqual([
    {
      system: 'inname',
      client: 'loket',
      subject: filer(m).id,
      fields: ['indiener'],
      purpose: 'verhuizing',
      honeytoken: false,
    },
  ]);
});

test('a case is seen by the service that filed it, and by no other', async () => {
  const id = await fileExample(m, inname);
  for (const path of [`/v1/zaken/${id}`, `/v1/zaken/${id}/acties`]) {
    const init = path.endsWith('acties') ? { method: 'POST', body: '{"activiteit":"intrekken"}' } : {};
    expect((await call(m, 'inname', path, { headers: asJson(FOREIGN), ...init })).status).toBe(404);
  }
  const others = await jsonOf(call(m, 'inname', '/v1/zaken', { headers: asService(FOREIGN) }), listSchema);
  expect(others).toEqual({ zaken: [] });
  expect((await feed('/v1/gebeurtenissen', asService(FOREIGN))).gebeurtenissen).toEqual([]);
  expect((await detail(id)).status).toBe('ingediend');
});

test('the list is narrowed by state and comes in pages', async () => {
  const ids = [await fileExample(m, inname), await fileExample(m, inname), await fileExample(m, inname)];
  await does(ids[1] ?? '', 'intrekken');
  const list = async (query: string) =>
    jsonOf(call(m, 'inname', `/v1/zaken${query}`, { headers: asService() }), listSchema);
  expect((await list('?status=ingetrokken')).zaken.map(({ id }) => id)).toEqual([ids[1]]);
  const first = await list('?limit=2');
  expect(first.zaken.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const rest = await list(new URL(first.volgende ?? '').search);
  expect([rest.zaken.map(({ id }) => id), rest.volgende]).toEqual([ids.slice(2), undefined]);
});

test('the feed tells each change once, from where its reader was', async () => {
  const id = await fileExample(m, inname);
  const begin = await feed('/v1/gebeurtenissen');
  expect(begin.gebeurtenissen).toMatchObject([
    { type: 'be.vlavirgem.inname.indienen', subject: id, sequence: '1', time: new Date(NOW).toISOString() },
  ]);
  await fileWith(m, inname, {}, FOREIGN);
  await handle(id, 'aanvaarden');
  await handle(id, 'weigeren', 'De straat is te smal.');
  const next = await feed(begin.volgende.replace(/^https:\/\/[^/]+/, ''));
  expect(next.gebeurtenissen.map(({ sequence, data }) => [sequence, data.activiteit, data.van, data.naar])).toEqual([
    ['3', 'aanvaarden', 'ingediend', 'in-behandeling'],
    ['4', 'weigeren', 'in-behandeling', 'geweigerd'],
  ]);
  expect(JSON.stringify(next)).not.toContain(filer(m).insz);
  expect((await feed(next.volgende.replace(/^https:\/\/[^/]+/, ''))).gebeurtenissen).toEqual([]);
});

test('what happens is in the open event log at once, under a number that opens nothing', async () => {
  const path = '/downloads/gebeurtenissen-inname.json';
  const rows = async () => jsonOf(call(m, 'opendata', path), z.array(z.record(z.string(), z.unknown())));
  const before = await rows();
  const etag = (await call(m, 'opendata', path)).headers.get('etag') ?? '';
  const id = await fileExample(m, inname);
  await handle(id, 'aanvulling-vragen', 'Wie bent u?');
  const after = (await rows()).slice(before.length);
  expect(after.map(({ activiteit, rol, naar }) => [activiteit, rol, naar])).toEqual([
    ['indienen', 'indiener', 'ingediend'],
    ['aanvulling-vragen', 'behandelaar', 'aanvulling-gevraagd'],
  ]);
  expect(after[0]?.zaak).toBe(after[1]?.zaak);
  expect((await call(m, 'opendata', path, { headers: { 'if-none-match': etag } })).status).toBe(200);
  const { insz, familyName, id: person, address } = filer(m);
  for (const secret of [id, insz, familyName, `"${person}"`, 'Wie bent u', 'loket', address?.street ?? '?'])
    expect(JSON.stringify(after)).not.toContain(secret);
});

test('a reset empties cases, feeds and announced rules; the diff before it holds the case', async () => {
  const id = await fileExample(m, inname);
  await lever(m, 'POST', '/rules', { process: 'inname', from: '2026-12-01', values: { tarief: 99 } });
  const { changes } = await jsonOf(lever(m, 'GET', '/diff'), z.object({ changes: z.array(z.looseObject({})) }));
  expect(changes).toContainEqual(
    expect.objectContaining({ system: 'inname', subject: `inname/${id}`, what: 'zaak', before: '' }),
  );
  expect(changes).toContainEqual(expect.objectContaining({ subject: 'inname@2026-12-01', what: 'regel' }));
  await lever(m, 'POST', '/reset');
  expect((await call(m, 'inname', `/v1/zaken/${id}`, { headers: asService() })).status).toBe(404);
  expect((await feed('/v1/gebeurtenissen')).gebeurtenissen).toEqual([]);
  expect(await (await lever(m, 'GET', '/rules/inname')).text()).not.toContain('99');
});

test.each([
  ['of nobody', 'inname/x', { activity: 'aanvaarden' }, 404],
  ['of no process', 'huwelijken/x', { activity: 'aanvaarden' }, 404],
  ['that does not follow', 'inname', { activity: 'vergunnen' }, 409],
  ['that is for who filed', 'inname', { activity: 'intrekken' }, 409],
  ['that says nothing', 'inname', {}, 400],
  ['that says too much', 'inname', { activity: 'aanvaarden', as: 'p-1' }, 400],
])('the lab does nothing %s', async (_, path, body, status) => {
  const id = await fileExample(m, inname);
  const cut = m.shared.town.happened.cut();
  const answer = await lever(m, 'POST', `/cases/${path === 'inname' ? `inname/${id}` : path}`, body);
  expect(answer.status).toBe(status);
  expect(m.shared.town.happened.diff(cut)).toEqual([]);
});

describe('a report of public space', () => {
  test('may be anonymous: nobody is handed over or accounted for', async () => {
    const { insz: _, ...anonymous } = filingOf(m, meldingen);
    const answer = await call(m, 'meldingen', '/v1/zaken', {
      method: 'POST',
      headers: asJson(),
      body: JSON.stringify(anonymous),
    });
    const { id } = await jsonOf(answer, summarySchema);
    const seen = await jsonOf(call(m, 'meldingen', `/v1/zaken/${id}`, { headers: asService() }), detailSchema);
    expect(seen.indiener).toBeNull();
    expect(m.shared.accounts.entries()).toEqual([]);
  });
  test.each([
    ['wegdek', '2026-12-11'],
    ['verlichting', '2026-12-07'],
  ])('of %s should be solved by %s', async (soort, streefdatum) => {
    expect(await jsonOf(fileWith(m, meldingen, { soort }), summarySchema)).toMatchObject({ streefdatum });
  });
});

test('a big event needs a safety plan, and a small one none', async () => {
  const more = { soort: 'evenement', bezoekers: 500 };
  const answer = await fileWith(m, vergunningen, more);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    regel: '2020-01-01',
    fouten: [{ veld: 'bijlagen', reden: 'De bijlage veiligheidsplan ontbreekt.' }],
  });
  const bijlagen = [{ soort: 'veiligheidsplan', naam: 'plan.pdf' }];
  expect((await fileWith(m, vergunningen, { ...more, bijlagen })).status).toBe(201);
  expect((await fileWith(m, vergunningen, { ...more, bezoekers: 499 })).status).toBe(201);
});

test('the same filings in two towns get the same ids, and after a reset none comes again', async () => {
  const [one, other] = [await openSmall(), await openSmall()];
  const ids = [];
  for (const m of [one, other, one]) {
    ids.push(await fileExample(m, inname));
    await lever(m, 'POST', '/reset');
  }
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
});
