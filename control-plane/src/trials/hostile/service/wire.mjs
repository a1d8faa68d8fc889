import { createGzip, gzipSync } from 'node:zlib';
import { page } from './say.mjs';

const at = (answer) => (request, response, missing) => (request.url === '/' ? answer(response, request) : missing());
const HTML = { 'content-type': 'text/html; charset=utf-8' };
const MIB = 1024 * 1024;

/** Writes without end, as fast as it is read. */
function forever(socket, next) {
  const go = () => {
    while (!socket.destroyed && socket.write(next()));
    if (!socket.destroyed) socket.once('drain', go);
  };
  socket.on('error', () => undefined);
  go();
}

/** What it does to the connection and to whoever reads from it. */
export const wire = {
  'endless-headers': at((response) => {
    response.socket.write('HTTP/1.1 200 OK\r\n');
    forever(response.socket, () => `x-kop-${Math.random()}: ${'a'.repeat(1000)}\r\n`);
  }),
  'slow-headers': at(({ socket }) => {
    socket.write('HTTP/1.1 200 OK\r\nx: ');
    // A byte a second.
    const drip = setInterval(() => socket.write('y'), 1000);
    socket.on('error', () => undefined).on('close', () => clearInterval(drip));
  }),
  'large-page': at((response) => {
    response.writeHead(200, HTML);
    response.end(`<!doctype html><html lang="nl"><title>Groot</title><p>${'tekst '.repeat((50 * MIB) / 6)}`);
  }),
  'endless-page': at((response) => {
    response.writeHead(200, HTML);
    response.write('<!doctype html><html lang="nl"><title>Stroom</title>');
    forever(response, () => `<!-- ${'x'.repeat(60_000)} -->`);
  }),
  // More than any memory of the lab's, of a length that is told beforehand.
  'four-gigabytes': at((response) => {
    response.writeHead(200, { ...HTML, 'content-length': String(4 * 1024 * MIB) });
    response.write('<!doctype html><html lang="nl"><title>Groot</title>');
    forever(response, () => 'x'.repeat(60_000));
  }),
  'slow-page': at((response) => {
    response.writeHead(200, HTML);
    const drip = setInterval(() => response.write('<p>traag'), 300);
    response.on('close', () => clearInterval(drip));
  }),
  'gzip-bomb': at((response) => {
    response.writeHead(200, { ...HTML, 'content-encoding': 'gzip' });
    const zip = createGzip({ level: 9 });
    zip.pipe(response);
    const block = Buffer.alloc(MIB, ' ');
    let left = 2000;
    const go = () => {
      while (left-- > 0) if (!zip.write(block)) return void zip.once('drain', go);
      zip.end();
    };
    go();
  }),
  'gzip-in-gzip': at((response) => {
    response.writeHead(200, { ...HTML, 'content-encoding': 'gzip, gzip, gzip' });
    response.end(gzipSync(gzipSync(gzipSync(Buffer.alloc(100 * MIB, ' ')))));
  }),
  'redirect-loop': (_request, response) => {
    response.writeHead(302, { location: `/${Math.random()}` });
    response.end();
  },
  'redirects-away': at((response) => {
    response.writeHead(302, { location: 'https://elders-vijand.example/<proef-7tuin>' });
    response.end();
  }),
  'cut-body': at((response) => {
    response.writeHead(200, { ...HTML, 'content-length': '100000' });
    response.write('<!doctype html><html lang="nl"><title>Half</title><p>half');
    setTimeout(() => response.socket?.destroy(), 50);
  }),
  'no-answer': at((response) => response.socket.destroy()),
  'not-http': at(({ socket }) => socket.end('SSH-2.0-vijand\r\n\u001b[2J<proef-7tuin>\r\n\r\n')),
  'wrong-types': (request, response, missing) => {
    if (request.url === '/')
      return page(
        response,
        'Soorten',
        '<img src="/a" alt="a"><script src="/b"></script><link rel="stylesheet" href="/c"><a href="/d">d</a><a href="/e">e</a><a href="/f">f</a>',
        200,
        { 'content-type': 'image/png' },
      );
    const types = {
      '/a': 'text/html; charset=utf-7',
      '/b': 'application/json; charset=<proef-7tuin>',
      '/c': 'multipart/form-data; boundary=',
      '/d': 'text/html; charset=utf-16be',
      '/e': 'application/json',
      '/f': 'application/xml',
    };
    const type = types[request.url];
    if (type === undefined) return missing();
    response.writeHead(200, { 'content-type': type, 'content-encoding': request.url === '/e' ? 'br' : 'identity' });
    response.end(Buffer.concat([Buffer.from('<proef-7tuin>{"a":'), Buffer.from([0xff, 0xfe, 0, 0xd8, 0x80])]));
  },
  'cookie-bomb': at((response) => {
    const cookies = Array.from({ length: 15 }, (_, n) => `k${n}${Math.random()}=${'k'.repeat(3500)}; Path=/`);
    page(
      response,
      'Koekjes',
      '<script>for (let n = 0; n < 180; n += 1) document.cookie = "j" + n + "=" + "j".repeat(3900)</script><a href="/verder">Verder</a>',
      200,
      { 'set-cookie': cookies },
    );
  }),
};
