import { request } from 'node:http';
import { connect as h2connect } from 'node:http2';
import { request as tlsRequest } from 'node:https';
import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { type Bench, bench, until } from './testing/gateway.ts';

let b: Bench;
afterEach(() => b.close());

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

function get(
  path: string,
  headers: Record<string, string> = {},
  options: { method?: string; body?: string; socket?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socketPath = b.socket(options.socket ?? 'play-443');
    const tls = !socketPath.includes('-80');
    const req = (tls ? tlsRequest : request)(
      {
        socketPath,
        path,
        method: options.method ?? 'GET',
        rejectUnauthorized: false,
        servername: 'shop.dienst.test',
        headers: { host: 'shop.dienst.test', ...headers },
        agent: false,
      },
      (res) => {
        let body = '';
        res.setEncoding('utf8');
        res.on('data', (text) => {
          body += text;
        });
        res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body }));
        res.on('error', reject);
      },
    );
    req.on('error', reject);
    req.end(options.body);
  });
}

test('passes a request over TLS to its door, keeps Host and records the exchange', async () => {
  b = await bench((req, res) => res.end(`${req.headers.host} ${req.headers['x-forwarded-proto']} ${req.url}`));
  const answer = await get('/a?b=c');
  expect(answer).toMatchObject({ status: 200, body: 'shop.dienst.test https /a?b=c' });
  expect(b.exchanges()).toMatchObject([
    { from: 'play', to: 'web', url: 'https://shop.dienst.test/a?b=c', status: 200, method: 'GET' },
  ]);
});

test('plain http on port 80 is a door of its own', async () => {
  b = await bench((req, res) => res.end(String(req.headers['x-forwarded-proto'])));
  expect(await get('/', {}, { socket: 'play-80' })).toMatchObject({ status: 200, body: 'http' });
});

test('a name without a door is answered 421 and recorded, whoever asks', async () => {
  b = await bench((_, res) => res.end('no'));
  expect((await get('/', { host: 'elsewhere.example' })).status).toBe(421);
  expect((await get('/', {}, { socket: 'web-443' })).status).toBe(421);
  expect(b.exchanges().map((e) => [e.from, e.failure])).toEqual([
    ['play', 'no-door'],
    ['web', 'no-door'],
  ]);
});

test('what a client says in forwarded headers is not believed, and the step is taken from the play alone', async () => {
  const seen: unknown[] = [];
  b = await bench((req, res) => {
    seen.push([req.headers['x-forwarded-for'], req.headers.forwarded, req.headers['x-proeftuin-step']]);
    res.end();
  });
  await get('/', { 'x-forwarded-for': '6.6.6.6', forwarded: 'for=6.6.6.6', 'x-proeftuin-step': 'moving#1' });
  expect(seen).toEqual([['192.0.2.1', undefined, undefined]]);
  expect(b.records().map((r) => r.step)).toEqual(['moving#1']);
});

test('a provider cannot claim a step', async () => {
  const seen: unknown[] = [];
  b = await bench(
    (req, res) => {
      seen.push(req.headers['x-proeftuin-step']);
      res.end();
    },
    (config) => {
      const to = { workload: 'web', port: 8080 };
      config.doors.push({ from: 'web', name: 'self.test', port: 443, kind: 'http', tls: true, to });
    },
  );
  await get('/', { host: 'self.test', 'x-proeftuin-step': 'moving#1' }, { socket: 'web-443' });
  expect(seen).toEqual([undefined]);
  expect(b.records().map((r) => r.step)).toEqual([undefined]);
  expect(JSON.stringify(b.records())).not.toContain('moving#1');
});

