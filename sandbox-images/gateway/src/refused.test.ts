import { afterEach, expect, test } from 'vitest';
import { type Bench, bench, raw, until } from './testing/gateway.ts';

let b: Bench;
afterEach(() => b.close());

/** A service that tells how it saw each request, with its body. */
const telling = () => {
  const seen: string[] = [];
  return {
    seen,
    open: async () => {
      b = await bench((req, res) => {
        let body = '';
        req.on('data', (chunk) => {
          body += chunk;
        });
        req.on('end', () => {
          seen.push(`${req.method} ${req.url} ${req.headers.host} [${body}] ${JSON.stringify(req.trailers)}`);
          res.end('seen');
        });
      });
    },
  };
};
const HOST = 'Host: shop.dienst.test\r\n';
const CLOSE = 'Connection: close\r\n';

test.each([
  [
    'length and chunks at once',
    `POST / HTTP/1.1\r\n${HOST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  ['two lengths', `POST / HTTP/1.1\r\n${HOST}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd`],
  ['a coding after chunked', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n`],
  ['a space before the colon', `GET / HTTP/1.1\r\nHost : shop.dienst.test\r\n\r\n`],
  ['bare line feeds between headers', `GET / HTTP/1.1\r\n${HOST}X: a\nY: b\r\n\r\n`.replace('X: a\n', 'X: a\rZ: \n')],
  ['two hosts', `GET / HTTP/1.1\r\n${HOST}Host: other.test\r\n${CLOSE}\r\n`],
  ['a host in the target that differs', `GET http://other.test/ HTTP/1.1\r\n${HOST}${CLOSE}\r\n`],
  ['a host that is no name', `GET / HTTP/1.1\r\nHost: shop.dienst.test@other\r\n${CLOSE}\r\n`],
  ['no request at all', '\u0000\u0001\u0002 hello\r\n\r\n'],
])('refuses %s with 400 and records it as malformed', async (_, text) => {
  const { seen, open } = telling();
  await open();
  expect(await raw(b, text)).toMatch(/^HTTP\/1\.1 400 /);
  expect(seen).toEqual([]);
  expect(b.exchanges()).toMatchObject([{ from: 'play', failure: 'malformed', status: 400 }]);
});

test('headers past the limit are 431 and recorded as too large', async () => {
  const { open } = telling();
  await open();
  expect(await raw(b, `GET / HTTP/1.1\r\n${HOST}X: ${'x'.repeat(70_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(b.exchanges()).toMatchObject([{ failure: 'too-large', status: 431 }]);
});

test('a proxy for anyone is refused and recorded', async () => {
  const { open } = telling();
  await open();
  expect(await raw(b, `CONNECT bad.example:443 HTTP/1.1\r\n${HOST}\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
  expect(b.exchanges()).toMatchObject([{ method: 'CONNECT', failure: 'no-door', url: 'http://bad.example:443' }]);
});

test('a chunked body is one body behind, whatever the method', async () => {
  const { seen, open } = telling();
  await open();
  const inner = 'GET /smuggled HTTP/1.1\r\nHost: shop.dienst.test\r\n\r\n';
  for (const method of ['DELETE', 'GET', 'OPTIONS', 'POST']) {
    const chunk = `${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`;
    await raw(b, `${method} /one HTTP/1.1\r\n${HOST}${CLOSE}Transfer-Encoding: chunked\r\n\r\n${chunk}`);
  }
  expect(seen).toEqual(['DELETE', 'GET', 'OPTIONS', 'POST'].map((m) => `${m} /one shop.dienst.test [${inner}] {}`));
});

test('the length of a body cannot be taken off by naming it hop-by-hop', async () => {
  const { seen, open } = telling();
  await open();
  await raw(b, `DELETE /one HTTP/1.1\r\n${HOST}Connection: close, content-length\r\nContent-Length: 5\r\n\r\nhello`);
  expect(seen).toEqual(['DELETE /one shop.dienst.test [hello] {}']);
});

test('trailers of a request pass, but none that says who sent it or how it is framed', async () => {
  const { seen, open } = telling();
  await open();
  const trailers = 'X-Sum: 1\r\nHost: other.test\r\nX-Forwarded-For: 6.6.6.6\r\nX-Proeftuin-Step: a#1\r\n';
  await raw(
    b,
    `POST / HTTP/1.1\r\n${HOST}${CLOSE}Trailer: x-sum\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n${trailers}\r\n`,
  );
  expect(seen).toEqual(['POST / shop.dienst.test [a] {"x-sum":"1"}']);
});

test('an absolute target that names the same host is passed on as a path', async () => {
  const { seen, open } = telling();
  await open();
  await raw(b, `GET http://SHOP.dienst.test/a?b HTTP/1.1\r\n${HOST}${CLOSE}\r\n`);
  expect(seen).toEqual(['GET /a?b shop.dienst.test [] {}']);
});

test('an answer that is no HTTP is 502 malformed, and its sender is not blamed on us', async () => {
  b = await bench((_, res) => {
    res.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nab');
  });
  expect(await raw(b, `GET / HTTP/1.1\r\n${HOST}${CLOSE}\r\n`)).toMatch(/^HTTP\/1\.1 502 /);
  await until(() => b.exchanges().length === 1);
  expect(b.exchanges()).toMatchObject([{ failure: 'malformed' }]);
});

test('an offer of h2c is not taken up, and the request is answered', async () => {
  const { seen, open } = telling();
  await open();
  const offer = 'Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n';
  expect(await raw(b, `GET /java HTTP/1.1\r\n${HOST}${offer}\r\n`, (a) => a.endsWith('seen'))).toMatch(/ 200 /);
  expect(seen).toEqual(['GET /java shop.dienst.test [] {}']);
});
