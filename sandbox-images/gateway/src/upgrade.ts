import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { askedOf } from './asked.ts';
import type { Caller } from './caller.ts';
import { Tap } from './capture.ts';
import { classify, doorFor, MAX_HEADERS, onward } from './exchange.ts';
import { endToEnd, grouped, type Headers, pairs } from './headers.ts';
import { relay, target } from './net.ts';
import type { Failure } from './record.ts';
import type { Doors } from './web.ts';

/** Only WebSocket is upgraded; other offers (`h2c` of Java's client) are for one hop and go unanswered, as RFC 9110, 7.8 lets. */
export const isWebSocket = (req: IncomingMessage): boolean => req.headers.upgrade?.trim().toLowerCase() === 'websocket';

const head = (status: number | undefined, text: string | undefined, headers: Headers) =>
  `HTTP/1.1 ${status ?? 502} ${text ?? ''}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;

const CLOSED: Headers = [
  ['connection', 'close'],
  ['content-length', '0'],
];

/**
 * Passes a WebSocket on. The exchange is recorded when it is answered; what then passes is one `connection` at its end,
 * counted and not kept.
 */
export function upgrade(doors: Doors, from: Caller, req: IncomingMessage, near: Duplex, early: Buffer): void {
  const asked = askedOf(req);
  const started = performance.now();
  const [up, down] = [new Tap(0), doors.recorder.tap()];
  let answered = false;
  const record = (to: string, status: number, answer: Headers, failure?: Failure) => {
    const first = status === 0 ? 0 : performance.now();
    const all = { to, status, started, first, up, down, answer, ...(failure === undefined ? {} : { failure }) };
    doors.recorder.exchange(from, req.method ?? '', req.httpVersion, asked, all);
  };
  const refuse = (status: number) => near.end(head(status, 'Refused', CLOSED));

  near.on('error', () => near.destroy());
  const found = doorFor(doors, from, asked, (status, failure) => {
    refuse(status);
    record('', status, [], failure);
  });
  if (found === undefined) return;
  const to = found.door.to.workload;
  const fail = (failure: Failure) => {
    if (answered) return void near.destroy();
    answered = true;
    behind.destroy();
    record(to, 0, [], failure);
    refuse(failure === 'timeout' ? 504 : 502);
  };

  const headers: Headers = [
    ...onward({ ...asked, body: false }, from),
    ['connection', 'Upgrade'],
    ['upgrade', 'websocket'],
  ];
  const behind = httpRequest({
    ...target(found.at),
    method: req.method ?? 'GET',
    path: asked.path,
    headers: grouped(headers),
    agent: false,
    setHost: false,
    maxHeaderSize: MAX_HEADERS,
  });
  behind.setTimeout(doors.patience, () => fail('timeout'));
  behind.on('error', (error) => fail(classify(error)));
  near.on('close', () => {
    if (!answered) fail('aborted');
    behind.destroy();
  });
  behind.on('response', (back) => {
    answered = true;
    const answer = pairs(back.rawHeaders);
    near.write(head(back.statusCode, back.statusMessage, [...endToEnd(answer), ['connection', 'close']]));
    back.on('data', (chunk: Buffer) => down.take(chunk));
    back.on('error', () => near.destroy());
    back.on('close', () => record(to, back.statusCode ?? 0, answer, back.complete ? undefined : 'reset'));
    back.pipe(near);
  });
  behind.on('upgrade', (back, far, rest) => {
    answered = true;
    far.setTimeout(0);
    const answer = pairs(back.rawHeaders);
    record(to, 101, answer);
    near.write(head(101, 'Switching Protocols', answer));
    if (rest.length > 0) near.write(rest);
    if (early.length > 0) far.write(early);
    const begin = performance.now();
    const { name, port } = found.door;
    relay(near, far, (sent, received) => {
      const duration = performance.now() - begin;
      doors.recorder.connection({ from: from.workload, name, port, allowed: true, up: sent, down: received, duration });
    });
  });
  behind.end();
}

/** A proxy for anyone is what this is not; that it was tried is evidence. */
export function refuseConnect(doors: Doors, from: Caller, req: IncomingMessage, near: Duplex): void {
  const [started, none] = [performance.now(), { up: new Tap(0), down: new Tap(0), answer: [] }];
  near.on('error', () => near.destroy());
  near.end(head(421, 'Misdirected Request', CLOSED));
  const asked = { headers: pairs(req.rawHeaders), authority: req.url ?? '', host: '', path: '', body: false };
  const seen = { to: '', status: 421, failure: 'no-door' as const, started, first: started, ...none };
  doors.recorder.exchange(from, 'CONNECT', req.httpVersion, asked, seen);
}