test('cookies, tokens and codes are masked, equal ones equally', async () => {
  b = await bench((_, res) => {
    res.setHeader('set-cookie', 'sid=topsecret; Path=/; HttpOnly');
    res.setHeader('content-type', 'application/json');
    res.end('{"access_token":"abc123","name":"Jan"}');
  });
  await get('/cb?code=hush&state=x', { cookie: 'sid=topsecret; lang=nl', authorization: 'Bearer hush' });
  const all = JSON.stringify(b.records()) + b.text(b.exchanges()[0]?.response.body);
  expect(all).not.toMatch(/topsecret|hush|abc123/);
  const [exchange] = b.exchanges();
  const mask = /masked:([0-9a-f]{16})/;
  const inCookie = mask.exec(exchange?.request.headers.find(([n]) => n === 'cookie')?.[1] ?? '')?.[1];
  const inSet = mask.exec(exchange?.response.headers.find(([n]) => n === 'set-cookie')?.[1] ?? '')?.[1];
  expect(inCookie).toBe(inSet);
  expect(exchange?.response.headers.find(([n]) => n === 'set-cookie')?.[1]).toContain('HttpOnly');
  expect(b.text(exchange?.response.body)).toContain('"name":"Jan"');
});

test('bodies past the cap stream on and are counted, not kept', async () => {
  const big = 'x'.repeat(3_000_000);
  b = await bench((_, res) => res.end(big));
  expect((await get('/')).body.length).toBe(3_000_000);
  const [exchange] = b.exchanges();
  expect(exchange?.response).toMatchObject({ bytes: 3_000_000, cut: true });
  expect(b.text(exchange?.response.body).length).toBe(256 * 1024);
});

test('a gzip body is kept decoded, a bomb is not', async () => {
  b = await bench((req, res) => {
    res.setHeader('content-encoding', 'gzip');
    res.setHeader('content-type', 'text/plain');
    res.end(gzipSync(req.url === '/bomb' ? Buffer.alloc(50_000_000) : 'hallo'));
  });
  await get('/');
  await get('/bomb');
  const [small, bomb] = b.exchanges();
  expect(b.text(small?.response.body)).toBe('hallo');
  expect(bomb?.response).toMatchObject({ cut: true });
  expect(bomb?.response.body).toBeUndefined();
});

test('HTTP/2 in front, HTTP/1.1 behind', async () => {
  b = await bench((req, res) => res.end(`${req.httpVersion} ${req.headers.host}`));
  const session = h2connect('https://shop.dienst.test', {
    createConnection: () =>
      tlsConnect({
        socket: connect(b.socket('play-443')),
        servername: 'shop.dienst.test',
        rejectUnauthorized: false,
        ALPNProtocols: ['h2'],
      }),
  });
  const body = await new Promise<string>((resolve, reject) => {
    const stream = session.request({ ':path': '/', ':authority': 'shop.dienst.test' });
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (part) => {
      text += part;
    });
    stream.on('end', () => resolve(text));
    stream.on('error', reject);
  });
  session.close();
  expect(body).toBe('1.1 shop.dienst.test');
  expect(b.exchanges()).toMatchObject([{ http: '2.0', status: 200 }]);
});

test('a service that is not there is 502 unreachable, one that resets is told so', async () => {
  b = await bench(
    (_, res) => void res.socket?.destroy(),
    (config) => {
      config.doors.push({
        from: 'play',
        name: 'gone.test',
        port: 443,
        kind: 'http',
        tls: true,
        to: { workload: 'gone', port: 1 },
      });
      config.targets['gone:1'] = 'unix:/nowhere/at.sock';
    },
  );
  expect((await get('/', { host: 'gone.test' })).status).toBe(502);
  expect((await get('/')).status).toBe(502);
  expect(b.exchanges().map((e) => e.failure)).toEqual(['unreachable', 'reset']);
});

