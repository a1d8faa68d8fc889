/**
 * `gateway` (the default) · `sluis` · `pipe [SOCKET]` · `listening`: one bundle, several parts. Each is loaded when it is
 * asked for: a sluis runs beside every workload and has no use for the rest.
 */
async function main(part: string, argument: string | undefined): Promise<void> {
  switch (part) {
    case 'pipe': {
      const { pipe } = await import('./pipe.ts');
      await pipe(argument ?? '/run/hub/control.sock', process.stdin, process.stdout);
      return process.exit(0);
    }
    case 'listening': {
      const { listening } = await import('./listening.ts');
      return void process.stdout.write(JSON.stringify(listening()));
    }
    case 'sluis': {
      const { openSluis, SLUIS_ENV } = await import('./sluis.ts');
      await openSluis(JSON.parse(process.env[SLUIS_ENV] ?? ''));
      break;
    }
    case 'gateway': {
      const { openFromEnv } = await import('./open.ts');
      await openFromEnv(process.env);
      break;
    }
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
