import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Municipality } from '../open.ts';
import { chosen, conform, openPart, type Part } from './conform.ts';

/** A seeded part of the run that `make conformance` makes in full. */
const PART: Part = { profile: 'aalter', seed: '309', population: 200, share: 0.02, shard: 0, of: 3 };
let m: Municipality;
beforeAll(async () => {
  m = await openPart(PART);
});
afterAll(() => m.close());

test('what is chosen is the same each time, and shards share it out', () => {
  const whole = chosen('persons', 30_000, { ...PART, share: 0.05, of: 1 });
  expect(whole.length).toBeGreaterThan(1_300);
  expect(whole.length).toBeLessThan(1_700);
  const shards = [0, 1].map((shard) => chosen('persons', 30_000, { ...PART, share: 0.05, shard, of: 2 }));
  expect(shards.flat().sort((a, b) => a - b)).toEqual(whole);
  expect(chosen('persons', 30_000, { ...PART, seed: '310', share: 0.05, of: 1 })).not.toEqual(whole);
  expect(chosen('sittings', 9, { ...PART, of: 1 })).toHaveLength(9);
  expect(chosen('persons', 1_000, { ...PART, share: 1, of: 1 })).toHaveLength(1_000);
});

test('every answer is right, and the registers agree', async () => {
  const found = await conform(m, PART);
  expect(found.flatMap(({ failures }) => failures)).toEqual([]);
  expect(found.map(({ check }) => check)).toContain('persons');
  for (const { passed } of found) expect(passed).toBeGreaterThan(0);
}, 60_000);

/** Vocabularies under another address: as linked data a document then says nothing that a shape knows. */
const [NS, X] = ['https://data.vlaanderen.be/ns/', 'https://x.example/'];

