import { type ClientRequest, request, type ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Bench, bench, raw, until } from './testing/gateway.ts';

let b: Bench;
afterEach(() => b.close());

const to = (method = 'GET', headers: Record<string, string> = {}): ClientRequest =>
  request({
    socketPath: b.socket('play-80'),
    method,
    path: '/',
    headers: { host: 'shop.dienst.test', ...headers },
    agent: false,
  }).on('error', () => undefined);

const GET = 'GET / HTTP/1.1\r\nHost: shop.dienst.test\r\nConnection: close\r\n\r\n';

test('a client that goes away ends the request behind, and is recorded as aborted', async () => {
  let gone = false;
  b = await bench((_, res) => {
    res.write('first');
    res.on('close', () => {
      gone = true;
    });
  });
  const req = to();
  req.on('response', (res) => res.once('data', () => req.destroy()));
  req.end();
  await until(() => gone && b.exchanges().length === 1);
  expect(b.exchanges()).toMatchObject([{ failure: 'aborted', status: 200, response: { bytes: 5 } }]);
});

test('a client that goes away in the middle of its body is aborted as well', async () => {
  let heard = '';
  b = await bench((req) => {
    req.on('data', (chunk) => {
      heard += chunk;
    });
    req.on('error', () => undefined);
  });
  const req = to('POST', { 'content-length': '100' });
  req.write('half');
  await until(() => heard === 'half');
  req.destroy();
  await until(() => b.exchanges().length === 1);
  expect(b.exchanges()).toMatchObject([{ failure: 'aborted', status: 0, request: { bytes: 4 } }]);
});

test('a service that breaks off is a reset, and its client sees that the answer was cut', async () => {
  b = await bench((_, res) => {
    res.writeHead(200, { 'content-length': '100' });
    res.write('half', () => res.socket?.destroy());
  });
  const req = to();
  const cut = new Promise<boolean>((done) => {
    req.on('response', (res) => {
      res.resume();
      res.on('error', () => done(true));
      res.on('end', () => done(false));
    });
  });
  req.end();
  expect(await cut).toBe(true);
  expect(b.exchanges()).toMatchObject([{ failure: 'reset', status: 200, response: { bytes: 4 } }]);
});

test('a service that says nothing is 504, one that stops in the middle is cut; events may be far apart', async () => {
  let events: ServerResponse | undefined;
  b = await bench(
    (req, res) => {
      if (req.headers.accept === 'text/event-stream') {
        res.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
        events = res;
      } else if (req.method === 'HEAD') return;
      else res.write('half');
    },
    () => {},
    { patience: 150 },
  );
  const waiting = to('GET', { accept: 'text/event-stream' });
  let heard = '';
  waiting.on('response', (res) => res.on('data', (chunk) => (heard += chunk)));
  waiting.end();
  expect(await raw(b, GET.replace('GET', 'HEAD'))).toMatch(/^HTTP\/1\.1 504 /);
  expect(await raw(b, GET)).toMatch(/ 200 OK\r\n.*half/s);
  expect(b.exchanges().map((e) => [e.failure, e.status])).toEqual([
    ['timeout', 0],
    ['timeout', 200],
  ]);
  events?.end('data: late\n\n');
  await until(() => heard === 'data: late\n\n');
});

test('a client that does not read holds the service back', async () => {
  let sent = 0;
  const chunk = Buffer.alloc(64 * 1024, 'x');
  b = await bench((_, res) => {
    const more = () => {
      while (sent < 2000) {
        sent += 1;
        if (!res.write(chunk)) return void res.once('drain', more);
      }
      res.end();
    };
    more();
  });
  const req = to();
  const slow = new Promise<number>((done) => {
    req.on('response', async (res) => {
      await new Promise((later) => setTimeout(later, 300));
      const heldBackAt = sent;
      res.resume();
      res.on('end', () => done(heldBackAt));
    });
  });
  req.end();
  expect(await slow).toBeLessThan(500);
  expect(b.exchanges()).toMatchObject([{ response: { cut: true } }]);
});

