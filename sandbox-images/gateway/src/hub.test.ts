import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { type ClientHttp2Session, connect as h2connect } from 'node:http2';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Bench, bench } from './testing/gateway.ts';

let b: Bench;
let session: ClientHttp2Session;
afterEach(async () => {
  session.destroy();
  await b.close();
});

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
  return await new Promise((resolve, reject) => {
    const stream = session.request({ ':method': method, ':path': path, 'content-type': 'application/json' });
    let status = 0;
    let text = '';
    stream.on('response', (headers) => {
      status = headers[':status'] ?? 0;
    });
    stream.setEncoding('utf8');
    stream.on('data', (part) => {
      text += part;
    });
    stream.on('end', () => resolve({ status, text }));
    stream.on('error', reject);
    stream.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const open = async () => {
  b = await bench((req, res) => res.end(`service saw ${req.method} ${req.url}`));
  session = h2connect('http://hub', { createConnection: () => connect(b.socket('control')) });
};

test('says hello, gives its evidence, forgets what is acknowledged', async () => {
  await open();
  b.gateway.spool.add('gap', { lost: 1, why: 'for the test' });
  expect(JSON.parse((await call('GET', '/gateway/hello')).text)).toMatchObject({
    protocol: 1,
    source: 'gateway',
    head: { seq: 1 },
  });
  expect(JSON.parse((await call('GET', '/gateway/pull?after=0&max=10')).text).records).toHaveLength(1);
  expect((await call('POST', '/gateway/ack?seq=1')).status).toBe(204);
  expect(JSON.parse((await call('GET', '/gateway/pull?after=0&max=10')).text).records).toEqual([]);
});

test('dials a target for readiness without recording it', async () => {
  await open();
  const answer = JSON.parse(
    (await call('POST', '/gateway/dial', { workload: 'web', port: 8080, path: '/health', timeout: 1000 })).text,
  );
  expect(answer).toMatchObject({ status: 200, body: 'service saw GET /health' });
  const none = JSON.parse(
    (await call('POST', '/gateway/dial', { workload: 'web', port: 1, path: '/', timeout: 1000 })).text,
  );
  expect(none).toMatchObject({ failure: 'no such target' });
  expect(b.records()).toEqual([]);
});

test('passes on to the lab side of another source, and knows no other', async () => {
  await open();
  expect((await call('GET', '/municipality/pull?after=0')).text).toBe('service saw GET /pull?after=0');
  expect((await call('GET', '/elsewhere/x')).status).toBe(404);
});

test('refuses what it does not understand', async () => {
  await open();
  expect((await call('POST', '/gateway/dial', { workload: 'web' })).status).toBe(400);
  expect((await call('GET', '/gateway/pull?after=-1&max=0')).status).toBe(400);
});

const json = async (path: string, body: unknown) => JSON.parse((await call('POST', path, body)).text);

test('a request as one of the workloads goes by its doors and is recorded with its step', async () => {
  await open();
  const url = 'https://shop.dienst.test/a?code=hush';
  const answer = await json('/gateway/fetch', { as: 'play', method: 'POST', url, body: 'x', step: 'look:replay' });
  expect(answer).toMatchObject({ status: 200, body: 'service saw POST /a?code=hush', cut: false });
  // The provider's own doors do not lead there.
  expect(await json('/gateway/fetch', { as: 'web', method: 'GET', url, step: 'look:x' })).toMatchObject({
    status: 421,
  });
  expect(b.records().map((r) => [r.step, r.kind === 'exchange' && [r.data.from, r.data.failure]])).toEqual([
    ['look:replay', ['play', undefined]],
    ['look:x', ['web', 'no-door']],
  ]);
  expect(JSON.stringify(b.records())).not.toContain('hush');
});

test('of a large answer the first MiB is given', async () => {
  await open();
  b.service.removeAllListeners('request');
  b.service.on('request', (_, res) => res.end('x'.repeat(3_000_000)));
  const answer = await json('/gateway/fetch', { as: 'play', method: 'GET', url: 'http://shop.dienst.test/' });
  expect(answer).toMatchObject({ status: 200, cut: true });
  expect(answer.body.length).toBe(1024 * 1024);
});

test('a dial is recorded when that is asked', async () => {
  await open();
  await json('/gateway/dial', { workload: 'web', port: 8080, path: '/health', timeout: 1000, record: true });
  expect(b.exchanges()).toMatchObject([{ from: 'lab', to: 'web', status: 200, url: 'http://shop.dienst.test/health' }]);
});

test('recording can be turned off and on', async () => {
  await open();
  const fetch = { as: 'play', method: 'GET', url: 'https://shop.dienst.test/' };
  await json('/gateway/record', { on: false });
  await json('/gateway/fetch', fetch);
  expect(b.exchanges()).toHaveLength(0);
  await json('/gateway/record', { on: true });
  await json('/gateway/fetch', fetch);
  expect(b.exchanges()).toHaveLength(1);
});

test('another source that is away is 502, and the hub lives on through many short channels', async () => {
  await open();
  b.service.close();
  b.service.closeAllConnections();
  expect((await call('GET', '/municipality/hello')).status).toBe(502);
  for (let n = 0; n < 50; n += 1) {
    const socket = connect(b.socket('control'));
    socket.on('error', () => undefined);
    if (n % 2 === 0) socket.write('not HTTP/2 at all\r\n\r\n');
    socket.end();
    await new Promise((done) => socket.on('close', done).resume());
  }
  expect((await call('GET', '/gateway/hello')).status).toBe(200);
});

test('the pipe joins its standard streams to the hub and ends with either side', async () => {
  await open();
  // The preface of HTTP/2 with empty settings, answered with settings (RFC 9113, 3.4): a frame of type 4.
  const preface = Buffer.concat([
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
  ]);
  const through = async (end: (child: ChildProcessWithoutNullStreams) => unknown) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'pipe', b.socket('control')]);
    const exit = new Promise((done) => child.on('exit', done));
    child.stdin.on('error', () => undefined);
    child.stdin.write(preface);
    const answer = await new Promise<Buffer>((done) => child.stdout.once('data', done));
    end(child);
    return [answer[3], await exit];
  };
  expect(await through((child) => child.stdin.end())).toEqual([4, 0]);
  expect(await through(() => b.gateway.close())).toEqual([4, 0]);
});
