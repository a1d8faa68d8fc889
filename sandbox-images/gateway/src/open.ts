import { createServer } from 'node:net';
import { type GatewayConfig, gatewayConfigSchema } from '@proeftuin/contract/gateway';
import { GATEWAY_ENV } from '@proeftuin/contract/plan';
import { Spool } from '@proeftuin/contract/spool';
import { dnsFor } from './dns.ts';
import { hub } from './hub.ts';
import { listen, tracked } from './net.ts';
import { Recorder } from './record.ts';
import { tcpDoor } from './tcp.ts';
import { webDoors } from './web.ts';

export interface Gateway {
  readonly spool: Spool;
  close(): Promise<void>;
}

interface Options {
  /** Wall time, ISO 8601. */
  readonly now: () => string;
  /** Milliseconds to wait for a sign from behind a door. */
  readonly patience?: number;
}

/** Connections that one listener holds at a time: a bound on what one workload can make us hold. */
const MAX_CONNECTIONS = 1024;
const PATIENCE = 60_000;

/** Opens all listeners of a gateway and its hub. */
export async function openGateway(config: GatewayConfig, options: Options): Promise<Gateway> {
  const spool = new Spool({
    source: 'gateway',
    cap: config.caps.spool,
    now: () => ({ wall: options.now(), lab: options.now() }),
  });
  const recorder = new Recorder(config, spool);
  const web = webDoors(config, recorder, options.patience ?? PATIENCE);
  const servers: { close(): Promise<void> }[] = [];
  for (const { workload, port, kind, at } of config.listeners) {
    const accept =
      kind === 'web'
        ? web.accept(workload, port)
        : kind === 'dns'
          ? dnsFor(workload, config.doors, config.answer, spool)
          : tcpDoor(config, recorder, workload, port);
    const server = createServer({ allowHalfOpen: true }, accept);
    server.maxConnections = MAX_CONNECTIONS;
    servers.push(tracked(server));
    await listen(server, at);
  }
  servers.push(await hub(config, spool, recorder, web));
  return {
    spool,
    async close() {
      web.close();
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

/** Opens the gateway that the environment describes. Throws where it describes none. */
export const openFromEnv = (env: NodeJS.ProcessEnv): Promise<Gateway> =>
  openGateway(gatewayConfigSchema.parse(JSON.parse(env[GATEWAY_ENV] ?? '')), { now: () => new Date().toISOString() });
