import { randomBytes } from 'node:crypto';
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Data } from '@proeftuin/contract/evidence';
import type { GatewayConfig } from '@proeftuin/contract/gateway';
import { type Door, LAB } from '@proeftuin/contract/plan';
import type { Spool } from '@proeftuin/contract/spool';
import { messageOf, Tap } from './capture.ts';
import { endToEnd, forwarded, grouped, hostOf, pairs, STEP_HEADER } from './headers.ts';
import { masksOf } from './mask.ts';
import { target } from './net.ts';

/** node's compatibility layer gives HTTP/2 the face of HTTP/1.1. */
type Request = IncomingMessage;
type Response = ServerResponse;
type Failure = NonNullable<Data<'exchange'>['failure']>;

/** Milliseconds without a sign from behind. */
const PATIENCE = 60_000;

/** The listener that a request came by. */
interface Caller {
  readonly workload: string;
  readonly port: number;
  readonly tls: boolean;
}

interface Web {
  /** Takes a connection of the listener of one workload and port. */
  accept(workload: string, port: number): (socket: Socket) => void;
  recording: boolean;
  close(): void;
}

/**
 * The http doors: TLS with this sandbox's certificate where the client speaks it, HTTP/1.1 and HTTP/2 in front, HTTP/1.1
 * behind; nothing is buffered whole, each exchange is recorded, and what no door allows is answered 421 (RFC 9110,
 * 15.5.20).
 */
