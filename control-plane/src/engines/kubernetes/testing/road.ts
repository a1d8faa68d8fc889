import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

/** A proxy before a real API server, on which things happen that the real one cannot be made to do. */
export interface Road {
  /** Of the same user, by this way. */
  readonly kubeconfig: string;
  /** `PATCH /api/v1/namespaces/lab-x`, in their order. */
  readonly asked: string[];
  /** Answers in the API server's place; undefined lets the request pass. */
  instead: (method: string, path: string) => Answer | undefined;
  /** Hears what is sent. */
  heard: (method: string, path: string, body: Buffer) => void;
  /** Added to the time that the API server says: milliseconds. */
  skew: number;
  /** Breaks every connection, and takes none for some milliseconds: an API server that restarts. */
  cut(milliseconds: number): void;
  close(): Promise<void>;
}

export async function openRoad(kubeconfig: string): Promise<Road> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const [cluster, user] = [config.getCurrentCluster(), config.getCurrentUser()];
  if (!cluster || !user) throw new Error(`${kubeconfig} names no cluster or no user`);
  const tls: RequestOptions = {};
  await config.applyToHTTPSOptions(tls);
  const agent = new Agent({ keepAlive: true, ca: tls.ca, cert: tls.cert, key: tls.key });
  const sockets = new Set<Socket>();
  const folder = mkdtempSync(join(tmpdir(), 'proeftuin-road-'));
  let closed = 0;
  const there = new URL(cluster.server);
  const onward = ({ method, url = '', headers }: IncomingMessage) =>
    request({
      host: there.hostname,
      port: there.port,
      method,
      path: url,
      headers: { ...headers, host: there.host },
      agent,
    });

  const server = createServer((asked, answer) => {
    const { method = '', url = '' } = asked;
    road.asked.push(`${method} ${url}`);
    const instead = road.instead(method, url);
    if (instead !== undefined) {
      asked.resume();
      answer.writeHead(instead.status, { 'content-type': 'application/json', ...instead.headers });
      answer.end(`${JSON.stringify(instead.body)}\n`);
      return;
    }
    const on = onward(asked);
    on.on('response', (got) => {
      const date = new Date(Date.now() + road.skew).toUTCString();
      answer.writeHead(got.statusCode ?? 502, { ...got.headers, ...(road.skew === 0 ? {} : { date }) });
      got.pipe(answer);
      got.on('error', () => answer.destroy());
    });
    on.on('error', () => answer.destroy());
    answer.on('close', () => on.destroy());
    const sent: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => sent.push(chunk));
    asked.on('end', () => road.heard(method, url, Buffer.concat(sent)));
    asked.pipe(on);
  });
  server.on('upgrade', (asked: IncomingMessage, near: Duplex, head: Buffer) => {
    road.asked.push(`${asked.method} ${asked.url}`);
    const instead = road.instead(asked.method ?? '', asked.url ?? '');
    if (instead !== undefined)
      return void near.end(
        `HTTP/1.1 ${instead.status} Busy\r\n${lines(instead.headers ?? {})}content-length: 0\r\n\r\n`,
      );
    const on = onward(asked);
    on.on('upgrade', (got, far, first) => {
      near.write(`HTTP/1.1 101 Switching Protocols\r\n${lines(got.headers)}\r\n`);
      for (const [a, b] of [[near, far] as const, [far, near] as const]) {
        a.on('error', () => b.destroy());
        a.on('close', () => b.destroy());
      }
      if (first.length > 0) near.write(first);
      if (head.length > 0) far.write(head);
      near.pipe(far).pipe(near);
    });
    on.on('response', (got) => {
      near.end(`HTTP/1.1 ${got.statusCode} Refused\r\ncontent-length: 0\r\n\r\n`);
      got.resume();
    });
    on.on('error', () => near.destroy());
    on.end();
  });
  server.on('connection', (socket) => {
    if (Date.now() < closed) return void socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const own = new KubeConfig();
  own.loadFromClusterAndUser({ name: cluster.name, server: `http://127.0.0.1:${port}`, skipTLSVerify: true }, user);
  const file = join(folder, 'kubeconfig');
  writeFileSync(file, own.exportConfig(), { mode: 0o600 });

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const road: Road = {
    kubeconfig: file,
    asked: [],
    instead: () => undefined,
    heard: () => undefined,
    skew: 0,
    cut(milliseconds) {
      closed = Date.now() + milliseconds;
      cut();
    },
    async close() {
      const ended = new Promise((resolve) => server.close(resolve));
      cut();
      await ended;
      agent.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return road;
}

const lines = (headers: IncomingMessage['headers']): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}\r\n`)
    .join('');
