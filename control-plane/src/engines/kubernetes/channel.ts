import { Duplex } from 'node:stream';
import WebSocket from 'ws';
import * as z from 'zod';
import type { Access } from './access.ts';
import { ApiError, patiently } from './api.ts';

const PROTOCOL = 'v4.channel.k8s.io';

async function open(access: Access, path: string, query: URLSearchParams, listen: (socket: WebSocket) => void) {
  const url = new URL(access.server.pathname.replace(/\/$/, '') + path, access.server);
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  url.search = query.toString();
  const headers = await access.headers();
  const socket = new WebSocket(url, PROTOCOL, {
    agent: access.agent,
    headers,
    perMessageDeflate: false,
    handshakeTimeout: 20_000,
  });
  // Before it is open: the first message may come with the answer.
  listen(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
    socket.once('unexpected-response', (_, answer) => {
      answer.resume();
      socket.terminate();
      reject(ApiError.of(answer, '', `the API server answered ${answer.statusCode} to ${path}`));
    });
  });
  return socket;
}

interface Port {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

/** A stream to a port on the loopback of a pod, over the API server, which may be busy or not there for a moment. */
export async function portForward(access: Access, at: Port, signal: AbortSignal): Promise<Duplex> {
  signal.throwIfAborted();
  return await patiently(() => forwardOnce(access, at, signal), signal);
}

/** Each message begins with its channel. */
async function forwardOnce(access: Access, at: Port, signal: AbortSignal): Promise<Duplex> {
  const path = `/api/v1/namespaces/${at.namespace}/pods/${at.pod}/portforward`;
  let socket: WebSocket | undefined;
  const stream = new Duplex({
    read: () => socket?.resume(),
    write: (chunk: Buffer, _, done) => socket?.send(Buffer.concat([Buffer.of(0), chunk]), (error) => done(error)),
    final: (done) => {
      // There is no half of a close.
      socket?.close();
      done();
    },
    destroy: (error, done) => {
      socket?.terminate();
      done(error);
    },
  });
  const begun = new Set<number>();
  // Not before the caller has the stream and listens: a refusal may come with the first answer.
  const end = (error?: Error) => void setImmediate(() => stream.destroy(error));
  const listen = (opening: WebSocket) => {
    socket = opening;
    opening.on('message', (data) => {
      const bytes = bytesOf(data);
      const channel = bytes[0] ?? 0;
      // The first message of a channel says its port.
      if (!begun.has(channel)) return void begun.add(channel);
      if (channel === 1) end(new Error(`port-forward: ${bytes.toString('utf8', 1)}`));
      else if (!stream.push(bytes.subarray(1))) opening.pause();
    });
    opening.on('close', () => {
      if (!stream.destroyed) stream.push(null);
      end();
    });
    opening.on('error', end);
  };
  stream.on('error', () => undefined);
  await open(access, path, new URLSearchParams({ ports: String(at.port) }), listen);
  const stop = () => stream.destroy();
  signal.addEventListener('abort', stop, { once: true });
  stream.once('close', () => signal.removeEventListener('abort', stop));
  return stream;
}

const bytesOf = (data: WebSocket.RawData): Buffer =>
  Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);

const endSchema = z.object({
  status: z.string(),
  message: z.string().default(''),
  details: z.object({ causes: z.array(z.object({ reason: z.string(), message: z.string() })).default([]) }).optional(),
});
const MAX_SAID = 1024 * 1024;

/**
 * Runs a program in a running container. `signal` ends the wait, and with it whoever writes to a stream that is gone.
 * `heard` takes what it says as it comes; nothing of that is kept.
 */
export async function exec(
  access: Access,
  at: { namespace: string; pod: string; container: string },
  command: readonly string[],
  signal: AbortSignal,
  heard?: (text: string) => void,
): Promise<{ code: number; out: string; err: string }> {
  const query = new URLSearchParams({ container: at.container, stdout: 'true', stderr: 'true' });
  for (const word of command) query.append('command', word);
  const said: Record<number, Buffer[]> = { 1: [], 2: [], 3: [] };
  let size = 0;
  let ended: Promise<void> = Promise.resolve();
  const path = `/api/v1/namespaces/${at.namespace}/pods/${at.pod}/exec`;
  const listen = (opening: WebSocket) => {
    opening.on('message', (data) => {
      const bytes = bytesOf(data);
      if (bytes[0] === 1 && heard !== undefined) return heard(bytes.toString('utf8', 1));
      size += bytes.length;
      if (size < MAX_SAID) said[bytes[0] ?? 0]?.push(bytes.subarray(1));
    });
    ended = new Promise((resolve) => opening.on('close', () => resolve()));
    opening.on('error', () => undefined);
  };
  const socket = await patiently(() => open(access, path, query, listen), signal);
  const stop = () => socket.terminate();
  signal.addEventListener('abort', stop, { once: true });
  await ended;
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  const text = (channel: number) => Buffer.concat(said[channel] ?? []).toString('utf8');
  if (text(3) === '') throw new Error(`the exec in ${at.pod}/${at.container} was cut off`);
  const end = endSchema.parse(JSON.parse(text(3)));
  const code = end.details?.causes.find(({ reason }) => reason === 'ExitCode')?.message;
  if (end.status !== 'Success' && code === undefined) throw new Error(`exec in ${at.pod}: ${end.message}`);
  return { code: Number(code ?? 0), out: text(1), err: text(2) };
}
