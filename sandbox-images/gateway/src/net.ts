import { chmodSync, rmSync } from 'node:fs';
import { connect as dial, type Server, type Socket } from 'node:net';
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
 * Joins two sockets, bytes as they are, with back-pressure and half-close. Calls `done` once with the bytes that went up
 * and down when both are closed.
 */
export function relay(near: Socket, far: Socket, done: (up: number, down: number) => void = () => {}): void {
  let open = 2;
  const closed = () => {
    open -= 1;
    if (open === 0) done(far.bytesWritten, far.bytesRead);
  };
  near.on('error', () => far.destroy());
  far.on('error', () => near.destroy());
  near.on('close', (failed) => {
    if (failed) far.destroy();
    closed();
  });
  far.on('close', (failed) => {
    if (failed) near.destroy();
    closed();
  });
  near.pipe(far);
  far.pipe(near);
}
