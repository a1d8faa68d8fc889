import { MUNICIPALITY_ENV } from '@proeftuin/contract/municipality';
import { LAB, LISTEN_ENV } from '@proeftuin/contract/plan';
import * as z from 'zod';
import { listen } from './listen.ts';
import { openMunicipality } from './open.ts';

/** Starts the municipality of one sandbox: settings in PROEFTUIN_MUNICIPALITY, where it listens in PROEFTUIN_LISTEN. */
const listenSchema = z.record(z.string(), z.string().regex(/^(unix:\/.+|tcp:.+:\d+)$/));

function environment<T>(name: string, schema: z.ZodType<T>): T {
  const text = process.env[name];
  if (text === undefined) throw new Error(`${name} is not set`);
  return schema.parse(JSON.parse(text));
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
