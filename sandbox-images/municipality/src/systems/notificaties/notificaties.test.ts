import { createHmac } from 'node:crypto';
import { of } from '@proeftuin/contract/evidence';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { type Municipality, openMunicipality } from '../../open.ts';
import { asJson, asService, BARE, CONFIG, call, jsonOf, lever, NOW } from '../../testing/open.ts';
import { BACKOFF } from './callbacks.ts';
import { callbackSchema, notificationSchema } from './schema.ts';

const KEY = Buffer.from('een sleutel van meer dan 24 bytes');
const CALLBACK = 'https://loket.dienst.test/terug';
let m: Municipality;
let calls: Request[];
let answer: () => Promise<Response>;
beforeEach(async () => {
  calls = [];
  answer = async () => new Response(null, { status: 204 });
  const registers = ['notificaties', 'burgerprofiel'];
  const grants = CONFIG.grants.map((g) => ({
    ...g,
    registers: [...g.registers, ...(g.service === 'zonder' ? [] : registers)],
  }));
  const callbacks = [{ service: 'loket', url: CALLBACK, secret: `whsec_${KEY.toString('base64')}` }];
  m = await openMunicipality(
    { ...CONFIG, grants, callbacks },
    {
      now: () => NOW,
      call: (request) => {
        calls.push(request.clone());
        return answer();
      },
    },
  );
});
afterEach(() => m.close());

const someone = (tag?: string) => {
  const [person] = m.shared.town.people.select(tag === undefined ? { adult: true } : { tag }, 1);
  if (person === undefined) throw new Error('nobody');
  return person;
};
const wants = (id: string, channel: string) => lever(m, 'POST', `/people/${id}/channel`, { channel });
const message = (more: object = {}) => ({
  insz: someone().insz,
  onderwerp: 'Klaar',
  bericht: 'Uw aanvraag is klaar.',
  ...more,
});
const post = (body: unknown, headers: Record<string, string> = {}) =>
  call(m, 'notificaties', '/v1/notificaties', { method: 'POST', headers: asJson(headers), body: JSON.stringify(body) });
const sent = async (body: object = message()) => jsonOf(post(body), notificationSchema);
const read = async (id: string) =>
  jsonOf(call(m, 'notificaties', `/v1/notificaties/${id}`, { headers: asService() }), notificationSchema);
const seen = z.object({
  notifications: z.array(z.looseObject({ id: z.string(), status: z.string(), reason: z.string().optional() })),
});
const inbox = async (subject: string) =>
  (await jsonOf(lever(m, 'GET', `/notifications?subject=${subject}`), seen)).notifications;
const told = async (n: number) => vi.waitFor(() => expect(calls).toHaveLength(n), { interval: 10 });
const settled = async (id: string, state: string) =>
  vi.waitFor(async () => expect((await read(id)).terugmeldingen.at(-1)?.toestand).toBe(state), { interval: 10 });

