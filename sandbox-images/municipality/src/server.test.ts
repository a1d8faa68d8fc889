import { expect, test } from 'vitest';
import { contextOf } from './context.ts';
import magda from './systems/magda/system.ts';
import ondernemingen from './systems/ondernemingen/system.ts';
import verenigingen from './systems/verenigingen/system.ts';
import { asService, call, openSmall, TOKEN } from './testing/open.ts';

/** Host, path, a method that it does not have, and those that it has. */
const CALLS: readonly (readonly [string, string, string, string])[] = [
  ['personen', '/v1/personen/85073003328', 'POST', 'GET, HEAD'],
  ['personen', '/v1/personen/85073003328', 'DELETE', 'GET, HEAD'],
  ['personen', '/v1/personen/85073003328/gezin', 'PUT', 'GET, HEAD'],
  ['personen', '/v1/verhuizingen', 'GET', 'POST'],
  ['personen', '/v1/verhuizingen', 'PATCH', 'POST'],
  ['dosis', '/v1/dossiers', 'DELETE', 'POST, GET, HEAD'],
  ['dosis', '/v1/dossiers/x', 'PATCH', 'PUT, GET, HEAD'],
  ['basisregisters', '/v2/adressen', 'POST', 'GET, HEAD'],
  ['ondernemingen', '/v1/ondernemingen', 'PUT', 'GET, HEAD'],
  ['verenigingen', '/v1/verenigingen/zoeken', 'POST', 'GET, HEAD'],
];

test.each(CALLS)('%s %s has no %s', async (host, path, method, allow) => {
  const m = await openSmall();
  const answer = await call(m, host, path, { method, headers: asService() });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(m.shared.town.happened.diff(0)).toEqual([]);
});

test('a HEAD has the headers of a GET, and no body', async () => {
  const m = await openSmall();
  const answer = await call(m, 'ondernemingen', '/v1/ondernemingen', { method: 'HEAD', headers: asService() });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(answer.headers.get('etag')).toMatch(/^".+"$/);
});

test.each([magda, ondernemingen, verenigingen])('each example of $title works as it stands', async (system) => {
  const m = await openSmall();
  const examples = system.examples?.(contextOf('www', m.shared)) ?? [];
  expect(examples.length).toBeGreaterThan(1);
  for (const { method = 'GET', path, headers = {}, body } of examples) {
    const told = Object.entries(headers).map(([name, value]) => [name, value.replace('{token}', TOKEN)]);
    const init = { method, headers: Object.fromEntries(told), ...(body === undefined ? {} : { body }) };
    const answer = await call(m, system.host, path, init);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toMatch(/Uitzondering>|"totaal":0|"totalCount":0|"functies":\[\]/);
  }
});
