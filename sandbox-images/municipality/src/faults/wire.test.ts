import type { Fault } from '@proeftuin/contract/municipality';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Municipality } from '../open.ts';
import { parse } from '../systems/magda/parse.ts';
import { envelope, PATH, request } from '../systems/magda/testing/ask.ts';
import { asService, lever, openSmall } from '../testing/open.ts';
import { type Heard, onWire, type Wire } from '../testing/wire.ts';

let m: Municipality;
let wire: Wire;
beforeAll(async () => {
  m = await openSmall();
  wire = await onWire(m);
});
afterAll(() => wire.close());
afterEach(() => lever(m, 'POST', '/reset'));

const add = (fault: Fault) => lever(m, 'POST', '/faults', fault);
const person = () => {
  const [one] = m.shared.town.people.select({ household: 3, adult: true }, 1);
  if (one === undefined) throw new Error('no family');
  return one;
};
const xml = { 'content-type': 'text/xml; charset=utf-8' };

/** A call in each language that the municipality speaks: its system, how it is asked, how its answer is read. */
const LANGUAGES = {
  JSON: {
    system: 'personen',
    ask: (patience?: number) =>
      wire.ask('personen', `/v1/personen/${person().insz}`, { headers: asService(), ...limit(patience) }),
    read: (text: string): unknown => JSON.parse(text),
    refusal: /^\{"type":"urn:be\.vlaanderen\..+"status":\d{3}/,
    mediaType: 'application/problem+json; charset=utf-8',
  },
  XML: {
    system: 'magda',
    ask: (patience?: number) =>
      wire.ask('magda', PATH, {
        ...{ method: 'POST', headers: asService(xml), body: envelope(request(person().insz)) },
        ...limit(patience),
      }),
    read: (text: string): unknown => parse(Buffer.from(text)),
    refusal: /<soapenv:Fault><faultcode>soapenv:Server</,
    mediaType: 'text/xml; charset=utf-8',
  },
  login: {
    system: 'login',
    ask: (patience?: number) => wire.ask('login', '/v1/keys', limit(patience)),
    read: (text: string): unknown => JSON.parse(text),
    refusal: /^\{"error":"temporarily_unavailable"/,
    mediaType: 'application/json',
  },
} as const;
const limit = (patience: number | undefined) => (patience === undefined ? {} : { patience });

describe.each(Object.entries(LANGUAGES))('on the wire, in %s', (_, { system, ask, read, refusal, mediaType }) => {
  const whole = async () => {
    const answer = await ask();
    expect([answer.status, answer.broken]).toEqual([200, false]);
    read(answer.body);
    return answer;
  };
  const refused = (answer: Heard, status: number) => {
    expect([answer.status, answer.headers['content-type'], answer.broken]).toEqual([status, mediaType, false]);
    expect(answer.body).toMatch(refusal);
  };

  test('latency comes before a right answer', async () => {
    await whole();
    await add({ system, kind: 'latency', ms: 120 });
    expect((await whole()).ms).toBeGreaterThanOrEqual(118);
  });

  test('an error and a rate limit are told in its own words', async () => {
    await add({ system, kind: 'error', status: 502 });
    refused(await ask(), 502);
    await lever(m, 'DELETE', '/faults');
    await add({ system, kind: 'rate-limit', retryAfter: 9 });
    const limited = await ask();
    refused(limited, 429);
    expect(limited.headers['retry-after']).toBe('9');
  });

  test('a timeout keeps silent for longer than a caller waits', async () => {
    await add({ system, kind: 'timeout', ms: 5_000 });
    const answer = await ask(80);
    expect([answer.status, answer.broken]).toEqual([0, true]);
  });

  test('a cut connection ends without an answer, a truncated one in the middle of it', async () => {
    const { body } = await whole();
    await add({ system, kind: 'cut' });
    expect([(await ask()).status, (await ask()).broken]).toEqual([0, true]);
    await lever(m, 'DELETE', '/faults');
    await add({ system, kind: 'truncated' });
    const half = await ask();
    expect([half.status, half.broken]).toEqual([200, true]);
    expect(Number(half.headers['content-length'])).toBe(Buffer.byteLength(body));
    expect(half.body.length).toBeLessThan(body.length);
  });

  test('a malformed body ends well and cannot be read', async () => {
    await add({ system, kind: 'malformed' });
    const { status, broken, body } = await ask();
    expect([status, broken]).toEqual([200, false]);
    expect(() => read(body)).toThrow();
  });

  test('a new field can be read, and nothing else is other', async () => {
    const field = /"nieuwVeld":\{[^}]*\}|<NieuwVeld>.*?<\/NieuwVeld>/;
    await add({ system, kind: 'extra-field' });
    const { body } = await whole();
    expect(body).toMatch(field);
    await lever(m, 'DELETE', '/faults');
    const plain = (text: string) =>
      text
        .replaceAll(new RegExp(`,?(?:${field.source})`, 'g'), '')
        .replaceAll(/<Referte>[\da-f-]{36}|<Tijd>[^<]*/g, '');
    expect(plain(body)).toBe(plain((await whole()).body));
  });

  test('what can make an answer unreadable and what has to read it go together', async () => {
    await add({ system, kind: 'malformed' });
    await add({ system, kind: 'extra-field' });
    const { status, body } = await ask();
    expect([status, /nieuwveld/i.test(body)]).toEqual([200, true]);
  });
});

describe('a stale read', () => {
  test.each(['JSON', 'XML'] as const)(
    'in %s shows where a person lived before, and only while it holds',
    async (key) => {
      const { system, ask } = LANGUAGES[key];
      const who = person();
      const [to] = m.shared.town.addresses.vacant(1);
      if (to === undefined) throw new Error('nothing vacant');
      m.shared.town.move('test', [who.id], to.id, '2026-02-01');
      const shows = async ({ street }: { street: string }) => (await ask()).body.includes(`>${street}<`);
      const at = key === 'XML' ? shows : async ({ uri }: { uri: string }) => (await ask()).body.includes(uri);
      const before = who.address ?? to;
      expect([await at(to), await at(before)]).toEqual([true, before.street === to.street && key === 'XML']);
      await add({ system, kind: 'stale' });
      expect(await at(before)).toBe(true);
      await lever(m, 'DELETE', '/faults');
      expect(await at(to)).toBe(true);
    },
  );
});

describe('a duplicate', () => {
  test('is the last item of a list in JSON, the last answer in XML, the last key of the login', async () => {
    const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;
    const cases = [
      ['adressen', () => wire.ask('basisregisters', '/v2/adressen?limit=3'), /"volledigAdres"/g, 3],
      ['magda', LANGUAGES.XML.ask, /<Antwoord>/g, 1],
      ['login', LANGUAGES.login.ask, /"kid"/g, 1],
    ] as const;
    for (const [system, ask, what, once] of cases) {
      expect(count((await ask()).body, what)).toBe(once);
      await add({ system, kind: 'duplicate' });
      expect(count((await ask()).body, what)).toBe(once + 1);
      await lever(m, 'DELETE', '/faults');
    }
    await add({ system: 'magda', kind: 'duplicate' });
    expect(() => LANGUAGES.XML.read('')).toThrow();
    LANGUAGES.XML.read((await LANGUAGES.XML.ask()).body);
  });
});

test('a login that is down shows a person a page', async () => {
  await add({ system: 'login', kind: 'error' });
  const { status, headers, body } = await wire.ask('login', '/v1/auth', { headers: { accept: 'text/html,*/*' } });
  expect([status, headers['content-type']]).toEqual([503, 'text/html; charset=UTF-8']);
  expect(body).toContain('De dienst is tijdelijk niet beschikbaar.');
});
