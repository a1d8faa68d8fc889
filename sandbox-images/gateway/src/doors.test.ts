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