test('a connection that the service closed in the meantime is not its failure', async () => {
  b = await bench(() => {});
  b.service.close();
  const sockets: Socket[] = [];
  // Answers once on each connection, says that it keeps it, and breaks it at the next request.
  const service = createServer((socket) => {
    sockets.push(socket);
    let asked = 0;
    socket.on('error', () => undefined);
    socket.on('data', () => {
      asked += 1;
      if (asked === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nok');
      else socket.destroy();
    });
  });
  await new Promise<void>((done) => service.listen(b.socket('in'), done));
  for (let n = 0; n < 3; n += 1) expect(await raw(b, GET)).toMatch(/ 200 OK/);
  expect(b.exchanges().map((e) => e.failure)).toEqual([undefined, undefined, undefined]);
  for (const socket of sockets) socket.destroy();
  service.close();
});

test('a request that cannot be tried again has a connection of its own', async () => {
  const connections = new Map<Socket, string>();
  b = await bench((req, res) => {
    connections.set(req.socket, `${connections.get(req.socket) ?? ''}${req.method} `);
    req.resume().on('end', () => res.end('ok'));
  });
  const post = 'POST / HTTP/1.1\r\nHost: shop.dienst.test\r\nContent-Length: 1\r\n\r\nx';
  for (let n = 0; n < 3; n += 1) await raw(b, post, (text) => text.endsWith('ok'));
  for (let n = 0; n < 2; n += 1) await raw(b, GET);
  expect([...connections.values()]).toEqual(['POST ', 'POST ', 'POST ', 'GET GET ']);
});

test('a request that is answered before its end keeps its connection usable', async () => {
  b = await bench((req, res) => {
    if (req.method === 'POST') res.writeHead(413, { connection: 'close' }).end('too much');
    else res.end('next');
  });
  const body = 'x'.repeat(3_000_000);
  const post = `POST / HTTP/1.1\r\nHost: shop.dienst.test\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const answers = await raw(b, post + GET, (text) => text.endsWith('next'));
  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
});

test('headers of an answer pass as they are, those of one hop do not', async () => {
  b = await bench((_, res) => {
    const lines = [
      'HTTP/1.1 200 Fine',
      'Link: <a>; rel=x',
      'Link: <b>; rel=y',
      'Set-Cookie: a=1',
      'Set-Cookie: b=2',
      'Connection: x-hop',
      'X-Hop: 1',
      'Location: http://elsewhere.test/',
      'Trailer: x-none',
      'Content-Length: 2',
    ];
    res.socket?.write(`${lines.join('\r\n')}\r\n\r\nok`);
  });
  const answer = await raw(b, GET);
  const [head = ''] = answer.split('\r\n\r\n');
  expect(head.split('\r\n')).toEqual([
    'HTTP/1.1 200 Fine',
    'link: <a>; rel=x',
    'link: <b>; rel=y',
    'set-cookie: a=1',
    'set-cookie: b=2',
    'location: http://elsewhere.test/',
    'content-length: 2',
    'Connection: close',
  ]);
});

test('a trace is passed on and recorded; where the caller sent none, one is made and not recorded', async () => {
  const seen: unknown[] = [];
  b = await bench((req, res) => {
    seen.push(req.headers.traceparent);
    res.end();
  });
  const trace = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  await raw(b, GET.replace('Connection', `Traceparent: ${trace}\r\nConnection`));
  await raw(b, GET);
  expect(seen).toEqual([trace, expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)]);
  expect(b.exchanges().map((e) => e.trace)).toEqual(['a'.repeat(32), undefined]);
});

test.each([
  ['of bodies that the spool cannot hold, the exchanges stay', 200_000, false],
  ['exchanges that the spool cannot hold are told as a gap', 10_000, true],
])('%s', async (_, spool, lost) => {
  b = await bench(
    (_, res) => res.end(Buffer.alloc(20_000, String(Math.random()))),
    (config) => {
      config.caps = { body: 50_000, spool };
    },
  );
  for (let n = 0; n < 30; n += 1) await raw(b, GET);
  expect(b.records().filter(({ kind }) => kind === 'gap').length > 0).toBe(lost);
  expect(b.exchanges().length === 30).toBe(!lost);
  expect(b.gateway.spool.head.held).toBeLessThan(spool + 20_000);
});

test('closes while connections are open', async () => {
  let asked = false;
  b = await bench((_, res) => {
    asked = true;
    res.write('open');
  });
  const [held, idle] = [raw(b, GET), raw(b, '')];
  await until(() => asked);
  await b.gateway.close();
  expect(await held).not.toMatch(/0\r\n\r\n$/);
  expect(await idle).toBe('');
});
