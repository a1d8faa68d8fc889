import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { BARE, CONFIG, call, jsonOf, lever, openSmall, TOKEN } from '../../testing/open.ts';
import { FEEDS } from './feeds.ts';

let m: Municipality;
beforeEach(async () => {
  const grants = [{ service: 'kopie', token: KEY, registers: REGISTERS }, ...CONFIG.grants];
  m = await openSmall({ population: 200, grants });
});
afterEach(() => m.close());

const REGISTERS = FEEDS.map(({ names: { register } }) => register);
const KEY = 'sleutel-kopie';
const FEED = '/v3/feeds/wijzigingen/adressen';
const get = (path: string, headers: Record<string, string> = {}) =>
  call(m, 'basisregisters', path, { headers: { 'x-api-key': KEY, ...headers } });
const text = z.string();
/** An event of CloudEvents 1.0 with the attributes that the registers add. */
const event = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().regex(/^\d+$/),
  time: z.iso.datetime({ offset: true }),
  type: z.string().regex(/^basisregisters\.[a-z]+\.(create|update)\.v1$/),
  source: z.url(),
  datacontenttype: z.literal('application/json'),
  dataschema: z.url(),
  basisregisterseventtype: z.string().regex(/^[A-Z]\w+$/),
  basisregisterscausationid: z.guid(),
  subject: z.url(),
  data: z.looseObject({
    objectId: text,
    versieId: text,
    nisCodes: z.array(text),
    attributen: z.array(z.looseObject({ naam: text, oudeWaarde: z.unknown(), nieuweWaarde: z.unknown() })),
  }),
});
type Event = z.infer<typeof event>;
const page = async (n: number, register = 'adressen'): Promise<{ events: Event[]; complete: string | null }> => {
  const answer = await get(`/v3/feeds/wijzigingen/${register}?pagina=${n}`);
  expect(answer.headers.get('content-type')).toBe('application/cloudevents-batch+json; charset=utf-8');
  return { events: await jsonOf(answer, z.array(event)), complete: answer.headers.get('x-page-complete') };
};
/** Reads the feed as one who keeps a copy: on to the first page that is not complete. */
const whole = async (register = 'adressen'): Promise<Event[]> => {
  const events: Event[] = [];
  for (let n = 1; ; n++) {
    const { events: more, complete } = await page(n, register);
    events.push(...more);
    if (complete === 'false') return events;
  }
};
const change = (id: string, body: object) => lever(m, 'POST', `/addresses/${id}`, body);
const withStatus = (status: string) => {
  const [address] = m.shared.town.addresses.page(0, 1, { status }).items;
  if (address === undefined) throw new Error(`no address is ${status}`);
  return address;
};

/** The copy that somebody keeps who only reads the feed. */
function copyOf(events: readonly Event[]): Map<string, Map<string, unknown>> {
  const copy = new Map<string, Map<string, unknown>>();
  for (const { data } of events) {
    const one = copy.get(data.objectId) ?? new Map<string, unknown>();
    for (const { naam, oudeWaarde, nieuweWaarde } of data.attributen) {
      expect(oudeWaarde).toEqual(one.get(naam) ?? (Array.isArray(oudeWaarde) ? [] : null));
      one.set(naam, nieuweWaarde);
    }
    copy.set(data.objectId, one.set('versie', data.versieId));
  }
  return copy;
}
const last = (uri: unknown): string | undefined => (typeof uri === 'string' ? uri.split('/').at(-1) : undefined);
const expectAsRegistered = async (): Promise<void> => {
  const { addresses } = m.shared.town;
  const copy = copyOf(await whole());
  expect(copy.size).toBe(addresses.count);
  for (let i = 0; i < addresses.count; i++) {
    const a = addresses.byIndex(i);
    const one = copy.get(a.id);
    expect([
      last(one?.get('heeftStraatnaam')),
      last(one?.get('status')),
      one?.get('huisnummer'),
      one?.get('busnummer') ?? '',
      last(one?.get('heeftPostinfo')),
      one?.get('officieelToegekend'),
      one?.get('versie'),
    ]).toEqual([a.streetId, a.status, a.houseNumber, a.box, a.postalCode, a.official, a.version]);
  }
};

