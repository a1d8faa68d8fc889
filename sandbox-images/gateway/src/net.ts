import { chmodSync, rmSync } from 'node:fs';
import { connect as dial, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Address } from '@proeftuin/contract/plan';

/** Binds a server to an address; a unix socket that was left by a killed run is replaced, and open to all users of its folder. */
export async function listen(server: Server, at: Address): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if (at.startsWith('unix:')) {
      const path = at.slice(5);
      rmSync(path, { force: true });
      server.listen(path, () => {
        chmodSync(path, 0o777);
        resolve();
      });
    } else {
      const [, host = '', port = ''] = /^tcp:(.*):(\d+)$/.exec(at) ?? [];
      server.listen(Number(port), host, resolve);
    }
  });
}

/** Options of node's `http.request` for an address. */
export function target(at: Address): { socketPath: string } | { host: string; port: number } {
  if (at.startsWith('unix:')) return { socketPath: at.slice(5) };
  const [, host = '', port = ''] = /^tcp:(.*):(\d+)$/.exec(at) ?? [];
  return { host, port: Number(port) };
}

export const connectTo = (at: Address): Socket => {
  const to = target(at);
  return 'socketPath' in to ? dial({ path: to.socketPath, allowHalfOpen: true }) : dial({ ...to, allowHalfOpen: true });
};

/**
 * Joins two streams, bytes as they are, with back-pressure and half-close. Calls `done` once with the bytes that went up
 * and down when both are closed.
 */
export function relay(near: Duplex, far: Duplex, done: (up: number, down: number) => void = () => {}): void {
  let [up, down, open] = [0, 0, 2];
  near.on('data', (chunk: Buffer) => {
    up += chunk.length;
  });
  far.on('data', (chunk: Buffer) => {
    down += chunk.length;
  });
  const tie = (one: Duplex, other: Duplex) => {
    one.on('error', () => other.destroy());
    one.on('close', () => {
      // Closed before its end came: the other side must see that it was cut.
      if (!one.readableEnded) other.destroy();
      open -= 1;
      if (open === 0) done(up, down);
    });
    one.pipe(other);
  };
  tie(near, far);
  tie(far, near);
}

/** Connections of a server, so that it can be closed while some are open. */
export function tracked(server: Server): { close(): Promise<void> } {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
}
