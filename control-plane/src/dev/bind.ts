import { createServer, type Server, type Socket } from 'node:net';
import { LabError } from '@proeftuin/contract/errors';
import { tracked } from '@proeftuin/gateway/net';

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use',
  EACCES: 'is not for this user to listen on',
};

const taken = (port: number, cause: NodeJS.ErrnoException): LabError =>
  new LabError('usage.invalid', `--port ${port} ${WHY[cause.code ?? ''] ?? `: ${cause.message}`}`, {
    next: 'Say another with --port, or --port 0 for any that is free.',
    cause,
  });

/** Listens on both loopback addresses: names under localhost may resolve to either (RFC 6761, 6.3). */
export async function bind(wanted: number, accept: (socket: Socket) => void) {
  const open = async (host: string, port: number): Promise<Server> => {
    const server = createServer({ allowHalfOpen: true }, accept);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return server;
  };
  const four = await open('127.0.0.1', wanted).catch((thrown: NodeJS.ErrnoException) => {
    throw taken(wanted, thrown);
  });
  const address = four.address();
  const port = address !== null && typeof address === 'object' ? address.port : wanted;
  const six = await open('::1', port).catch((thrown: NodeJS.ErrnoException) => {
    // A machine without IPv6 has one address less.
    if (thrown.code !== 'EADDRINUSE') return undefined;
    four.close();
    throw taken(port, thrown);
  });
  const closers = [four, six].flatMap((server) => (server === undefined ? [] : [tracked(server)]));
  return { port, close: async () => void (await Promise.all(closers.map((each) => each.close()))) };
}