describe('a message', () => {
  test('is in the box of who chose a digital way, until it is read; the service hears of both', async () => {
    await wants(someone().id, 'ebox');
    const { id, status } = await sent(message({ dossierNummer: 'VH-1' }));
    expect([status, (await inbox(someone().id)).map((n) => n.id)]).toEqual(['afgeleverd', [id]]);
    await told(1);
    expect((await lever(m, 'POST', `/notifications/${id}/open`)).status).toBe(200);
    await told(2);
    const bodies = await Promise.all(calls.map(async (request) => callbackSchema.parse(await request.json())));
    expect(bodies.map(({ type, data }) => [type, data])).toEqual([
      ['notificatie.afgeleverd', { id, status: 'afgeleverd', dossierNummer: 'VH-1' }],
      ['notificatie.gelezen', { id, status: 'gelezen', dossierNummer: 'VH-1' }],
    ]);
    expect((await read(id)).status).toBe('gelezen');
  });

  test('by post is on its way for two days of the lab clock', async () => {
    await wants(someone().id, 'post');
    const { id, status } = await sent();
    expect([status, (await lever(m, 'POST', `/notifications/${id}/open`)).status]).toEqual(['verzonden', 409]);
    m.shared.clock.turn({ advance: 2 * 86_400 });
    expect(await read(id)).toMatchObject({
      status: 'afgeleverd',
      gewijzigd: new Date(NOW + 2 * 86_400_000).toISOString(),
    });
    await told(1);
  });

  test.each([
    ['refused consent', 'consent-refused', 'geweigerd'],
    ['is deceased', 'deceased', 'onbestelbaar'],
  ])('to somebody who %s reaches nobody, and does not say why', async (_, tag, status) => {
    const person = someone(tag);
    const made = await sent(message({ insz: person.insz }));
    expect(made.status).toBe(status);
    expect(JSON.stringify(made)).not.toMatch(/overleden|digitale/);
    expect((await inbox(person.id))[0]?.reason).toMatch(/overleden|digitale/);
    await told(1);
  });

  test('sent again with the same key is one message; with the key of another it is refused', async () => {
    const first = await post(message(), { 'idempotency-key': 'k' });
    const again = await post(message(), { 'idempotency-key': 'k' });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect((await jsonOf(first, notificationSchema)).id).toBe((await jsonOf(again, notificationSchema)).id);
    expect((await post(message({ onderwerp: 'Anders' }), { 'idempotency-key': 'k' })).status).toBe(422);
    expect(await inbox(someone().id)).toHaveLength(1);
    expect((await post(message(), {})).status).toBe(201);
  });

  test('is seen by its own service alone, and is gone after a reset', async () => {
    const { id } = await sent();
    const foreign = { headers: { authorization: 'Bearer token-ander' } };
    expect((await call(m, 'notificaties', `/v1/notificaties/${id}`, foreign)).status).toBe(404);
    expect(await (await call(m, 'notificaties', '/v1/notificaties', foreign)).json()).toEqual({ notificaties: [] });
    await lever(m, 'POST', '/reset');
    expect(await inbox(someone().id)).toEqual([]);
  });
});

