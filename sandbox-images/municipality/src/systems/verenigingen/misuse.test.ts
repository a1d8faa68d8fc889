import { describe } from 'vitest';
import type { Municipality } from '../../open.ts';
import { BLANK, type Misuse, refuses, urn } from '../../testing/misuse.ts';
import { asService, BARE } from '../../testing/open.ts';

const BASE = '/v1/verenigingen';
const SEARCH = `${BASE}/zoeken`;
const one = (m: Municipality): string => `${BASE}/${m.shared.town.associations.byIndex(0).vCode}`;
const members = (m: Municipality): string => `${one(m)}/leden`;
const board = (m: Municipality): string => `${one(m)}/vertegenwoordigers`;
const headers = asService();
const search = (what: string, query: Record<string, string>, type: string): Misuse => [
  what,
  `${SEARCH}?${new URLSearchParams(query)}`,
  { headers },
  400,
  urn(type),
];

const CASES: readonly Misuse[] = [
  ['no token', SEARCH, {}, 401, urn('niet-aangemeld')],
  ['basic instead of bearer', one, { headers: { authorization: 'Basic eDp5' } }, 401, urn('niet-aangemeld')],
  ['not declared', SEARCH, { headers: asService({ authorization: `Bearer ${BARE}` }) }, 403, urn('niet-gemachtigd')],
  [
    'members, not declared',
    members,
    { headers: asService({ authorization: 'Bearer token-ander' }) },
    403,
    urn('niet-gemachtigd'),
  ],
  ['members without a purpose', members, { headers: asService({ 'x-purpose': '' }) }, 400, urn('geen-doel')],
  ['representatives without a purpose', board, { headers: asService({ 'x-purpose': ' ' }) }, 400, urn('geen-doel')],
  ['representatives without a token', board, { headers: { 'x-purpose': 'a' } }, 401, urn('niet-aangemeld')],
  ['members of nobody', `${BASE}/V0001001/leden`, { headers }, 404, urn('onbekende-vereniging')],
  ['a small letter', `${BASE}/v9000001`, { headers }, 400, urn('vcode')],
  ['six digits', `${BASE}/V900001`, { headers }, 400, urn('vcode')],
  ['a KBO number', `${BASE}/1995000011`, { headers }, 400, urn('vcode')],
  ['markup', `${BASE}/%3Cscript%3E`, { headers }, 400, urn('vcode')],
  ['a code of the real register', `${BASE}/V0001001`, { headers }, 404, urn('onbekende-vereniging')],
  ['a code past the last', `${BASE}/V9999999`, { headers }, 404, urn('onbekende-vereniging')],
  search('an open quote', { q: '"harmonie' }, 'zoekopdracht'),
  search('an open bracket', { q: '(naam:x' }, 'zoekopdracht'),
  search('a field without a word', { q: 'naam:' }, 'zoekopdracht'),
  search('a question without end', { q: 'x'.repeat(201) }, 'zoekopdracht'),
  search('past the first thousand', { offset: '990', limit: '11' }, 'paginering'),
  search('a limit of nothing', { limit: '0' }, 'paginering'),
  search('a limit that is a word', { limit: 'alles' }, 'paginering'),
  search('a negative offset', { offset: '-1' }, 'paginering'),
  search('an unknown field to sort by', { sort: 'bestuur' }, 'sorteerveld'),
  search('a field of the prototype to sort by', { sort: 'constructor' }, 'sorteerveld'),
  ['HTML', one, { headers: asService({ accept: 'text/html' }) }, 406, urn('formaat')],
  ['members as CSV', members, { headers: asService({ accept: 'text/csv' }) }, 406, urn('formaat')],
  ['a PUT', one, { method: 'PUT', headers, body: '{}' }, 405, BLANK],
  ['a PATCH of members', members, { method: 'PATCH', headers, body: '{}' }, 405, BLANK],
  ['a context that is not there', '/v1/contexten/publiek/beheer-context.json', {}, 404, BLANK],
];

describe('verenigingen', () => refuses('verenigingen', CASES));
