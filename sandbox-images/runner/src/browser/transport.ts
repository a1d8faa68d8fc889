import { constants, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ConnectOverCDPTransport } from 'playwright-core';

/** The debugging protocol over two FIFOs: JSON messages, each ended by a NUL. */
export interface Pipe extends ConnectOverCDPTransport {
  /** Resolves when the browser at the other end is gone. */
  readonly gone: Promise<void>;
  /** Messages of this session go to `listener` alone, until it is made deaf. */
  hear(session: string, listener: (message: object) => void): void;
  deaf(session: string): void;
}

const NUL = 0;

/** Opens the FIFOs that the browser's container made in `folder`. Throws when they are not there within `ms`. */
export async function openPipe(folder: string, ms: number): Promise<Pipe> {
  const until = Date.now() + ms;
  for (;;) {
    try {
      if (!(await stat(join(folder, 'in'))).isFIFO()) throw new Error(`${folder}/in is not a FIFO`);
      // Opening the write end fails (ENXIO) until a browser has the read end.
      const write = openSync(join(folder, 'in'), constants.O_WRONLY | constants.O_NONBLOCK);
      const read = openSync(join(folder, 'out'), constants.O_RDONLY | constants.O_NONBLOCK);
      return speak(
        new Socket({ fd: read, readable: true, writable: false }),
        new Socket({ fd: write, readable: false, writable: true }),
      );
    } catch (thrown) {
      if (Date.now() > until) throw new Error(`no browser at ${folder}`, { cause: thrown });
      await pause(25);
    }
  }
}

function speak(from: Socket, to: Socket): Pipe {
  const parts: Buffer[] = [];
  const listeners = new Map<string, (message: object) => void>();
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  const pipe: Pipe = {
    gone,
    hear: (session, listener) => void listeners.set(session, listener),
    deaf: (session) => void listeners.delete(session),
    send: (message) => void to.write(`${JSON.stringify(message)}\0`),
    close() {
      from.destroy();
      to.destroy();
    },
  };
  from.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(NUL); end !== -1; end = chunk.indexOf(NUL, start)) {
      parts.push(chunk.subarray(start, end));
      const message: { readonly sessionId?: string } = JSON.parse(Buffer.concat(parts.splice(0)).toString('utf8'));
      const listener = listeners.get(message.sessionId ?? '');
      if (listener === undefined) pipe.onmessage?.(message);
      else listener(message);
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  });
  const end = () => {
    pipe.close();
    resolve();
    pipe.onclose?.('the browser is gone');
  };
  for (const socket of [from, to]) socket.on('error', end).on('close', end);
  return pipe;
}