describe.each(REGISTERS)('the feed of %s', (register) => {
  const items = register === 'postinfo' ? 'postInfoObjecten' : register;
  /** Identifier and status of all that v2 lists. */
  const listed = async () => {
    const found: [string, string, string][] = [];
    for (let offset = 0; ; offset += 500) {
      const answer = await get(`/v2/${register}?limit=500&offset=${offset}`);
      const list = await jsonOf(answer, z.looseObject({ [items]: z.array(z.looseObject({})) }));
      for (const one of list[items] ?? []) {
        const { objectId, versieId } = z.looseObject({ objectId: text, versieId: text }).parse(one.identificator);
        const [, status] = Object.entries(one).find(([key]) => key.endsWith('Status')) ?? [];
        found.push([objectId, versieId, text.parse(status)]);
      }
      if (list.volgende === undefined) return found;
    }
  };
  const told = async () =>
    [...copyOf(await whole(register))].map(([id, one]) => [id, one.get('versie'), last(one.get('status'))]);

  test('has data that obey the official schema, which is where the event says', async () => {
    const { id } = withStatus('voorgesteld');
    await change(id, { status: 'inGebruik' });
    await change(id, { official: false });
    const events = await whole(register);
    const { pathname } = new URL(events[0]?.dataschema ?? '');
    const schema = await jsonOf(get(pathname), z.looseObject({ $id: z.string(), type: z.literal('object') }));
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    formats.default(ajv);
    const obeys = ajv.compile(schema);
    for (const { data } of events) expect([obeys(data), obeys.errors]).toEqual([true, null]);
    // The schema can fail.
    expect(obeys({ ...events[0]?.data, nisCodes: ['x'] })).toBe(false);
    expect(obeys({ ...events[0]?.data, attributen: [{ naam: 'status', oudeWaarde: null, nieuweWaarde: 'x' }] })).toBe(
      false,
    );
  });

  test('is v2 to those who keep a copy by it: as the town was made, after changes, after a reset', async () => {
    const made = await listed();
    expect(await told()).toEqual(made);
    const [proposed, used] = [withStatus('voorgesteld'), withStatus('inGebruik')];
    await change(proposed.id, { status: 'inGebruik' });
    await lever(m, 'POST', '/clock', { advance: 60 });
    await change(used.id, { status: 'gehistoreerd' });
    await change(proposed.id, { official: false });
    expect(await told()).toEqual(await listed());
    if (['adressen', 'gebouweenheden', 'gebouwen'].includes(register)) expect(await listed()).not.toEqual(made);
    else expect(await listed()).toEqual(made);
    await lever(m, 'POST', '/reset');
    expect(await told()).toEqual(made);
  });

  test('has positions without a hole, subjects that are the objects, and a feed for each object', async () => {
    const events = await whole(register);
    expect(events.map(({ id }) => Number(id))).toEqual(events.map((_, i) => i + 1));
    const [first] = events;
    expect(first?.subject).toMatch(new RegExp(`/${first?.data.objectId}$`));
    expect(await jsonOf(get(`/v3/feeds/wijzigingen/${register}/${first?.data.objectId}`), z.array(event))).toEqual([
      first,
    ]);
  });
});

test('a page has a hundred events; past the end there are none', async () => {
  expect((await page(1)).events.length).toBe(100);
  const past = await page(99);
  expect(past).toEqual({ events: [], complete: 'false' });
});

describe('a copy kept by the feed is the register', () => {
  test('as the town was made', expectAsRegistered);

  test('after changes, and after a reset', async () => {
    const [proposed, used] = [withStatus('voorgesteld'), withStatus('inGebruik')];
    await change(proposed.id, { status: 'inGebruik' });
    await change(used.id, { status: 'gehistoreerd' });
    await change(proposed.id, { official: false });
    await change(used.id, { status: 'inGebruik' });
    await expectAsRegistered();
    await lever(m, 'POST', '/reset');
    await expectAsRegistered();
    expect((await whole()).length).toBe(m.shared.town.addresses.count);
  });
});

