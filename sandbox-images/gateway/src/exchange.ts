import { randomBytes } from 'node:crypto';
import { type ClientRequest, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Address, Door } from '@proeftuin/contract/plan';
import { type Asked, askedOf } from './asked.ts';
import type { Caller } from './caller.ts';
import { endToEnd, firstOf, forwarded, grouped, type Headers, pairs, trailersOf } from './headers.ts';
import { target } from './net.ts';
import type { Failure } from './record.ts';
import type { Doors } from './web.ts';

/** Bytes of headers that are read of a request or an answer. */
export const MAX_HEADERS = 65_536;

/** Names a request that a fresh try does not repeat anything of (RFC 9110, 9.2.2). */
const AGAIN = new Set(['GET', 'HEAD', 'OPTIONS']);
const GONE = new Set(['ECONNRESET', 'EPIPE']);

export const classify = (error: NodeJS.ErrnoException): Failure =>
  error.code === 'HPE_HEADER_OVERFLOW'
    ? 'too-large'
    : error.code?.startsWith('HPE_') || error.code?.startsWith('ERR_')
      ? 'malformed'
      : GONE.has(error.code ?? '')
        ? 'reset'
        : 'unreachable';

/** The headers of a request as they go on, framed by us: what a client says of the framing is not passed on unread. */
export function onward(asked: Asked, from: Caller): Headers {
  const headers = forwarded(asked.headers, { host: asked.authority, tls: from.tls });
  if (firstOf(headers, 'traceparent') === undefined) {
    headers.push(['traceparent', `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`]);
  }
  const chunked = asked.body && firstOf(headers, 'content-length') === undefined;
  if (chunked) headers.push(['transfer-encoding', 'chunked']);
  return chunked ? headers : headers.filter(([name]) => name !== 'trailer');
}

function plain(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  res.end(`${status}: ${text}\n`);
}

/** The door that a request may use, or undefined after it was answered and recorded. */
export function doorFor(
  doors: Doors,
  from: Caller,
  asked: Asked,
  refuse: (status: number, failure: Failure, text: string) => void,
): { door: Door; at: Address } | undefined {
  if (asked.wrong !== undefined) return void refuse(400, 'malformed', `this request is refused for ${asked.wrong}`);
  const door = doors.find(from, asked.host);
  if (door === undefined) {
    return void refuse(421, 'no-door', `this sandbox has no door to ${asked.host.slice(0, 200) || '(no host)'}`);
  }
  const at = doors.config.targets[`${door.to.workload}:${door.to.port}`];
  if (at === undefined) return void refuse(502, 'unreachable', 'the other side of this door is not there');
  return { door, at };
}

/** Passes one request on to its door and the answer back, as they stream, and records both. */
export function exchange(
  doors: Doors,
  from: Caller,
  req: IncomingMessage,
  res: ServerResponse,
  expectsContinue: boolean,
): void {
  const asked = askedOf(req);
  const method = req.method ?? 'GET';
  const seen = { to: '', status: 0, started: performance.now(), first: 0, answer: [] as Headers };
  const [up, down] = [doors.recorder.tap(), doors.recorder.tap()];
  let over = false;
  const finish = (failure?: Failure) => {
    over = true;
    const all = { ...seen, up, down, ...(failure === undefined ? {} : { failure }) };
    doors.recorder.exchange(from, method, req.httpVersion, asked, all);
  };

  res.sendDate = false;
  const found = doorFor(doors, from, asked, (status, failure, text) => {
    seen.status = status;
    seen.first = performance.now();
    plain(res, status, text);
    req.resume();
    finish(failure);
  });
  if (found === undefined) return;
  seen.to = found.door.to.workload;

  let behind: ClientRequest | undefined;
  const fail = (failure: Failure) => {
    if (over) return;
    finish(failure);
    behind?.destroy();
    if (failure === 'aborted' || res.headersSent) res.destroy();
    else plain(res, failure === 'timeout' ? 504 : 502, `the service behind this door: ${failure}`);
  };
  const send = (fresh: boolean): ClientRequest => {
    const sent = httpRequest({
      ...target(found.at),
      method,
      path: asked.path,
      headers: grouped(onward(asked, from)),
      // A request that cannot be tried again never takes a connection that may be dying.
      agent: fresh || asked.body || !AGAIN.has(method) ? doors.once : doors.agent,
      setHost: false,
      maxHeaderSize: MAX_HEADERS,
    });
    behind = sent;
    sent.setTimeout(doors.patience);
    // A client that reads slowly makes the other side wait as well.
    sent.on('timeout', () => (seen.first > 0 && res.writableNeedDrain ? undefined : fail('timeout')));
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const stale = sent.reusedSocket && seen.first === 0 && GONE.has(error.code ?? '');
      if (stale && !over) send(true);
      else fail(seen.first > 0 && classify(error) === 'unreachable' ? 'reset' : classify(error));
    });
    // What is left of a request that was answered early is read and dropped, so that its connection can go on.
    sent.on('close', () => over && req.unpipe(sent).resume());
    sent.on('response', (back) => {
      try {
        answer(sent, back);
      } catch {
        fail('malformed');
      }
    });
    if (expectsContinue) {
      sent.on('continue', () => res.writeContinue());
      sent.flushHeaders();
    }
    if (!asked.body) sent.end();
    return sent;
  };

  const answer = (sent: ClientRequest, back: IncomingMessage) => {
    seen.status = back.statusCode ?? 0;
    seen.first = performance.now();
    seen.answer = pairs(back.rawHeaders);
    back.on('data', (chunk: Buffer) => down.take(chunk));
    back.on('error', () => fail('reset'));
    back.on('aborted', () => fail('reset'));
    back.on('end', () => {
      if (over) return;
      if (back.rawTrailers.length > 0) res.addTrailers(trailersOf(back.rawTrailers) as Record<string, string>);
      finish();
      res.end();
    });
    // A trailer can only follow chunks.
    const chunks = back.headers['transfer-encoding'] !== undefined && method !== 'HEAD' && req.httpVersion !== '1.0';
    const headers = endToEnd(seen.answer).filter(([name]) => chunks || name !== 'trailer');
    if (req.httpVersionMajor === 2) res.writeHead(seen.status, grouped(headers));
    else res.writeHead(seen.status, back.statusMessage, grouped(headers));
    // Events may be further apart than our patience; and headers of a stream without bytes yet must not wait for them.
    if (back.headers['content-type']?.startsWith('text/event-stream')) sent.setTimeout(0);
    setImmediate(() => over || res.flushHeaders());
    back.pipe(res, { end: false });
  };

  req.on('error', () => fail('aborted'));
  res.on('error', () => fail('aborted'));
  res.on('close', () => fail('aborted'));
  let sent: ClientRequest;
  try {
    sent = send(false);
  } catch {
    // What node's own client refuses to send: characters that no header may hold.
    seen.status = 400;
    plain(res, 400, 'this request is refused for its headers');
    req.resume();
    finish('malformed');
    return;
  }
  if (!asked.body) return void req.resume();
  req.on('data', (chunk: Buffer) => up.take(chunk));
  req.on('end', () => {
    if (req.rawTrailers.length > 0) sent.addTrailers(trailersOf(req.rawTrailers) as Record<string, string>);
    sent.end();
  });
  req.pipe(sent, { end: false });
}
