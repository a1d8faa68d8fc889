import { connect } from 'node:net';
import { gatewayConfigSchema } from '@proeftuin/contract/gateway';
import { GATEWAY_ENV } from '@proeftuin/contract/plan';
import { listening } from './listening.ts';
import { openGateway } from './open.ts';
import { SLUIS_ENV, sluis } from './sluis.ts';

/** `gateway` (the default) · `sluis` · `pipe [SOCKET]` · `listening`: one bundle, several parts. */
async function main(part: string, argument: string | undefined): Promise<void> {
  if (part === 'sluis') return await sluis(process.env[SLUIS_ENV] ?? '');
  if (part === 'pipe') return pipe(argument ?? '/run/hub/control.sock');
  if (part === 'listening') return void process.stdout.write(JSON.stringify(listening()));
  const config = gatewayConfigSchema.parse(JSON.parse(process.env[GATEWAY_ENV] ?? ''));
  await openGateway(config, { now: () => new Date().toISOString() });
  process.stdout.write('ready\n');
}

/** Joins standard input and output to the hub's socket: the control plane's way in, through the engine's exec. */
function pipe(path: string): void {
  const socket = connect(path);
  const end = () => process.exit(0);
  process.stdin.pipe(socket);
  socket.pipe(process.stdout);
  socket.on('close', end);
  socket.on('error', end);
  process.stdin.on('close', end);
  process.stdout.on('error', end);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
process.on('uncaughtException', (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
process.on('unhandledRejection', (error) => process.stderr.write(`${String(error)}\n`));
await main(process.argv[2] ?? 'gateway', process.argv[3]);