test('events of a stream arrive as they are sent', async () => {
  let send: (text: string) => void = () => {};
  b = await bench((_, res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.flushHeaders();
    send = (text) => (text === '' ? res.end() : res.write(text));
  });
  const got: string[] = [];
  const req = tlsRequest(
    { socketPath: b.socket('play-443'), path: '/', rejectUnauthorized: false, headers: { host: 'shop.dienst.test' } },
    (res) => {
      res.setEncoding('utf8');
      res.on('data', (text) => got.push(text));
    },
  );
  req.end();
  await new Promise((done) => req.on('response', done));
  send('data: 1\n\n');
  await until(() => got.join('') === 'data: 1\n\n');
  send('data: 2\n\n');
  await until(() => got.join('').endsWith('data: 2\n\n'));
  send('');
  await until(() => b.exchanges().length === 1);
});

test('a WebSocket is upgraded and its bytes pass both ways', async () => {
  b = await bench(() => {});
  b.service.on('upgrade', (_, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n\r\n');
    socket.on('data', (chunk) => socket.write(`echo ${chunk}`));
    socket.on('end', () => socket.end());
  });
  const tls = tlsConnect({
    socket: connect(b.socket('play-443')),
    rejectUnauthorized: false,
    servername: 'shop.dienst.test',
  });
  let text = '';
  tls.on('data', (chunk) => {
    text += chunk;
  });
  tls.write('GET /ws HTTP/1.1\r\nhost: shop.dienst.test\r\nupgrade: websocket\r\nconnection: Upgrade\r\n\r\n');
  await until(() => text.includes('101'));
  tls.write('hello');
  await until(() => text.includes('echo hello'));
  tls.destroy();
  await until(() => b.exchanges().length === 1);
  expect(b.exchanges()).toMatchObject([{ status: 101, to: 'web' }]);
});

test('trailers, HEAD, 304 and Range pass as they are', async () => {
  b = await bench((req, res) => {
    if (req.url === '/trailer') {
      res.writeHead(200, { trailer: 'x-sum' });
      res.write('a');
      res.addTrailers({ 'x-sum': '1' });
      return res.end();
    }
    if (req.url === '/same') return res.writeHead(304, { etag: '"1"' }).end();
    res
      .writeHead(206, { 'content-range': 'bytes 0-1/10', 'content-length': '2' })
      .end(req.method === 'HEAD' ? undefined : 'ab');
  });
  const trailers = await new Promise((resolve) => {
    const req = tlsRequest(
      {
        socketPath: b.socket('play-443'),
        path: '/trailer',
        rejectUnauthorized: false,
        headers: { host: 'shop.dienst.test' },
      },
      (res) => {
        res.resume();
        res.on('end', () => resolve(res.trailers));
      },
    );
    req.end();
  });
  expect(trailers).toEqual({ 'x-sum': '1' });
  expect((await get('/same')).status).toBe(304);
  expect(await get('/part', { range: 'bytes=0-1' })).toMatchObject({ status: 206, body: 'ab' });
  expect(await get('/part', {}, { method: 'HEAD' })).toMatchObject({ status: 206, body: '' });
});

test('a client that asks to continue is told so by the service', async () => {
  b = await bench((req, res) => {
    req.resume();
    req.on('end', () => res.end('done'));
  });
  const order: string[] = [];
  const req = tlsRequest(
    {
      socketPath: b.socket('play-443'),
      path: '/',
      method: 'POST',
      rejectUnauthorized: false,
      headers: { host: 'shop.dienst.test', expect: '100-continue', 'content-length': '2' },
    },
    (res) => {
      order.push('answer');
      res.resume();
    },
  );
  req.on('continue', () => {
    order.push('continue');
    req.end('hi');
  });
  req.flushHeaders();
  await until(() => order.length === 2);
  expect(order).toEqual(['continue', 'answer']);
});

// `connection: close` would let it answer and close before the end of the body is written: EPIPE, and no answer.
test('a request with a body does not ask its service to close', async () => {
  b = await bench((req, res) => req.resume().on('end', () => res.end(req.headers.connection)));
  expect(await get('/', {}, { method: 'POST', body: '{"count":5}' })).toMatchObject({
    status: 200,
    body: 'keep-alive',
  });
});
