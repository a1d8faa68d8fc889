import { createServer } from 'node:net';
import { serve } from '@hono/node-server';
import { appOf } from './app.ts';
import { configOf, plantedOf } from './config.ts';
import { Database } from './database.ts';
import { Login } from './login.ts';
import { Town } from './town.ts';

const config = configOf(process.env);
const planted = plantedOf(config);
/** One JSON object a line; never a national number. */
const log = (entry: Record<string, unknown>) =>
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);

const database = new Database(config.DATABASE_URL);
await database.start();
if (planted('forgets-at-restart')) await database.pool.query('truncate sessions, reports');
if (planted('calls-home')) fetch('https://telemetrie.example/start').catch(() => undefined);
if (planted('slow-start')) await new Promise((done) => setTimeout(done, 31_000));
if (planted('other-port')) createServer().listen(9229, '0.0.0.0');

const app = appOf({
  config,
  planted,
  database,
  login: new Login(config, planted),
  town: new Town(config, planted),
  log,
});
const server = serve(
  { fetch: app.fetch, port: config.PORT, hostname: planted('loopback-only') ? '127.0.0.1' : '0.0.0.0' },
  () => log({ level: 'info', message: 'listening', port: config.PORT }),
);

process.on('SIGTERM', () => {
  if (planted('ignores-stop')) return;
  log({ level: 'info', message: 'stopping' });
  server.close(() => void database.pool.end().then(() => process.exit(0)));
  setTimeout(() => process.exit(0), 3000).unref();
});