describe('a change of an address', () => {
  test('is one event more; what was there before stays byte for byte', async () => {
    const before = await whole();
    const { id } = withStatus('voorgesteld');
    await change(id, { status: 'inGebruik' });
    const after = await whole();
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({
      id: String(before.length + 1),
      type: 'basisregisters.address.update.v1',
      basisregisterseventtype: 'AddressWasApproved',
      subject: `https://data.vlaanderen.be/id/adres/${id}`,
      time: '2026-11-27T13:00:00+01:00',
      data: {
        attributen: [
          {
            naam: 'status',
            oudeWaarde: 'https://data.vlaanderen.be/id/concept/adresstatus/voorgesteld',
            nieuweWaarde: 'https://data.vlaanderen.be/id/concept/adresstatus/inGebruik',
          },
        ],
      },
    });
  });

  test('shows in v2 with another version and ETag, and in its unit and building', async () => {
    const { id, index } = withStatus('voorgesteld');
    const old = (await get(`/v2/adressen/${id}`)).headers.get('etag') ?? '';
    await change(id, { status: 'inGebruik' });
    const answer = await get(`/v2/adressen/${id}`, { 'if-none-match': old });
    expect(await answer.json()).toMatchObject({
      adresStatus: 'inGebruik',
      identificator: { versieId: '2026-11-27T13:00:00+01:00' },
    });
    const unit = m.shared.town.units.byIndex(index);
    expect([unit.status, unit.version]).toEqual(['gerealiseerd', '2026-11-27T13:00:00+01:00']);
    expect(m.shared.town.buildings.byId(unit.buildingId)?.status).toBe('gerealiseerd');
    expect(m.shared.town.happened.diff(0).map(({ system, subject }) => [system, subject])).toEqual(
      expect.arrayContaining([
        ['adressen', id],
        ['adressen', unit.id],
      ]),
    );
  });

  test('of its official assignment leaves unit and building as they are', async () => {
    const { id, index } = withStatus('inGebruik');
    const before = m.shared.town.units.byIndex(index);
    await change(id, { official: false });
    const after = m.shared.town.units.byIndex(index);
    expect([after.version, after.status]).toEqual([before.version, before.status]);
    expect(m.shared.town.happened.diff(0).map(({ subject }) => subject)).toEqual([id]);
  });

  test('that takes it out of use makes it no place to move to', async () => {
    const [free] = m.shared.town.addresses.vacant(1);
    await change(free?.id ?? '', { status: 'gehistoreerd' });
    expect(m.shared.town.addresses.vacant(10_000).map(({ id }) => id)).not.toContain(free?.id);
  });

  test('has a feed of its own', async () => {
    const { id } = withStatus('voorgesteld');
    await change(id, { status: 'inGebruik' });
    const names = z.array(event);
    const both = await jsonOf(get(`${FEED}/${id}`), names);
    expect(both.map(({ basisregisterseventtype }) => basisregisterseventtype)).toEqual([
      'AddressWasProposedV2',
      'AddressWasApproved',
    ]);
    expect(await jsonOf(get(`${FEED}/${id}?offset=1&limit=1`), names)).toEqual(both.slice(1));
    expect(await jsonOf(get(`${FEED}/1`), names)).toEqual([]);
  });

  test('is not in a stale read', async () => {
    await change(withStatus('voorgesteld').id, { status: 'inGebruik' });
    await lever(m, 'POST', '/faults', { system: 'wijzigingen', kind: 'stale' });
    expect((await whole()).length).toBe(m.shared.town.addresses.count);
  });

  test.each([
    ['inGebruik', { status: 'afgekeurd' }, 409],
    ['inGebruik', { status: 'inGebruik' }, 409],
    ['inGebruik', { official: true }, 409],
    ['inGebruik', { status: 'gesloopt' }, 400],
    ['inGebruik', { status: 'gehistoreerd', official: false }, 400],
    ['inGebruik', {}, 400],
  ])('from %s to %o is refused', async (from, to, status) => {
    expect((await change(withStatus(from).id, to)).status).toBe(status);
    expect(m.shared.town.happened.diff(0)).toEqual([]);
  });
  test('of no address is refused', async () => {
    expect((await change('1', { status: 'inGebruik' })).status).toBe(409);
  });
});

