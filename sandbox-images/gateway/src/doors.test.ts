import { connect } from 'node:net';
import { decode, encode } from 'dns-packet';
import { afterEach, expect, test } from 'vitest';
import { Frames, frame } from './frames.ts';
import { type Bench, bench, until } from './testing/gateway.ts';

let b: Bench;
afterEach(() => b.close());

async function ask(query: Uint8Array, transport = 'u'): Promise<Buffer> {
  const socket = connect(b.socket('play-dns'));
  const answer = await new Promise<Buffer>((resolve) => {
    const frames = new Frames(resolve);
    socket.on('data', (chunk) => frames.push(chunk));
    socket.write(Buffer.concat([Buffer.from(transport), frame(query)]));
  });
  socket.destroy();
  return answer;
}

const question = (name: string, type: 'A' | 'AAAA' | 'TXT') =>
  encode({ type: 'query', id: 7, questions: [{ name, type }] });

test('a name that a door gives resolves, in any case; AAAA is empty and no error', async () => {
  b = await bench(() => {});
  const a = decode(await ask(question('Shop.dienst.TEST', 'A')));
  expect(a).toMatchObject({ id: 7, rcode: 'NOERROR', answers: [{ type: 'A', data: '127.0.0.1' }] });
  expect(decode(await ask(question('shop.dienst.test', 'AAAA')))).toMatchObject({ rcode: 'NOERROR', answers: [] });
});

test('every other name does not exist, and each query is evidence', async () => {
  b = await bench(() => {});
  expect(decode(await ask(question('secret.tunnel.example', 'TXT'), 't'))).toMatchObject({ rcode: 'NXDOMAIN' });
  expect(b.records().map((r) => r.data)).toEqual([
    { from: 'play', name: 'secret.tunnel.example', type: 'TXT', known: false, transport: 'tcp' },
  ]);
});

test('a malformed query is answered FORMERR and recorded', async () => {
  b = await bench(() => {});
  const answer = await ask(Buffer.from([0, 9, 1, 0, 0, 99, 0, 0, 0, 0, 0, 0, 200]));
  expect(answer.readUInt16BE(0)).toBe(9);
  expect((answer[3] ?? 0) & 15).toBe(1);
  expect(b.records()).toMatchObject([{ kind: 'dns-query', data: { name: '(malformed)', known: false } }]);
});

test('a tcp door passes bytes and half-close, and counts them', async () => {
  b = await bench((_, res) => res.end('answer'));
  const socket = connect({ path: b.socket('web-5432'), allowHalfOpen: true });
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.end('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  await until(() => text.endsWith('answer'));
  await until(() => b.records().length === 1);
  expect(b.records()).toMatchObject([
    { kind: 'connection', data: { from: 'web', name: 'db.internal', allowed: true } },
  ]);
});

test('whatever bytes come as a query, an answer or an end comes back, and names are never given to strangers', async () => {
  b = await bench(() => {});
  const real = Buffer.from(question('shop.dienst.test', 'A'));
  const hostile = [
    Buffer.alloc(0),
    Buffer.alloc(3, 1),
    Buffer.alloc(12, 0xff),
    Buffer.alloc(2000, 0xc0),
    // A name that points at itself.
    Buffer.concat([real.subarray(0, 12), Buffer.from([0xc0, 12, 0, 1, 0, 1])]),
    // An answer instead of a question; an update; two questions.
    Buffer.concat([real.subarray(0, 2), Buffer.from([0x80]), real.subarray(3)]),
    Buffer.concat([real.subarray(0, 2), Buffer.from([0x28]), real.subarray(3)]),
    encode({
      type: 'query',
      id: 1,
      questions: Array.from({ length: 2 }, () => ({ name: 'shop.dienst.test', type: 'A' as const })),
    }),
  ];
  for (let n = 0; n < real.length; n += 1) {
    const changed = Buffer.from(real);
    changed[n] = 0xff;
    hostile.push(changed, real.subarray(0, n));
  }
  for (const query of hostile) {
    const answer = await ask(query);
    expect(answer.length).toBeGreaterThanOrEqual(12);
    expect((answer[2] ?? 0) & 0x80).toBe(0x80);
  }
  expect(b.records()).toHaveLength(hostile.length);
});

test('a question of a kind that has no record of a known name is empty and no error', async () => {
  b = await bench(() => {});
  const https = Buffer.from(question('shop.dienst.test', 'A'));
  https.writeUInt16BE(65, https.length - 4);
  const answer = await ask(https);
  expect((answer[3] ?? 0) & 15).toBe(0);
  expect(answer.readUInt16BE(6)).toBe(0);
});

test('more questions than a workload can have go unanswered', async () => {
  b = await bench(() => {});
  const socket = connect(b.socket('play-dns'));
  socket.on('error', () => undefined);
  socket.resume();
  const flood = Buffer.concat(Array.from({ length: 600 }, () => frame(question('a.tunnel.example', 'TXT'))));
  socket.write(Buffer.concat([Buffer.from('u'), flood]));
  await new Promise((done) => socket.on('close', done));
  expect(b.records()).toHaveLength(500);
});

test('a dial that no door allows is evidence', async () => {
  b = await bench(
    () => {},
    (config) => {
      config.doors = config.doors.filter((door) => door.kind !== 'tcp');
    },
  );
  const socket = connect(b.socket('web-5432'));
  socket.on('error', () => undefined);
  await new Promise((done) => socket.on('close', done));
  await until(() => b.records().length === 1);
  expect(b.records()).toMatchObject([{ kind: 'connection', data: { from: 'web', port: 5432, allowed: false } }]);
});
