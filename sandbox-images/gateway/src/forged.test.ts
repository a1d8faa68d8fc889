import { createHash } from 'node:crypto';
import { connect as h2connect } from 'node:http2';
import { request } from 'node:https';
import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, bench, until } from './testing/gateway.ts';

/** A provider that means to write evidence, or to be taken for another, at the real gateway. */

let b: Bench;
/** What a register behind a door of the provider got: headers as sent, without the framing. */
let got: Record<string, unknown>[];
const TRACE = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
/** Everything that the lab itself says in a header, or a proxy before it could. */
const CLAIMS = {
  'x-proeftuin-step': 'moving/household#1',
  'x-proeftuin-workload': 'play',
  'x-proeftuin-source': 'municipality',
  'x-forwarded-for': '127.0.0.1',
  'x-forwarded-host': 'levers.vlavirgem.test',
  'x-forwarded-proto': 'http',
  'x-real-ip': '127.0.0.1',
  forwarded: 'for=127.0.0.1;host=levers.vlavirgem.test',
};

beforeEach(async () => {
  got = [];
  b = await bench(
    (req, res) => {
      got.push({ ...req.headers, trailers: req.trailers });
      // An answer may claim as well.
      res.setHeader('x-proeftuin-step', 'moving/household#9');
      res.setHeader('x-proeftuin-from', 'play');
      req.resume();
      res.end('{"records":[{"source":"runner","kind":"scenario"}]}');
    },
    (config) => {
      const to = { workload: 'municipality', port: 8080 };
      config.doors.push({ from: 'web', name: 'personen.vlavirgem.test', port: 443, kind: 'http', tls: true, to });
      const at = config.control.replace('control', 'web-80') as typeof config.control;
      config.listeners.push({ workload: 'web', port: 80, kind: 'web', at });
      config.targets['municipality:8080'] = config.targets['web:8080'] ?? 'unix:/none';
    },
  );
});
afterEach(() => b.close());

const ask = (path: string, headers: Record<string, string | string[]>, socket = 'web-443', method = 'GET') =>
  new Promise<number>((resolve, reject) => {
    const host = 'personen.vlavirgem.test';
    const options = { socketPath: b.socket(socket), path, method, rejectUnauthorized: false, agent: false };
    const sent = request({ ...options, servername: 'shop.dienst.test', headers: { host, ...headers } }, (res) => {
      res.resume();
      res.on('end', () => resolve(res.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end();
  });

/** What is in the spool is the gateway's own and whole: the hub pulls this, and signs its head. */
function expectOwn(): void {
  let prev = '0'.repeat(64);
  for (const record of b.records()) {
    expect(record).toMatchObject({ source: 'gateway', prev });
    expect(record.step).toBeUndefined();
    expect(record.data).toMatchObject({ from: 'web' });
    prev = createHash('sha256').update(JSON.stringify(record)).digest('hex');
  }
  expect(b.gateway.spool.head.hash).toBe(prev);
}

test('what a provider claims in headers reaches no register, and no record but as a claim of its own', async () => {
  expect(await ask('/v1/personen', { ...CLAIMS, 'x-purpose': 'verhuizing', traceparent: TRACE })).toBe(200);
  expect(got).toHaveLength(1);
  const [{ traceparent, host, connection: _, 'x-purpose': purpose, trailers: __, ...lab } = {}] = got;
  // Whose trace it is and what it is for are a service's to say; all else is the gateway's word.
  expect([traceparent, host, purpose]).toEqual([TRACE, 'personen.vlavirgem.test', 'verhuizing']);
  expect(lab).toEqual({
    'x-forwarded-for': '192.0.2.1',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'personen.vlavirgem.test',
  });
  expect(b.exchanges()).toMatchObject([{ from: 'web', to: 'municipality', trace: 'a'.repeat(32) }]);
  expectOwn();
});

test('nor in another case, twice, or named hop-by-hop so that ours would go', async () => {
  const twice = { 'X-PROEFTUIN-STEP': ['a#1', 'b#1'], 'X-Forwarded-For': ['6.6.6.6', '7.7.7.7'] };
  const connection = 'close, x-forwarded-for, x-forwarded-proto, x-forwarded-host';
  expect(await ask('/v1/personen', { ...twice, connection })).toBe(200);
  expect(got).toMatchObject([{ 'x-forwarded-for': '192.0.2.1', 'x-forwarded-host': 'personen.vlavirgem.test' }]);
  expect(JSON.stringify(got)).not.toMatch(/proeftuin|6\.6\.6\.6|7\.7\.7\.7/);
  expectOwn();
});

test('over HTTP/2 neither', async () => {
  const session = h2connect('https://shop.dienst.test', {
    rejectUnauthorized: false,
    createConnection: () => tlsConnect({ path: b.socket('web-443'), ALPNProtocols: ['h2'], rejectUnauthorized: false }),
  });
  const stream = session.request({ ':path': '/v1/personen', ':authority': 'personen.vlavirgem.test', ...CLAIMS });
  await new Promise((done) => stream.resume().on('end', done));
  session.destroy();
  expect(got).toMatchObject([{ 'x-forwarded-for': '192.0.2.1' }]);
  expect(JSON.stringify(got)).not.toMatch(/proeftuin|levers/);
  expectOwn();
});

test.each([
  ['GET', '/gateway/hello'],
  ['GET', '/gateway/pull?after=0&max=1'],
  ['POST', '/gateway/ack?seq=999'],
  ['POST', '/gateway/fetch'],
  ['POST', '/gateway/record'],
  ['GET', '/municipality/pull?after=0&max=1'],
])('%s %s of the hub is not there for a provider, whatever host it names', async (method, path) => {
  for (const host of ['lab', 'gateway', 'control', 'municipality.lab', 'localhost'])
    expect(await ask(path, { host }, 'web-443', method)).toBe(421);
  expect(got).toEqual([]);
  expect(b.exchanges().map(({ from, failure }) => `${from} ${failure}`)).toEqual(Array(5).fill('web no-door'));
  expectOwn();
});

test('the hub is spoken to in HTTP/2 without TLS: at a door that is no request at all', async () => {
  const socket = connect(b.socket('web-80'));
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(text));
    socket.on('error', () => resolve(text));
    socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  });
  expect(answer).toMatch(/^(HTTP\/1\.1 400 |$)/);
  await until(() => b.exchanges().length === 1);
  expectOwn();
});

test('a page in the play that claims a step beside the runner’s is believed in neither', async () => {
  const host = 'shop.dienst.test';
  const step = 'x-proeftuin-step';
  await ask('/', { host, [step]: ['quick/landing#1', 'moving/household#1'] }, 'play-443');
  await ask('/', { host, [step]: 'moving/household#1' }, 'play-443');
  expect(b.records().map((record) => record.step)).toEqual([undefined, 'moving/household#1']);
});
