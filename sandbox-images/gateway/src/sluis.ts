import { createSocket } from 'node:dgram';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { SluisConfig } from '@proeftuin/contract/gateway';
import type { Address } from '@proeftuin/contract/plan';
import { Frames, frame } from './frames.ts';
import { connectTo, listen, relay, tracked } from './net.ts';

/** Env of the sluis: JSON of its `SluisConfig`. */
export const SLUIS_ENV = 'PROEFTUIN_SLUIS';

interface Sluis {
  /** The port that each `tcp` entry got, in order (0 asks for a free one). */
  readonly ports: readonly number[];
  readonly dns: { readonly udp: number; readonly tcp: number };
  close(): Promise<void>;
}

/**
 * A dumb relay of bytes and datagrams in an otherwise empty network namespace: what a workload dials on loopback goes to
 * the gateway's socket, what the gateway dials goes to the workload's port. The folder of the sockets is the identity.
 */
export async function openSluis(config: SluisConfig): Promise<Sluis> {
  const servers: { close(): Promise<void> }[] = [];
  const bind = async (at: Address, accept: (socket: Socket) => void): Promise<Server> => {
    const server = createServer({ allowHalfOpen: true }, accept);
    await listen(server, at);
    servers.push(tracked(server));
    return server;
  };
  const loopback = async (port: number, accept: (socket: Socket) => void): Promise<number> => {
    const on = (host: string, at: number) => bind(`tcp:${host}:${at}`, accept);
    const got = portOf(await on('127.0.0.1', port));
    // A namespace without IPv6 has no ::1; a taken port was seen on IPv4.
    await on('::1', got).catch(() => undefined);
    return got;
  };

  const { dnsPort = 53 } = config;
  const ports: number[] = [];
  for (const { port, at } of config.tcp) {
    ports.push(await loopback(port, (socket) => relay(socket, connectTo(placeOf(at)))));
  }
  for (const { at, port } of config.in) {
    await bind(`unix:${at}`, (socket) => relay(socket, connectTo(`tcp:127.0.0.1:${port}`)));
  }
  const tcp = await loopback(dnsPort, (socket) => {
    const far = connectTo(placeOf(config.dns));
    far.write('t');
    relay(socket, far);
  });
  const udp = await datagrams(placeOf(config.dns), dnsPort);
  servers.push(udp);
  return {
    ports,
    dns: { udp: udp.port, tcp },
    close: async () => void (await Promise.all(servers.map((server) => server.close()))),
  };
}

function placeOf(at: string): Address {
  const [, host, port] = /^tcp:(.+):(\d+)$/.exec(at) ?? [];
  return host === undefined ? `unix:${at}` : `tcp:${host}:${Number(port)}`;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Queries that wait for their answer; further ones are dropped, as UDP may. */
const MAX_WAITING = 500;
const PATIENCE = 5000;

/** DNS by UDP: each query is a connection of its own, `u` first. */
async function datagrams(dns: Address, port: number): Promise<{ port: number; close(): Promise<void> }> {
  const udp = createSocket('udp4');
  let waiting = 0;
  udp.on('message', (query, from) => {
    if (waiting >= MAX_WAITING) return;
    waiting += 1;
    const far = connectTo(dns);
    const frames = new Frames((answer) => {
      udp.send(answer, from.port, from.address, () => undefined);
      far.destroy();
    });
    far.setTimeout(PATIENCE, () => far.destroy());
    far.on('data', (chunk) => frames.push(chunk));
    far.on('end', () => far.destroy());
    far.on('error', () => far.destroy());
    far.on('close', () => {
      waiting -= 1;
    });
    far.write(Buffer.concat([Buffer.from('u'), frame(query)]));
  });
  await new Promise<void>((resolve, reject) => {
    udp.once('error', reject);
    udp.bind(port, '127.0.0.1', resolve);
  });
  udp.on('error', () => undefined);
  return { port: udp.address().port, close: () => new Promise((done) => udp.close(() => done())) };
}
