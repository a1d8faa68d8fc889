import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { MUNICIPALITY_ENV } from '@proeftuin/contract/municipality';
import { LAB, LISTEN_ENV } from '@proeftuin/contract/plan';
import { z } from 'zod';
import { openMunicipality } from './open.ts';

/** Starts the municipality of one sandbox: settings in PROEFTUIN_MUNICIPALITY, where it listens in PROEFTUIN_LISTEN. */
const listenSchema = z.record(z.string(), z.string().regex(/^(unix:\/.+|tcp:.+:\d+)$/));

function environment<T>(name: string, schema: z.ZodType<T>): T {
  const text = process.env[name];
  if (text === undefined) throw new Error(`${name} is not set`);
  return schema.parse(JSON.parse(text));
}

async function listen(
  address: string,
  fetch: (request: Request, env: object) => Promise<Response>,
): Promise<ReturnType<typeof createServer>> {
  // A body that breaks off on purpose (a fault) is no error of ours.
  const listener = getRequestListener((request, env) => fetch(request, env), { overrideGlobalObjects: false });
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    response.on('error', () => undefined);
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

const where = environment(LISTEN_ENV, listenSchema);
const municipality = await openMunicipality(environment(MUNICIPALITY_ENV, z.unknown()));
const doors = [
  [LAB.municipalityPort, municipality.fetch],
  [LAB.municipalityControl, (request: Request) => municipality.control(request)],
] as const;
const servers = await Promise.all(
  doors.map(([port, fetch]) => {
    const address = where[String(port)];
    if (address === undefined) throw new Error(`${LISTEN_ENV} does not say where ${port} is`);
    return listen(address, fetch);
  }),
);
console.log(`municipality ${municipality.shared.town.profile}: ${municipality.shared.town.people.count} residents`);

const stop = (): void => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  municipality.close();
  process.exit(0);
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
