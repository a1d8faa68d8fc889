import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';

/** A body that breaks off on purpose (a fault) is no error of ours. */
const ignored = (): void => undefined;

/**
 * Serves HTTP/1.1 at `unix:/path` or `tcp:host:port`; a socket that a killed run left is replaced. In this process `Request` and
 * `Response` become those of the server, which write a text without a stream between: half the time of a small answer.
 */
export async function listen(
  address: string,
  fetch: (request: Request, env: object) => Response | Promise<Response>,
): Promise<ReturnType<typeof createServer>> {
  const listener = getRequestListener((request, env) => fetch(request, env));
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    response.on('error', ignored);
    listener(request, response).catch(() => response.destroy());
  });
  const unix = address.startsWith('unix:') ? address.slice(5) : undefined;
  if (unix !== undefined) rmSync(unix, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if (unix !== undefined) server.listen({ path: unix, readableAll: true, writableAll: true }, resolve);
    else {
      const [, host = '0.0.0.0', port = '0'] = /^tcp:(.+):(\d+)$/.exec(address) ?? [];
      server.listen(Number(port), host.replace(/^\[(.*)\]$/, '$1'), resolve);
    }
  });
  return server;
}
