import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import { type Duplex, duplexPair } from 'node:stream';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { GatewayConfig } from '@proeftuin/contract/gateway';
import type { Door } from '@proeftuin/contract/plan';
import type { Caller } from './caller.ts';
import { exchange, MAX_HEADERS } from './exchange.ts';
import type { Recorder } from './record.ts';
import { isWebSocket, refuseConnect, upgrade } from './upgrade.ts';

/** Milliseconds that a client may take to say its first byte, and that a connection may be idle. */
const IDLE = 120_000;
const TLS_HANDSHAKE = 0x16;

/** What passing on needs to know. */
export interface Doors {
  readonly config: GatewayConfig;
  readonly recorder: Recorder;
  /** Connections that go on to the next request. */
  readonly agent: Agent;
  /**
   * Connections of one request, which do not say so: the other side of `connection: close` may answer and close before the
   * (empty) end of a body is written, and the answer is lost to EPIPE.
   */
  readonly once: Agent;
  /** Milliseconds without a sign from behind. */
  readonly patience: number;
  find(from: Caller, host: string): Door | undefined;
}

export interface Web {
  /** Takes the connections of the listener of one workload and port. */
  accept(workload: string, port: number): (socket: Socket) => void;
  /** The lab's own side of a plain connection that counts as this caller's. */
  inside(from: Caller): Duplex;
  close(): void;
}

/**
 * The http doors: TLS with this sandbox's certificate where the client speaks it, HTTP/1.1 and HTTP/2 in front, HTTP/1.1
 * behind; nothing is buffered whole, each exchange is recorded, and what no door allows is answered 421 (RFC 9110,
 * 15.5.20).
 */
export function webDoors(config: GatewayConfig, recorder: Recorder, patience: number): Web {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 32 });
  const once = new Agent({ keepAlive: true });
  // `maxFreeSockets: 0` means node's default of 256.
  once.keepSocketAlive = () => false;
  const byName = new Map(
    config.doors.filter((d) => d.kind === 'http').map((door) => [`${door.from} ${door.port} ${door.name}`, door]),
  );
  const find = (from: Caller, host: string) => byName.get(`${from.workload} ${from.port} ${host}`);
  const doors: Doors = { config, recorder, agent, once, patience, find };
  const sessions = new Set<ServerHttp2Session>();
  const callers = new WeakMap<object, Caller>();
  const http1 = createHttp1(doors, (socket) => callers.get(socket));

  const join1 = (socket: Duplex, from: Caller) => {
    callers.set(socket, from);
    http1.emit('connection', socket);
  };

  return {
    accept(workload, port) {
      const http2 = lazy(() => createHttp2(doors, { workload, port, tls: true }, sessions));
      const tls = lazy(() => {
        const { cert, key } = config.tls;
        const server = createTlsServer({ cert, key, ALPNProtocols: ['h2', 'http/1.1'] });
        server.on('tlsClientError', (_, socket) => socket.destroy());
        server.on('secureConnection', (socket: TLSSocket) => {
          socket.on('error', () => socket.destroy());
          if (socket.alpnProtocol === 'h2') http2().emit('connection', socket);
          else join1(socket, { workload, port, tls: true });
        });
        return server;
      });
      return (socket) => {
        socket.on('error', () => socket.destroy());
        socket.setTimeout(IDLE, () => socket.destroy());
        socket.once('data', (chunk) => {
          socket.setTimeout(0);
          socket.removeAllListeners('timeout');
          socket.pause();
          socket.unshift(chunk);
          if (chunk[0] === TLS_HANDSHAKE) return void tls().emit('connection', socket);
          join1(socket, { workload, port, tls: false });
          socket.resume();
        });
      };
    },
    inside(from) {
      const [ours, theirs] = duplexPair();
      join1(theirs, from);
      return ours;
    },
    close() {
      agent.destroy();
      once.destroy();
      for (const session of sessions) session.destroy();
    },
  };
}

function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** One server for all callers of HTTP/1.1: their socket says who they are. */
function createHttp1(doors: Doors, callerOf: (socket: object) => Caller | undefined): Server {
  const server = createServer({
    maxHeaderSize: MAX_HEADERS,
    keepAliveTimeout: IDLE,
    insecureHTTPParser: false,
    shouldUpgradeCallback: isWebSocket,
  });
  const known = (socket: Duplex, then: (from: Caller) => void) => {
    const from = callerOf(socket);
    if (from === undefined) socket.destroy();
    else then(from);
  };
  const serve = (expects: boolean) => (req: IncomingMessage, res: ServerResponse) =>
    known(req.socket, (from) => exchange(doors, from, req, res, expects));
  server.on('request', serve(false));
  server.on('checkContinue', serve(true));
  server.on('upgrade', (req, near, early) => known(near, (from) => upgrade(doors, from, req, near, early)));
  server.on('connect', (req, near) => known(near, (from) => refuseConnect(doors, from, req, near)));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const from = callerOf(socket);
    // An end in the middle of a request is no bad request: that exchange is recorded as aborted.
    const read = error.code?.startsWith('HPE_') && error.code !== 'HPE_INVALID_EOF_STATE';
    if (!read || !socket.writable || from === undefined) return void socket.destroy();
    const large = error.code === 'HPE_HEADER_OVERFLOW';
    const status = large ? 431 : 400;
    doors.recorder.unreadable(from, large ? 'too-large' : 'malformed', status);
    socket.end(`HTTP/1.1 ${status} Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  });
  return server;
}

function createHttp2(doors: Doors, from: Caller, sessions: Set<ServerHttp2Session>): Http2Server {
  const server = createHttp2Server({
    settings: { enableConnectProtocol: false, maxConcurrentStreams: 128, maxHeaderListSize: MAX_HEADERS },
  });
  // node's compatibility layer gives HTTP/2 the face of HTTP/1.1.
  const face = server as unknown as Server;
  face.on('request', (req, res) => exchange(doors, from, req, res, false));
  face.on('checkContinue', (req, res) => exchange(doors, from, req, res, true));
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.setTimeout(IDLE, () => session.close());
  });
  server.on('sessionError', () => undefined);
  return server;
}
