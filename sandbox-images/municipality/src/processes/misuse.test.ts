import { describe, expect, test } from 'vitest';
import type { Municipality } from '../open.ts';
import { type Misuse, refuses, urn } from '../testing/misuse.ts';
import { asJson, asService, BARE, call, openSmall } from '../testing/open.ts';
import { PROCESSES } from './all.ts';
import type { LocalProcess } from './process.ts';
import { fileExample, filingOf } from './testing/story.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const LIST = '/v1/zaken';
const headers = asService();
const INVALID = urn('ongeldig');

/** A filing that is sent whatever it is; the town is the same each time. */
const town = await openSmall();
const casesOf = (process: LocalProcess): readonly Misuse[] => {
  const filing = filingOf(town, process);
  const post = (
    what: string,
    body: unknown,
    status: number,
    type: string,
    more: Record<string, string> = {},
  ): Misuse => [
    what,
    LIST,
    { method: 'POST', headers: asJson(more), body: typeof body === 'string' ? body : JSON.stringify(body) },
    status,
    type,
  ];
  const acts = (body: unknown, more: Record<string, string> = {}) => ({
    method: 'POST',
    headers: asJson(more),
    body: JSON.stringify(body),
  });
  return [
    ['no token', LIST, {}, 401, urn('niet-aangemeld')],
    ['a token of nobody', LIST, { headers: asService({ authorization: 'Bearer x' }) }, 401, urn('niet-aangemeld')],
    ['a token of another kind', LIST, { headers: { authorization: 'Basic bG9rZXQ6eA==' } }, 401, urn('niet-aangemeld')],
    ['not declared', LIST, { headers: asService({ authorization: `Bearer ${BARE}` }) }, 403, urn('niet-gemachtigd')],
    post('a filing without a token', filing, 401, urn('niet-aangemeld'), { authorization: '' }),
    post('a filing not declared', filing, 403, urn('niet-gemachtigd'), { authorization: `Bearer ${BARE}` }),
    post('another content type', filing, 415, urn('mediatype'), { 'content-type': 'application/xml' }),
    post('a form', 'soort=andere', 415, urn('mediatype'), { 'content-type': 'application/x-www-form-urlencoded' }),
    post('too large', { ...filing, omschrijving: 'x'.repeat(300_000) }, 413, urn('te-groot')),
    post('no JSON', '{"insz":', 400, urn('geen-json')),
    post('nothing', '', 400, urn('geen-json')),
    post('a list of filings', [filing], 400, INVALID),
    post('an unknown field', { ...filing, status: 'vergund' }, 400, INVALID),
    post('a prototype', `{"__proto__":{"soort":"x"}}`, 400, INVALID),
    post('a kind of its own', { ...filing, soort: 'optocht-van-reuzen' }, 400, INVALID),
    post('no address', { ...filing, adres: undefined }, 400, INVALID),
    post('a text without end', { ...filing, omschrijving: 'x'.repeat(2001) }, 400, INVALID),
    post('attachments without end', { ...filing, bijlagen: Array(21).fill({ soort: 'a', naam: 'b' }) }, 400, INVALID),
    post('a short number', { ...filing, insz: '8507300332' }, 400, INVALID),
    post('a wrong check digit', { ...filing, insz: '85073003329' }, 400, urn('insz-controlegetal')),
    post('somebody who is not there', { ...filing, insz: '85073003328' }, 422, urn('onbekend-insz')),
    post(
      'an address elsewhere',
      { ...filing, adres: 'https://data.vlaanderen.be/id/adres/1' },
      422,
      urn('onbekend-adres'),
    ),
    post('an address that is a name', { ...filing, adres: 'Dorpsstraat 1' }, 422, urn('onbekend-adres')),
    ['a case that is not there', `${LIST}/${NOBODY}`, { headers }, 404, urn('onbekende-zaak')],
    ['an id that is none', `${LIST}/1`, { headers }, 404, urn('onbekende-zaak')],
    ['a path above', `${LIST}/%2e%2e%2fproces`, { headers }, 404, urn('onbekende-zaak')],
    ['an act on nothing', `${LIST}/${NOBODY}/acties`, acts({ activiteit: 'intrekken' }), 404, urn('onbekende-zaak')],
    [
      'an act without a token',
      `${LIST}/${NOBODY}/acties`,
      acts({ activiteit: 'intrekken' }, { authorization: '' }),
      401,
      urn('niet-aangemeld'),
    ],
    ['a state that is none', `${LIST}?status=kwijt`, { headers }, 400, urn('status')],
    ['a state of every object', `${LIST}?status=constructor`, { headers }, 400, urn('status')],
    ['no limit', `${LIST}?limit=0`, { headers }, 400, urn('limit')],
    ['a limit past five hundred', `${LIST}?limit=501`, { headers }, 400, urn('limit')],
    ['a negative offset', `${LIST}?offset=-1`, { headers }, 400, urn('offset')],
    ['events without a token', '/v1/gebeurtenissen', {}, 401, urn('niet-aangemeld')],
    ['events after a word', '/v1/gebeurtenissen?na=gisteren', { headers }, 400, urn('na')],
    ['events without a limit', '/v1/gebeurtenissen?limit=0', { headers }, 400, urn('limit')],
    ['rules of no day', '/v1/regels?op=2026-02-30', {}, 400, urn('datum')],
    ['rules before there were any', '/v1/regels?op=1999-12-31', {}, 404, urn('geen-regel')],
    ['a change of the rules', '/v1/regels', acts({ maxDagen: 999 }), 405, 'about:blank'],
    ['a case that is deleted', `${LIST}/${NOBODY}`, { method: 'DELETE', headers }, 405, 'about:blank'],
    ['a case that is put', `${LIST}/${NOBODY}`, { method: 'PUT', headers }, 405, 'about:blank'],
  ];
};

