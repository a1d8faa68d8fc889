import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { LAB, LISTEN_ENV } from '@proeftuin/contract/plan';
import { Spool } from '@proeftuin/contract/spool';
import * as z from 'zod';
import { BrowserLink } from './browser/link.ts';
import { Player } from './player.ts';
import { serverOf } from './server.ts';
import { Levers } from './town/levers.ts';

/**
 * The runner's process. Env: PROEFTUIN_LISTEN (where the lab side listens), CDP_DIR (the FIFOs of the browser, default
 * /cdp), LEVERS (default http://municipality.lab), LEVERS_KEY, TMPDIR.
 */
const SPOOL_CAP = 96 * 1024 * 1024;
const { env } = process;
const levers = new Levers(env.LEVERS ?? `http://${LAB.leversHost}`, env.LEVERS_KEY ?? '');
const link = new BrowserLink(env.CDP_DIR ?? '/cdp');

let offset = 0;
const spool = new Spool({
  source: 'runner',
  cap: SPOOL_CAP,
  now: () => {
    const wall = Date.now();
    return { wall: new Date(wall).toISOString(), lab: new Date(wall + offset).toISOString() };
  },
});

/** The lab clock is asked now and then, since scenarios may move it. */
async function askClock(): Promise<void> {
  const seen = await levers.clock().catch(() => undefined);
  if (seen !== undefined) offset = Date.parse(seen.lab) - Date.now();
}

const player = new Player({ link, levers, spool, scratch: env.TMPDIR ?? '/tmp' });
const listen = z.record(z.string(), z.string()).parse(JSON.parse(env[LISTEN_ENV] ?? '{}'))[String(LAB.runnerControl)];
const server = createServer(getRequestListener(serverOf(player, spool).fetch));
if (listen?.startsWith('unix:')) {
  const path = listen.slice('unix:'.length);
  rmSync(path, { force: true });
  process.umask(0);
  server.listen(path);
} else {
  const [host = '127.0.0.1', port = String(LAB.runnerControl)] = (listen ?? '').replace(/^tcp:/, '').split(/:(?=\d+$)/);
  server.listen(Number(port), host === '' ? '127.0.0.1' : host);
}
void link.warm().catch(() => undefined);
void askClock();
setInterval(() => void askClock(), 10_000).unref();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
