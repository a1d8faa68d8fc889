import { connect } from 'node:net';
import type { Readable, Writable } from 'node:stream';

/** Joins two streams to the hub's socket: the control plane's way in, through the engine's exec. Ends when either side ends. */
export function pipe(path: string, input: Readable, output: Writable): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = () => socket.destroy();
    input.pipe(socket);
    socket.pipe(output);
    socket.on('error', end);
    socket.on('end', end);
    input.on('end', end);
    input.on('close', end);
    output.on('error', end);
    socket.on('close', () => {
      // What is written last must be out before the process goes, if anyone still takes it.
      setTimeout(resolve, 1000).unref();
      output.end(() => resolve());
    });
  });
}