export function webDoors(config: GatewayConfig, spool: Spool): Web {
  const masks = masksOf(config.maskKey);
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 32, scheduling: 'lifo' });
  const servers: (Server | Http2SecureServer)[] = [];
  const state = { recording: true };

  /** Gives a server of one listener its handlers; the listener is the caller's identity. */
  function wire(server: Server | Http2SecureServer, from: Caller): void {
    const handlers = server as Server;
    handlers.on('request', (req: Request, res: Response) => handle(from, req, res, false));
    handlers.on('checkContinue', (req: Request, res: Response) => handle(from, req, res, true));
    handlers.on('upgrade', (req, near, head) => upgrade(from, req, near, head));
    handlers.on('clientError', (_: Error, socket: Duplex) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      else socket.destroy();
    });
  }

  const doorOf = (workload: string, port: number, host: string): Door | undefined =>
    config.doors.find((d) => d.kind === 'http' && d.from === workload && d.port === port && d.name === host);

  function record(
    req: Request,
    from: Caller,
    seen: {
      to: string;
      status: number;
      failure?: Failure;
      started: number;
      first: number;
      up: Tap;
      down: Tap;
      answer: [string, string][];
    },
  ): void {
    if (!state.recording) return;
    const asked = pairs(req.rawHeaders);
    const list: [string, string][] = asked.filter(([name]) => name !== STEP_HEADER);
    const host = hostOf(req.headers) || '(none)';
    const step = from.workload === LAB.play ? asked.find(([name]) => name === STEP_HEADER)?.[1] : undefined;
    const trace = /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(String(req.headers.traceparent ?? ''))?.[1];
    const now = performance.now();
    spool.add(
      'exchange',
      {
        from: from.workload,
        to: seen.to,
        url: masks.url(`${from.tls ? 'https' : 'http'}://${host}${req.url ?? ''}`).slice(0, 8192),
        method: req.method ?? '',
        status: seen.status,
        ...(seen.failure === undefined ? {} : { failure: seen.failure }),
        http: req.httpVersion,
        firstByte: seen.first === 0 ? 0 : seen.first - seen.started,
        duration: now - seen.started,
        request: messageOf(list, seen.up, config.caps.body, masks, spool),
        response: messageOf(seen.answer, seen.down, config.caps.body, masks, spool),
        ...(trace === undefined ? {} : { trace }),
      },
      step?.slice(0, 200),
    );
  }

  function handle(from: Caller, req: Request, res: Response, expectContinue: boolean): void {
    const started = performance.now();
    const host = hostOf(req.headers);
    const door = doorOf(from.workload, from.port, host);
    const up = new Tap(config.caps.body);
    const down = new Tap(config.caps.body);
    if (door === undefined) {
      const text = `421: this sandbox has no door to ${host.slice(0, 200).replace(/[^a-z0-9.:_-]/g, '?')}\n`;
      res.writeHead(421, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
      res.end(text);
      req.resume();
      record(req, from, { to: '', status: 421, failure: 'no-door', started, first: started, up, down, answer: [] });
      return;
    }
    const at = config.targets[`${door.to.workload}:${door.to.port}`];
    if (at === undefined) return void res.writeHead(502).end();

    let status = 0;
    let first = 0;
    let answer: [string, string][] = [];
    let recorded = false;
    const finish = (failure?: Failure) => {
      if (recorded) return;
      recorded = true;
      record(req, from, {
        to: door.to.workload,
        status,
        ...(failure === undefined ? {} : { failure }),
        started,
        first,
        up,
        down,
        answer,
      });
    };
    const asked = forwarded(pairs(req.rawHeaders), { host: headerHost(req), tls: from.tls, from: from.workload });
    if (!asked.some(([name]) => name === 'traceparent')) {
      asked.push(['traceparent', `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`]);
    }
    const behind = httpRequest({
      ...target(at),
      method: req.method ?? 'GET',
      path: req.url ?? '/',
      headers: grouped(asked),
      agent,
      setHost: false,
      insecureHTTPParser: false,
      maxHeaderSize: 65_536,
    });
    behind.setTimeout(PATIENCE, () => behind.destroy(new Error('timeout')));
    if (expectContinue) {
      behind.flushHeaders();
      behind.on('continue', () => res.writeContinue());
    }
    behind.on('error', (error: NodeJS.ErrnoException) => {
      const failure: Failure =
        error.message === 'timeout'
          ? 'timeout'
          : error.code?.startsWith('HPE_')
            ? 'malformed'
            : status === 0 && error.code !== 'ECONNRESET'
              ? 'unreachable'
              : 'reset';
      if (res.headersSent) res.destroy();
      else if (!recorded)
        res.writeHead(failure === 'timeout' ? 504 : 502, { 'content-type': 'text/plain' }).end(`${failure}\n`);
      finish(failure);
    });
    behind.on('response', (back) => {
      status = back.statusCode ?? 0;
      first = performance.now();
      answer = pairs(back.rawHeaders);
      res.writeHead(status, grouped(endToEnd(answer)));
      // Headers of a stream that has no bytes yet must not wait for them.
      setImmediate(() => res.writableEnded || res.destroyed || res.flushHeaders());
      back.on('data', (chunk: Buffer) => down.take(chunk));
      back.on('error', () => res.destroy());
      back.on('aborted', () => {
        res.destroy();
        finish('reset');
      });
      back.on('end', () => {
        if (Object.keys(back.trailers).length > 0) res.addTrailers(back.trailers as Record<string, string>);
        res.end();
        finish();
      });
      back.pipe(res, { end: false });
    });
    req.on('data', (chunk: Buffer) => up.take(chunk));
    req.on('error', () => behind.destroy());
    res.on('error', () => behind.destroy());
    res.on('close', () => {
      if (recorded) return;
      behind.destroy();
      finish('aborted');
    });
    req.pipe(behind);
  }

  function upgrade(from: Caller, req: IncomingMessage, near: Duplex, head: Buffer): void {
    const started = performance.now();
    const door = doorOf(from.workload, from.port, hostOf(req.headers));
    const at = door === undefined ? undefined : config.targets[`${door.to.workload}:${door.to.port}`];
    const up = new Tap(0);
    const down = new Tap(0);
    near.on('error', () => undefined);
    if (door === undefined || at === undefined) {
      near.end('HTTP/1.1 421 Misdirected Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      record(req, from, { to: '', status: 421, failure: 'no-door', started, first: started, up, down, answer: [] });
      return;
    }
    const headers = [
      ...forwarded(pairs(req.rawHeaders), { host: headerHost(req), tls: from.tls, from: from.workload }),
      ['connection', 'Upgrade'],
      ['upgrade', String(req.headers.upgrade ?? '')],
    ] as [string, string][];
    const behind = httpRequest({
      ...target(at),
      method: req.method ?? 'GET',
      path: req.url ?? '/',
      headers: grouped(headers),
      setHost: false,
    });
    const fail = (failure: Failure) => {
      near.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      record(req, from, { to: door.to.workload, status: 0, failure, started, first: 0, up, down, answer: [] });
    };
    behind.on('error', () => fail('unreachable'));
    behind.on('response', (back) => {
      const answer = pairs(back.rawHeaders);
      const lines = endToEnd(answer).map(([name, value]) => `${name}: ${value}\r\n`);
      near.write(`HTTP/1.1 ${back.statusCode} ${back.statusMessage}\r\n${lines.join('')}connection: close\r\n\r\n`);
      back.pipe(near);
      record(req, from, {
        to: door.to.workload,
        status: back.statusCode ?? 0,
        started,
        first: performance.now(),
        up,
        down,
        answer,
      });
    });
    behind.on('upgrade', (back, far, rest) => {
      const answer = pairs(back.rawHeaders);
      const first = performance.now();
      near.write(
        `HTTP/1.1 101 Switching Protocols\r\n${answer.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
      );
      if (rest.length > 0) near.write(rest);
      if (head.length > 0) far.write(head);
      near.on('data', (chunk: Buffer) => up.take(chunk));
      far.on('data', (chunk: Buffer) => down.take(chunk));
      near.pipe(far).pipe(near);
      near.on('close', () => far.destroy());
      far.on('error', () => near.destroy());
      far.on('close', () => {
        near.destroy();
        record(req, from, { to: door.to.workload, status: 101, started, first, up, down, answer });
      });
    });
    behind.end();
  }

  return {
    accept(workload, port) {
      const plain = createServer({ maxHeaderSize: 65_536, keepAliveTimeout: 60_000, requestTimeout: 0 });
      const secure = createSecureServer({
        allowHTTP1: true,
        cert: config.tls.cert,
        key: config.tls.key,
        settings: { enableConnectProtocol: false, maxConcurrentStreams: 256 },
      });
      wire(plain, { workload, port, tls: false });
      wire(secure, { workload, port, tls: true });
      secure.on('tlsClientError', () => undefined);
      secure.on('sessionError', () => undefined);
      servers.push(plain, secure);
      return (socket) => {
        socket.on('error', () => undefined);
        socket.once('data', (chunk) => {
          socket.pause();
          socket.unshift(chunk);
          const tls = chunk[0] === 0x16;
          (tls ? secure : plain).emit('connection', socket);
          if (!tls) socket.resume();
        });
      };
    },
    get recording() {
      return state.recording;
    },
    set recording(on) {
      state.recording = on;
    },
    close() {
      agent.destroy();
      for (const server of servers) server.close();
    },
  };
}

const headerHost = (req: Request): string => String(req.headers[':authority'] ?? req.headers.host ?? '');
