import { expect, test } from 'vitest';
import { openSmall } from '../testing/open.ts';
import { residentPages } from './residents.ts';

const { town } = (await openSmall()).shared;
const pages = residentPages(town);
const get = async (path: string) => {
  const answer = await pages(new Request(`http://www.localhost${path}`));
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};
const rows = (text: string) => [...text.matchAll(/<tr><td><code>(p-\d+)<\/code>/g)].map(([, id]) => id);
const [person] = town.people.select({ adult: true, household: 3 }, 1);
if (person?.address == null) throw new Error('nobody to look for');
const { id, insz, familyName, givenName, household, address } = person;
const query = (fields: Record<string, string>) => `/inwoners?${new URLSearchParams(fields)}`;

test('a resident is found by name, persona, INSZ and address', async () => {
  for (const naam of [`${givenName} ${familyName}`, id, insz])
    expect(rows((await get(query({ naam }))).text)).toContain(id);
  const adres = `${address.street} ${address.houseNumber}`;
  expect(rows((await get(query({ adres }))).text)).toEqual(expect.arrayContaining([...household]));
  expect(rows((await get(query({ naam: familyName, adres }))).text)).toContain(id);
});

test('who moved is found at the new address and no longer at the old one', async () => {
  const moving = (await openSmall()).shared.town;
  const [to] = moving.addresses.vacant(1);
  if (to === undefined) throw new Error('no vacant address');
  expect(moving.people.livingAt(address.id).map((p) => p.id)).toEqual([...household]);
  moving.move('personen', [id], to.id, '2026-01-01');
  expect(moving.people.livingAt(to.id).map((p) => p.id)).toEqual([id]);
  expect(moving.people.livingAt(address.id).map((p) => p.id)).toEqual(household.filter((other) => other !== id));
});

test('each row says whose dwelling it is', async () => {
  const adults = town.people.select({ adult: true }, 40);
  const tenant = adults.find(
    (p) =>
      p.address !== null &&
      town.ownership.of(p.address.id)[0]?.kind === 'person' &&
      !town.ownership.of(p.address.id).some((o) => o.kind === 'person' && p.household.includes(o.person)),
  );
  const owner = adults.find(
    (p) => p.address !== null && town.ownership.of(p.address.id).some((o) => o.kind === 'person' && o.person === p.id),
  );
  if (tenant?.address == null || owner === undefined) throw new Error('nobody to look for');
  const [landlord] = town.ownership.of(tenant.address.id);
  const named = landlord?.kind === 'person' ? `(<code>${landlord.person}</code>)` : '';
  expect((await get(query({ naam: tenant.id }))).text).toMatch(/huurt van /);
  expect((await get(query({ naam: tenant.id }))).text).toContain(named);
  expect((await get(query({ naam: owner.id }))).text).toContain('in eigen woning');
});

test('an edge case is found by its tag, and hostile names stay text', async () => {
  const { text } = await get('/inwoners?label=markup-name');
  expect(rows(text)).toHaveLength(town.people.tags().get('markup-name') ?? 0);
  expect(text).toContain('&lt;script&gt;');
  expect(text.match(/<script/g)).toHaveLength(1);
  const { text: echo } = await get(query({ naam: '"><img src=x onerror=alert(1)>' }));
  expect(echo).not.toContain('<img');
  expect(echo).toContain('Niemand gevonden');
});

test('residents are found by conditions; where nobody fits the page says what to change', async () => {
  const { text } = await get(query({ keuze: 'age 18-65, household 3' }));
  const found = town.people.fitting({ age: [18, 65], household: 3 }, 25).map((p) => p.id);
  expect(rows(text)).toEqual(found);
  expect(text).toContain('value="age 18-65, household 3"');
  expect(rows((await get(query({ keuze: 'sex V', label: 'diacritics' }))).text)).toEqual(
    town.people.fitting({ sex: 'V', tag: 'diacritics' }, 25).map((p) => p.id),
  );
  expect((await get(query({ keuze: 'household 14' }))).text).toMatch(/Niemand gevonden\. nobody in aalter .*; without/);
  expect((await get(query({ keuze: '<b>' }))).text).toContain('&quot;&lt;b&gt;&quot;: no such condition');
  expect((await get(query({ keuze: 'adult', naam: 'x' }))).text).toContain('gaan niet samen');
});

test('pages follow each other without a gap, and the last has no next', async () => {
  const first = await get('/inwoners');
  const second = await get('/inwoners?pagina=2');
  expect(rows(first.text)).toEqual(Array.from({ length: 25 }, (_, n) => `p-${n + 1}`));
  expect(rows(second.text)[0]).toBe('p-26');
  expect(first.text).toContain('Volgende');
  const last = await get(`/inwoners?pagina=${Math.ceil(town.people.count / 25)}`);
  expect(last.text).not.toContain('Volgende');
  expect(rows((await get('/inwoners?pagina=-3')).text)[0]).toBe('p-1');
});

test('the plan draws every street once and picks out the one that is asked', async () => {
  const { text } = await get(`/inwoners/plan?straat=${address.streetId}`);
  expect(/class="plan" d="([^"]*)"/.exec(text)?.[1]?.match(/M/g)).toHaveLength(town.streets.count);
  expect(/class="here" d="(M-?\d+ -?\d+L-?\d+ -?\d+)"/.test(text)).toBe(true);
  expect(text).toContain(`<strong>${address.street}, ${address.postalCode}</strong>`);
  expect((await get('/inwoners/plan?straat=%3Cx')).text).not.toContain('class="here"');
});

test('only its own script and style run, also on a page that is not there', async () => {
  const { status, headers } = await get('/inwoners/elders');
  expect(status).toBe(404);
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; img-src data:; style-src 'sha256-.+'; script-src 'sha256-/,
  );
});