describe.each(PROCESSES.map((process) => [process.id, process] as const))('%s', (id, process) =>
  refuses(id, casesOf(process)),
);

describe('by the rules of inname', () => {
  const inname = PROCESSES.find(({ id }) => id === 'inname');
  if (inname === undefined) throw new Error('no inname');
  const filing = filingOf(town, inname);
  const post = (what: string, more: object): Misuse => [
    what,
    LIST,
    { method: 'POST', headers: asJson(), body: JSON.stringify({ ...filing, ...more }) },
    422,
    urn('regel'),
  ];
  refuses('inname', [
    post('an end before its begin', { van: '2026-12-20', tot: '2026-12-19' }),
    post('a begin in the past', { van: '2026-11-01', tot: '2026-12-19' }),
    post('a begin too soon', { van: '2026-12-01', tot: '2026-12-02' }),
    post('too long', { van: '2026-12-20', tot: '2027-03-20' }),
  ]);
});

describe.each(PROCESSES.map((process) => [process.id, process] as const))('a case of %s', (id, process) => {
  const first = process.activities.find(({ role, from }) => role === 'behandelaar' && from.includes(process.initial));
  test.each([
    ['is not handled by who filed it', { activiteit: first?.name }, 409, 'overgang'],
    ['is not done with what is not there', { activiteit: 'verkopen' }, 409, 'overgang'],
    ['is not done with what every object has', { activiteit: 'toString' }, 409, 'overgang'],
    ['is not supplemented unasked', { activiteit: 'aanvullen' }, 409, 'overgang'],
    ['is not done with nothing', {}, 400, 'ongeldig'],
    ['takes no state of its own', { activiteit: 'intrekken', naar: 'vergund' }, 400, 'ongeldig'],
    ['takes no text without end', { activiteit: 'intrekken', toelichting: 'x'.repeat(2001) }, 400, 'ongeldig'],
  ])('%s', async (_, body, status, type) => {
    const m: Municipality = await openSmall();
    const path = `${LIST}/${await fileExample(m, process)}/acties`;
    const cut = m.shared.town.happened.cut();
    const answer = await call(m, id, path, { method: 'POST', headers: asJson(), body: JSON.stringify(body) });
    expect([answer.status, await answer.json()]).toMatchObject([status, { type: urn(type), status }]);
    expect(m.shared.town.happened.diff(cut)).toEqual([]);
  });

  test('hands nobody over without a purpose, and is not withdrawn twice', async () => {
    const m: Municipality = await openSmall();
    const path = `${LIST}/${await fileExample(m, process)}`;
    const asked = await call(m, id, path, { headers: asService({ 'x-purpose': ' ' }) });
    expect([asked.status, await asked.json(), m.shared.accounts.entries()]).toMatchObject([
      400,
      { type: urn('geen-doel') },
      [],
    ]);
    const act = () =>
      call(m, id, `${path}/acties`, { method: 'POST', headers: asJson(), body: '{"activiteit":"intrekken"}' });
    expect([(await act()).status, (await act()).status]).toEqual([200, 409]);
  });
});
