import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import { Frames, frame } from './frames.ts';
import { connectTo, listen, relay } from './net.ts';

/** Env of the sluis: JSON of this. */
export const SLUIS_ENV = 'PROEFTUIN_SLUIS';

const configSchema = z.strictObject({
  /** Loopback ports that lead to the gateway. */
  tcp: z.array(z.strictObject({ port: z.int(), at: z.string() })),
  /** The gateway's DNS socket. */
  dns: z.string(),
  /** Sockets by which the gateway comes in, to loopback ports. */
  in: z.array(z.strictObject({ at: z.string(), port: z.int() })),
});

/**
 * A dumb relay of bytes and datagrams in an otherwise empty network namespace: what a workload dials on loopback goes to
 * the gateway's socket, what the gateway dials goes to the workload's port. The folder of the sockets is the identity.
 */
export async function sluis(text: string): Promise<void> {
  const config = configSchema.parse(JSON.parse(text));
  for (const { port, at } of config.tcp) {
    for (const host of ['127.0.0.1', '::1'])
      await onLoopback(host, port, (socket) => relay(socket, connectTo(`unix:${at}`)));
  }
  for (const { at, port } of config.in) {
    const server = createServer({ allowHalfOpen: true }, (socket) => relay(socket, connectTo(`tcp:127.0.0.1:${port}`)));
    await listen(server, `unix:${at}`);
  }
  await dns(config.dns);
  process.stdout.write('ready\n');
}

async function onLoopback(host: string, port: number, accept: (socket: Socket) => void): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, accept);
  try {
    await listen(server, `tcp:${host}:${port}`);
  } catch (error) {
    // A namespace without IPv6 has no ::1; on IPv4 a taken port is the plan's fault and must be seen.
    if (host === '127.0.0.1') throw error;
  }
}

const MAX_WAITING = 1000;

async function dns(path: string): Promise<void> {
  await onLoopback('127.0.0.1', 53, (socket) => {
    const far = connectTo(`unix:${path}`);
    far.write('t');
    relay(socket, far);
  });
  const udp = createSocket('udp4');
  let waiting = 0;
  udp.on('error', () => undefined);
  udp.on('message', (query, from) => {
    if (waiting >= MAX_WAITING) return;
    waiting += 1;
    const far = connectTo(`unix:${path}`);
    const frames = new Frames((answer) => {
      udp.send(answer, from.port, from.address);
      far.end();
    });
    far.setTimeout(5000, () => far.destroy());
    far.on('data', (chunk) => frames.push(chunk));
    far.on('error', () => undefined);
    far.on('close', () => {
      waiting -= 1;
    });
    far.write(Buffer.concat([Buffer.from('u'), frame(query)]));
  });
  await new Promise<void>((resolve, reject) => {
    udp.once('error', reject);
    udp.bind(53, '127.0.0.1', resolve);
  });
}
