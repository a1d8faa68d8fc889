import { type ClientHttp2Session, connect as h2connect } from 'node:http2';
import { connect } from 'node:net';
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
