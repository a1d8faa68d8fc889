import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { asJson, asService, BARE, call, jsonOf, lever, openSmall } from '../../testing/open.ts';

const withId = z.object({ id: z.string() });
const withDossiers = z.object({ dossiers: z.array(z.looseObject({ id: z.string(), status: z.unknown() })) });
let m: Municipality;
beforeEach(async () => {
  m = await openSmall();
});
const person = () => {
  const [p] = m.shared.town.people.select({ adult: true }, 1);
  if (p === undefined) throw new Error('nobody');
  return p;
};
const dossier = (more: object = {}) => ({
  dossierNummer: 'VH-1',
  dossierNaam: 'Aangifte van verhuizing',
  product: 1152,
  agenten: [{ type: 'burgeragent', insz: person().insz }],
  status: { vlaamseCode: 'ingediend', vlaamseFase: 'aanvraag' },
  ...more,
});
const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(m, 'dosis', path, { method, headers: asJson(headers), body: JSON.stringify(body) });

test('a published case is seen by the lab, and by its service alone', async () => {
  const answer = await send('POST', '/v1/dossiers', dossier());
  expect(answer.status).toBe(201);
  const { id } = await jsonOf(answer, withId);
  const seen = await jsonOf(lever(m, 'GET', `/dossiers?subject=${person().id}`), withDossiers);
  expect(seen.dossiers).toMatchObject([
    { id, service: 'loket', subject: person().id, product: '1152', status: 'ingediend' },
  ]);
  expect((await call(m, 'dosis', `/v1/dossiers/${id}`, { headers: asService() })).status).toBe(200);
  const foreign = { headers: { authorization: 'Bearer token-ander' } };
  expect((await call(m, 'dosis', `/v1/dossiers/${id}`, foreign)).status).toBe(404);
  expect(await (await call(m, 'dosis', '/v1/dossiers', foreign)).json()).toEqual({ dossiers: [] });
});

test('the same number again, or a PUT, changes the status of the one case', async () => {
  const { id } = await jsonOf(send('POST', '/v1/dossiers', dossier()), withId);
  const again = await send(
    'POST',
    '/v1/dossiers',
    dossier({ status: { vlaamseCode: 'in-behandeling', vlaamseFase: 'behandeling' } }),
  );
  expect([again.status, (await jsonOf(again, withId)).id]).toEqual([200, id]);
  const end = await send(
    'PUT',
    `/v1/dossiers/${id}`,
    dossier({ status: { vlaamseCode: 'goedgekeurd', vlaamseFase: 'afgehandeld' } }),
  );
  expect(end.status).toBe(200);
  const { dossiers } = await jsonOf(lever(m, 'GET', '/dossiers'), withDossiers);
  expect(dossiers.map(({ status }) => status)).toEqual(['goedgekeurd']);
});

test('a case of an enterprise names it by its number, as does one of the town itself', async () => {
  const { enterprises, municipalities } = m.shared.town;
  for (const kbo of [enterprises.byIndex(0).number, municipalities[0]?.kbo]) {
    const answer = await send('POST', '/v1/dossiers', dossier({ agenten: [{ type: 'ondernemeragent', kbo }] }));
    expect(answer.status).toBeLessThan(300);
    expect(await answer.json()).toMatchObject({ agenten: [{ type: 'ondernemeragent', kbo }] });
  }
});

describe('misuse', () => {
  const cases: readonly [string, () => [string, string, unknown, Record<string, string>?], number][] = [
    ['no token', () => ['POST', '/v1/dossiers', dossier(), { authorization: '' }], 401],
    ['not declared', () => ['POST', '/v1/dossiers', dossier(), { authorization: `Bearer ${BARE}` }], 403],
    ['another content type', () => ['POST', '/v1/dossiers', dossier(), { 'content-type': 'application/xml' }], 415],
    ['too large', () => ['POST', '/v1/dossiers', dossier({ dossierNaam: 'x'.repeat(300_000) })], 413],
    ['no number', () => ['POST', '/v1/dossiers', dossier({ dossierNummer: ' ' })], 400],
    ['an unknown key', () => ['POST', '/v1/dossiers', dossier({ omschrijving: 'x' })], 400],
    [
      'a code of its own',
      () => ['POST', '/v1/dossiers', dossier({ status: { vlaamseCode: 'done', vlaamseFase: 'aanvraag' } })],
      400,
    ],
    [
      'a phase of its own',
      () => ['POST', '/v1/dossiers', dossier({ status: { vlaamseCode: 'ingediend', vlaamseFase: 'x' } })],
      400,
    ],
    ['no agent', () => ['POST', '/v1/dossiers', dossier({ agenten: [] })], 400],
    ['an agent of another kind', () => ['POST', '/v1/dossiers', dossier({ agenten: [{ type: 'robot' }] })], 400],
    [
      'a wrong check digit',
      () => ['POST', '/v1/dossiers', dossier({ agenten: [{ type: 'burgeragent', insz: '85073003329' }] })],
      400,
    ],
    [
      'nobody',
      () => ['POST', '/v1/dossiers', dossier({ agenten: [{ type: 'burgeragent', insz: '85073003328' }] })],
      422,
    ],
    [
      'a wrong KBO number',
      () => ['POST', '/v1/dossiers', dossier({ agenten: [{ type: 'ondernemeragent', kbo: '0207500124' }] })],
      400,
    ],
    [
      'an enterprise of nobody',
      () => ['POST', '/v1/dossiers', dossier({ agenten: [{ type: 'ondernemeragent', kbo: '1999999943' }] })],
      422,
    ],
    ['no JSON at all', () => ['POST', '/v1/dossiers', 'hallo', { 'content-type': 'text/plain' }], 415],
    ['a list of cases', () => ['POST', '/v1/dossiers', [dossier()]], 400],
    ['a name without end', () => ['POST', '/v1/dossiers', dossier({ dossierNaam: 'x'.repeat(501) })], 400],
    [
      'agents without end',
      () => [
        'POST',
        '/v1/dossiers',
        dossier({ agenten: Array(21).fill({ type: 'burgeragent', insz: person().insz }) }),
      ],
      400,
    ],
    ['a token of nobody', () => ['POST', '/v1/dossiers', dossier(), { authorization: 'Bearer x' }], 401],
    ['a product that is a name', () => ['POST', '/v1/dossiers', dossier({ product: 'verhuizen' })], 400],
    [
      'a script for a link',
      () => ['POST', '/v1/dossiers', dossier({ doorverwijzingsUrl: 'javascript:alert(1)' })],
      400,
    ],
    ['a date that is none', () => ['POST', '/v1/dossiers', dossier({ wijzigingsDatum: 'gisteren' })], 400],
    ['a change of what is not there', () => ['PUT', '/v1/dossiers/x', dossier()], 404],
  ];
  test.each(cases)('%s', async (_, make, status) => {
    const [method, path, body, headers] = make();
    const answer = await send(method, path, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(m.shared.town.happened.diff(0)).toEqual([]);
  });

  test('another number on a case that is there', async () => {
    const { id } = await jsonOf(send('POST', '/v1/dossiers', dossier()), withId);
    expect((await send('PUT', `/v1/dossiers/${id}`, dossier({ dossierNummer: 'VH-2' }))).status).toBe(409);
  });
});