test('a position tells the page that it is on', async () => {
  const at = (query: string) => get(`/v3/feeds/posities?${query}`).then((answer) => answer.json());
  const none = { feed: null, wijzigingenFeedPagina: null, wijzigingenFeedId: null };
  expect(await at('register=Adressen&wijzigingFeedId=100')).toMatchObject({ wijzigingenFeedPagina: 1 });
  expect(await at('register=adressen&wijzigingFeedId=101')).toMatchObject({
    wijzigingenFeedPagina: 2,
    wijzigingenFeedId: 101,
  });
  for (const query of ['register=adressen&wijzigingFeedId=99999', 'register=gebouwen&wijzigingFeedId=0', ''])
    expect(await at(query)).toEqual(none);
});

test('an unchanged page is not sent again; the last one is once something changed', async () => {
  const etag = async (n: number) => (await get(`${FEED}?pagina=${n}`)).headers.get('etag') ?? '';
  const end = Math.floor(m.shared.town.addresses.count / 100) + 1;
  const [one, open] = [await etag(1), await etag(end)];
  await change(withStatus('voorgesteld').id, { status: 'inGebruik' });
  expect((await get(`${FEED}?pagina=1`, { 'if-none-match': one })).status).toBe(304);
  expect((await get(`${FEED}?pagina=${end}`, { 'if-none-match': open })).status).toBe(200);
});

describe('misuse', () => {
  test.each([
    ['no key', FEED, { 'x-api-key': '' }, 401, 'unauthorized'],
    ['a wrong key', FEED, { 'x-api-key': 'geraden' }, 401, 'unauthorized'],
    ['the key of a service that did not declare it', FEED, { 'x-api-key': BARE }, 403, 'forbidden'],
    ['no key, of one address', `${FEED}/1`, { 'x-api-key': '' }, 401, 'unauthorized'],
    ['no key, of positions', '/v3/feeds/posities', { 'x-api-key': '' }, 401, 'unauthorized'],
    ['page 0', `${FEED}?pagina=0`, {}, 400, 'validation'],
    ['a negative page', `${FEED}?pagina=-1`, {}, 400, 'validation'],
    ['a page in words', `${FEED}?pagina=twee`, {}, 400, 'validation'],
    ['a page of ten digits', `${FEED}?pagina=9999999999`, {}, 400, 'validation'],
    ['a limit too large', `${FEED}/1?limit=501`, {}, 400, 'validation'],
    ['a register that is none', '/v3/feeds/posities?register=wegen', {}, 400, 'validation'],
    ['a position in words', '/v3/feeds/posities?register=adressen&wijzigingFeedId=x', {}, 400, 'validation'],
    ['HTML', FEED, { accept: 'text/html' }, 406, 'not-acceptable'],
    ['plain JSON-LD', FEED, { accept: 'application/ld+json' }, 406, 'not-acceptable'],
  ])('%s: %s → %i', async (_what, path, headers, status, type) => {
    const answer = await get(path, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      status,
      type: `urn:be.vlaanderen.basisregisters.api:${type}`,
      instance: expect.stringContaining('/v3/foutmeldingen/'),
    });
  });
  test('a feed that is none, and one that is written to', async () => {
    expect((await get('/v3/feeds/wijzigingen/wegen')).status).toBe(404);
    expect((await call(m, 'basisregisters', FEED, { method: 'POST' })).status).toBe(405);
  });
  test('a token as Bearer is a key too', async () => {
    const answer = await call(m, 'basisregisters', FEED, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(answer.status).toBe(200);
  });
  test('a schema that is none', async () => {
    expect((await get('/schemas/feeds/wijzigingen/adres/2026-01-21/gebouw.json')).status).toBe(404);
    expect((await get('/schemas/feeds/wijzigingen/constructor/2026-01-21/constructor.json')).status).toBe(404);
  });
});