describe('a callback', () => {
  beforeEach(async () => {
    await wants(someone().id, 'ebox');
  });

  test('is signed after Standard Webhooks, over what was sent, by the clock on the wall', async () => {
    m.shared.clock.turn({ advance: 86_400 });
    await sent();
    await told(1);
    const [request] = calls;
    const header = (name: string) => request?.headers.get(`webhook-${name}`) ?? '';
    const body = (await request?.text()) ?? '';
    const mac = createHmac('sha256', KEY)
      .update(`${header('id')}.${header('timestamp')}.${body}`)
      .digest('base64');
    expect(header('signature')).toBe(`v1,${mac}`);
    expect([request?.url, request?.method, header('timestamp')]).toEqual([CALLBACK, 'POST', String(NOW / 1000)]);
    expect(body).not.toContain(someone().insz);
  });

  test('that is not taken comes again, with the same id, when the lab clock says so, and then no more', async () => {
    answer = async () => new Response('kapot', { status: 500 });
    const { id } = await sent();
    await told(1);
    for (const [n, wait] of BACKOFF.entries()) {
      await vi.waitFor(async () => expect((await read(id)).terugmeldingen[0]?.pogingen).toHaveLength(n + 1), {
        interval: 10,
      });
      m.shared.clock.turn({ advance: wait - 1 });
      expect(calls).toHaveLength(n + 1);
      m.shared.clock.turn({ advance: 1 });
      await told(n + 2);
    }
    await settled(id, 'opgegeven');
    expect(new Set(calls.map((request) => request.headers.get('webhook-id'))).size).toBe(1);
    const records = of(m.shared.spool.pull(0, 99).records, 'callback').map(({ data }) => data);
    expect(records.map(({ attempt, outcome }) => [attempt, outcome]).at(-1)).toEqual([BACKOFF.length + 1, 'given-up']);
    expect(records[0]).toMatchObject({ service: 'loket', status: 500, outcome: 'retry' });
  });

  test.each([
    [
      'a redirect, which is not followed',
      async () => Response.redirect('https://elders.example/', 302),
      302,
      'redirect',
      'wacht',
    ],
    ['nobody at home', () => Promise.reject(new TypeError('fetch failed')), 0, 'unreachable', 'wacht'],
    ['410, after which nothing comes', async () => new Response(null, { status: 410 }), 410, undefined, 'opgegeven'],
  ])('says what it met: %s', async (_, how, status, failure, state) => {
    answer = how;
    const { id } = await sent();
    await settled(id, state);
    await vi.waitFor(() => expect(of(m.shared.spool.pull(0, 9).records, 'callback')).toHaveLength(1), { interval: 10 });
    const [record] = of(m.shared.spool.pull(0, 9).records, 'callback');
    expect([record?.data.status, record?.data.failure]).toEqual([status, failure]);
    expect((await read(id)).terugmeldingen[0]?.pogingen[0]?.antwoord).toBe(status);
  });

  test('that is on its way while all is reset is forgotten', async () => {
    let finish: (value: Response) => void = () => undefined;
    answer = () =>
      new Promise((done) => {
        finish = done;
      });
    await sent();
    await told(1);
    await lever(m, 'POST', '/reset');
    finish(new Response());
    await new Promise((done) => setTimeout(done, 30));
    expect(of(m.shared.spool.pull(0, 9).records, 'callback')).toEqual([]);
    expect(m.shared.town.happened.diff(0)).toEqual([]);
  });

  test('says that a citizen changed its preferences, to who had asked for them, and not what it chose', async () => {
    const { id, insz } = someone();
    await wants(id, 'post');
    await call(m, 'burgerprofiel', `/v1/burgers/${insz}`, { headers: asService() });
    await call(m, 'burgerprofiel', `/v1/burgers/${insz}`, {
      headers: asService({ authorization: 'Bearer token-ander' }),
    });
    await wants(id, 'post');
    await wants(id, 'email');
    await told(1);
    const body = callbackSchema.parse(await calls[0]?.json());
    expect(body).toEqual({ type: 'voorkeur.gewijzigd', timestamp: new Date(NOW).toISOString(), data: { insz } });
  });

  test('comes to nobody who asked for none', async () => {
    const made = await post(message(), { authorization: 'Bearer token-ander' });
    expect(made.status).toBe(201);
    await new Promise((done) => setTimeout(done, 30));
    expect(calls).toEqual([]);
  });
});

describe('misuse', () => {
  const cases: readonly [string, () => [unknown, Record<string, string>?], number][] = [
    ['no token', () => [message(), { authorization: '' }], 401],
    ['a token of nobody', () => [message(), { authorization: 'Bearer x' }], 401],
    ['not declared', () => [message(), { authorization: `Bearer ${BARE}` }], 403],
    ['another content type', () => [message(), { 'content-type': 'text/plain' }], 415],
    ['too large', () => [message({ bericht: 'x'.repeat(300_000) })], 413],
    ['a wrong check digit', () => [message({ insz: '85073003329' })], 400],
    ['ten digits', () => [message({ insz: '8507300332' })], 400],
    ['nobody', () => [message({ insz: '85073003328' })], 422],
    ['no subject', () => [message({ onderwerp: ' ' })], 400],
    ['a subject without end', () => [message({ onderwerp: 'x'.repeat(151) })], 400],
    ['a text without end', () => [message({ bericht: 'x'.repeat(2001) })], 400],
    ['a script for a link', () => [message({ link: 'javascript:alert(1)' })], 400],
    ['an unknown key', () => [message({ kanaal: 'ebox' })], 400],
    ['a list', () => [[message()]], 400],
  ];
  test.each(cases)('%s', async (_, make, status) => {
    const [body, headers] = make();
    const refused = await post(body, headers);
    expect(refused.status).toBe(status);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(m.shared.town.happened.diff(0)).toEqual([]);
  });
});
