import { gatewayConfigSchema } from '@proeftuin/contract/gateway';
import { GATEWAY_ENV } from '@proeftuin/contract/plan';
import { listening } from './listening.ts';
import { openGateway } from './open.ts';
import { pipe } from './pipe.ts';
import { openSluis, SLUIS_ENV, sluisConfigSchema } from './sluis.ts';

/** `gateway` (the default) · `sluis` · `pipe [SOCKET]` · `listening`: one bundle, several parts. */
async function main(part: string, argument: string | undefined): Promise<void> {
  switch (part) {
    case 'pipe':
      await pipe(argument ?? '/run/hub/control.sock', process.stdin, process.stdout);
      return process.exit(0);
    case 'listening':
      return void process.stdout.write(JSON.stringify(listening()));
    case 'sluis':
      await openSluis(sluisConfigSchema.parse(JSON.parse(process.env[SLUIS_ENV] ?? '')));
      break;
    case 'gateway':
      await openGateway(gatewayConfigSchema.parse(JSON.parse(process.env[GATEWAY_ENV] ?? '')), {
        now: () => new Date().toISOString(),
      });
      break;
    default:
      throw new Error(`no such part: ${part}`);
  }
  process.stdout.write('ready\n');
  // From here on one broken connection must not end all the others.
  process.on('uncaughtException', (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
  process.on('unhandledRejection', (error) => process.stderr.write(`${String(error)}\n`));
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
await main(process.argv[2] ?? 'gateway', process.argv[3]);
