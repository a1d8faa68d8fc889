import { describe } from 'vitest';
import type { Municipality } from '../../open.ts';
import { BLANK, type Misuse, refuses, urn } from '../../testing/misuse.ts';
import { asService, BARE } from '../../testing/open.ts';

const LIST = '/v1/ondernemingen';
const company = (m: Municipality): string => `${LIST}/${m.shared.town.enterprises.byIndex(0).number}`;
const mandates = (m: Municipality): string => `${company(m)}/functies`;
const headers = asService();
const list = (what: string, query: string, type: string): Misuse => [
  what,
  `${LIST}?${query}`,
  { headers },
  400,
  urn(type),
];

const CASES: readonly Misuse[] = [
  ['no token', LIST, {}, 401, urn('niet-aangemeld')],
  ['a token of nobody', LIST, { headers: asService({ authorization: 'Bearer x' }) }, 401, urn('niet-aangemeld')],
  ['a token in the query', `${LIST}?access_token=token-loket`, {}, 401, urn('niet-aangemeld')],
  ['not declared', LIST, { headers: asService({ authorization: `Bearer ${BARE}` }) }, 403, urn('niet-gemachtigd')],
  [
    'another register',
    company,
    { headers: asService({ authorization: 'Bearer token-ander' }) },
    403,
    urn('niet-gemachtigd'),
  ],
  ['nine digits', `${LIST}/198000002`, { headers }, 400, urn('kbo-vorm')],
  ['dots', `${LIST}/1980.000.028`, { headers }, 400, urn('kbo-vorm')],
  ['a country before it', `${LIST}/BE1980000028`, { headers }, 400, urn('kbo-vorm')],
  ['a wrong check', `${LIST}/1980000029`, { headers }, 400, urn('kbo')],
  ['a number of an establishment', `${LIST}/8500000064`, { headers }, 400, urn('kbo')],
  ['a number of a real body', `${LIST}/0207500123`, { headers }, 404, urn('onbekende-onderneming')],
  ['establishments of nobody', `${LIST}/0207500123/vestigingen`, { headers }, 404, urn('onbekende-onderneming')],
  ['SQL', `${LIST}/'%20OR%201=1--`, { headers }, 400, urn('kbo-vorm')],
  ['a path above', `${LIST}/%2e%2e%2fpersonen`, { headers }, 400, urn('kbo-vorm')],
  ['who acts, without a purpose', mandates, { headers: asService({ 'x-purpose': '' }) }, 400, urn('geen-doel')],
  ['who acts, with a blank purpose', mandates, { headers: asService({ 'x-purpose': '  ' }) }, 400, urn('geen-doel')],
  ['who acts, without a token', mandates, { headers: { 'x-purpose': 'a' } }, 401, urn('niet-aangemeld')],
  ['who acts for nobody', `${LIST}/0207500123/functies`, { headers }, 404, urn('onbekende-onderneming')],
  ['an establishment with a wrong check', '/v1/vestigingen/8500000065', { headers }, 400, urn('vestiging')],
  ['an establishment of an enterprise’s number', '/v1/vestigingen/1980000028', { headers }, 400, urn('vestiging')],
  ['an establishment of nobody', '/v1/vestigingen/2000000042', { headers }, 404, urn('onbekende-vestiging')],
  ['mandates of a short INSZ', '/v1/personen/8507300332/functies', { headers }, 400, urn('insz-vorm')],
  ['mandates of a wrong INSZ', '/v1/personen/85073003329/functies', { headers }, 400, urn('insz-controlegetal')],
  ['mandates of an unknown INSZ', '/v1/personen/85073003328/functies', { headers }, 404, urn('onbekend-insz')],
  [
    'mandates without a purpose',
    '/v1/personen/85073003328/functies',
    { headers: asService({ 'x-purpose': '' }) },
    400,
    urn('geen-doel'),
  ],
  list('no limit', 'limit=0', 'limit'),
  list('a limit past five hundred', 'limit=501', 'limit'),
  list('a limit that is a word', 'limit=veel', 'limit'),
  list('a negative offset', 'offset=-1', 'offset'),
  list('an offset with an exponent', 'offset=1e3', 'offset'),
  list('an empty name', 'naam=', 'naam'),
  list('a name without end', `naam=${'x'.repeat(101)}`, 'naam'),
  list('a postal code with a letter', 'postcode=B853', 'postcode'),
  list('an address by its URI', 'adresobjectid=https://data.vlaanderen.be/id/adres/1', 'adresobjectid'),
  list('an address and a name', 'adresobjectid=1&naam=x', 'adresobjectid'),
  list('a NACE code with dots', 'nace=43.32', 'nace'),
  list('a NACE code of one digit', 'nace=4', 'nace'),
  ['HTML', company, { headers: asService({ accept: 'text/html' }) }, 406, urn('formaat')],
  ['XML', LIST, { headers: asService({ accept: 'application/xml' }) }, 406, urn('formaat')],
  ['a POST', LIST, { method: 'POST', headers, body: '{}' }, 405, BLANK],
  ['a DELETE', company, { method: 'DELETE', headers }, 405, BLANK],
  ['a path that is not there', '/v1/aandeelhouders', { headers }, 404, BLANK],
];

describe('ondernemingen', () => refuses('ondernemingen', CASES));