describe('it is told, by the record', () => {
  /** The municipality with one thing wrong in what a system answers. */
  const broken = (host: string, path: RegExp, from: string | RegExp, to: string): Municipality => ({
    ...m,
    async fetch(request, env) {
      const answer = await m.fetch(request, env);
      const { hostname, pathname } = new URL(request.url);
      if (!hostname.startsWith(host) || !path.test(pathname)) return answer;
      return new Response((await answer.text()).replaceAll(from, to), answer);
    },
  });
  test.each([
    [
      'a field that no schema knows',
      'basisregisters',
      /adressen\/\d/,
      '"adresStatus"',
      '"nieuw":1,"adresStatus"',
      'addresses',
      /Unrecognized key/,
    ],
    [
      'a house number that is not the address’s',
      'personen',
      /personen\/\d+$/,
      /"huisnummer":"\d+/g,
      '"huisnummer":"9999',
      'persons',
      /address in the address register/,
    ],
    [
      'children without parents',
      'personen',
      /verwanten$/,
      /"ouders":\[\{.*?\}\}\]/g,
      '"ouders":[]',
      'persons',
      /does not name it/,
    ],
    ['a household without its members', 'personen', /gezin$/, /,\{"insz".*\}\]/g, ']', 'persons', /household/],
    [
      'a unit of another address',
      'basisregisters',
      /gebouweenheden\/\d/,
      /"objectId":"9\d+"/g,
      '"objectId":"90000000"',
      'addresses',
      /address of the unit/,
    ],
    [
      'an enterprise elsewhere',
      'ondernemingen',
      /ondernemingen\/\d+$/,
      /"postcode":"\d+"/g,
      '"postcode":"1000"',
      'enterprises',
      /establishment|seat/,
    ],
    [
      'XML that the XSD does not know',
      'magda',
      /./,
      /Persoon Bron/g,
      'Persoon Oorsprong',
      'persons',
      /magda: .*Oorsprong/,
    ],
    [
      'a dataset without a licence',
      'opendata',
      /catalogus/,
      /dct:license/g,
      'dct:rights',
      'catalogue',
      /terms\/license/,
    ],
    ['a product without a name', 'producten', /^\/v1/, /"naam":/g, '"titel":', 'products', /terms\/title/],
    [
      'an event with a status of its own',
      'basisregisters',
      /feeds/,
      /"objectId":"(\d+)"/g,
      '"objectId":$1',
      'feeds',
      /objectId/,
    ],
    ['a list that counts wrongly', 'basisregisters', /totaal-aantal/, /:\d+/g, ':1', 'lists', /totaalAantal/],
    [
      'a match that is somewhere else',
      'basisregisters',
      /adresmatch/,
      /"objectId":"9\d{7}"/g,
      '"objectId":"90999999"',
      'matches',
      /adres|among the best/,
    ],
    ['a case of another number', 'dosis', /dossiers/, /"CF-/g, '"CX-', 'cases', /what was published/],
    ['a login that names another', 'login', /userinfo/, /"family_name":"/g, '"family_name":"X', 'logins', /claims/],
    ['a discovery without keys', 'login', /configuration/, 'jwks_uri', 'jwks', 'login-documents', /jwks_uri/],
    ['a wish of its own', 'burgerprofiel', /burgers/, /"kanaal":"\w+"/g, '"kanaal":"duif"', 'preferences', /kanaal/],
    ['a state of its own', 'notificaties', /notificaties/, /"status":"\w+"/g, '"status":"weg"', 'messages', /status/],
    [
      'a hand-over that tells more',
      'wasco',
      /inwisselen/,
      '"persoon":{',
      '"persoon":{"geslacht":"V",',
      'handovers',
      /told/,
    ],
    [
      'a drawing that lacks what can be done',
      'meldingen',
      /proces\.bpmn/,
      /Taak_oplossen/g,
      'Taak_afwerken',
      'processes',
      /oplossen from in-uitvoering/,
    ],
    [
      'an event log that skips a state',
      'opendata',
      /gebeurtenissen/,
      /"van":"in-uitvoering"/g,
      '"van":"ontvangen"',
      'processes',
      /state before/,
    ],
    [
      'a drawing that OMG’s schema does not know',
      'meldingen',
      /proces\.bpmn/,
      /<laneSet id="Banen">/g,
      '<laneSet id="Banen"><baan/>',
      'processes',
      /XSD.*baan/,
    ],
    [
      'a case without its number',
      'werklijst',
      /zaken\/\w+\/[^/]+$/,
      /"zaaknummer"/g,
      '"nummer"',
      'worklist',
      /zaaknummer/,
    ],
    [
      'a work list that offers less',
      'werklijst',
      /zaken/,
      /"acties":\[\{.*?\}\]/g,
      '"acties":[]',
      'worklist',
      /offered in/,
    ],
    ['a refusal without its reason', 'werklijst', /acties$/, /"detail":/g, '"reden":', 'worklist', /409: .*detail/],
    [
      'an event that leads elsewhere',
      'inname',
      /gebeurtenissen/,
      /"naar":"\w[^"]*"/g,
      '"naar":"weg"',
      'worklist',
      /events/,
    ],
    [
      'a stream of products without names',
      'producten',
      /instancesnapshot/,
      /"naam":/g,
      '"titel":',
      'snapshots',
      /title/,
    ],
    ['a decision without a title', 'besluiten', /uittreksels/, /eli:title(?=")/g, 'eli:titel', 'sittings', /title/],
    [
      'addresses in another context',
      'basisregisters',
      /context/,
      NS,
      X,
      'addresses',
      /adres\/\S+ \S+lokaleIdentificator \S+MinCount/,
    ],
    [
      'buildings in another context',
      'basisregisters',
      /context/,
      NS,
      X,
      'buildings',
      /gebouw\/\S+ \S+lokaleIdentificator \S+MinCount/,
    ],
    [
      'streets in another context',
      'basisregisters',
      /context/,
      NS,
      X,
      'streets',
      /straatnaam\/\S+ \S+lokaleIdentificator \S+MinCount/,
    ],
    [
      'places in another context',
      'basisregisters',
      /context/,
      NS,
      X,
      'places',
      /postinfo\/\S+ \S+lokaleIdentificator \S+MinCount/,
    ],
    [
      'lists in another context',
      'basisregisters',
      /context/,
      NS,
      X,
      'lists',
      /perceel\/\S+ \S+lokaleIdentificator \S+MinCount/,
    ],
    [
      'matches in another context',
      'basisregisters',
      /context/,
      NS,
      X,
      'matches',
      /adres\/\S+ \S+lokaleIdentificator \S+MinCount/,
    ],
    ['a report of another day', 'personen', /verhuizingen/, /"datum":"\d+/g, '"datum":"19', 'moves', /datum|read back/],
    [
      'a download that lacks a column',
      'opendata',
      /downloads/,
      /"postcode":/g,
      '"post":',
      'downloads',
      /Unrecognized key: "post"/,
    ],
    [
      'an enterprise of no class',
      'ondernemingen',
      /context/,
      /RegisteredOrganization/g,
      'X',
      'enterprises',
      /HasValue/,
    ],
    [
      'an association without a name',
      'verenigingen',
      /context/,
      /skos:prefLabel/g,
      'skos:x',
      'associations',
      /prefLabel/,
    ],
  ])('%s', async (_, host, path, from, to, check, says) => {
    const found = await conform(broken(host, path, from, to), { ...PART, of: 4 }, undefined, [check]);
    const { failures = [] } = found.find((one) => one.check === check) ?? {};
    expect(failures.join('\n')).toMatch(says);
    expect(failures[0]).toMatch(/^[a-z]+ \/\S+/);
  });

  test('a move that is allowed where it is not drawn', async () => {
    const lax: Municipality = {
      ...m,
      async fetch(request, env) {
        const answer = await m.fetch(request, env);
        return request.url.endsWith('/acties') && answer.status === 409 ? Response.json({}) : answer;
      },
    };
    const [found] = await conform(lax, { ...PART, of: 4 }, undefined, ['worklist']);
    expect(found?.passed).toBe(0);
    expect(found?.failures.join('\n')).toMatch(/^werklijst \S+ \(.*\): status of post .*: 200 instead of 409/);
  });

  test('products that nobody reads as linked data', async () => {
    const lost = broken('producten', /v1.producten$/, '"@graph"', '"urn:x"');
    const [found] = await conform(lost, { ...PART, of: 1 }, undefined, ['lists']);
    expect(found?.failures.join('\n')).toMatch(/^producten \/v1\/producten\S+ .*@graph/);
  });
});
