import { createServer, type Server, type Socket } from 'node:net';
import type { GatewayConfig } from '@proeftuin/contract/gateway';
import { Spool } from '@proeftuin/contract/spool';
import { dnsFor } from './dns.ts';
import { hub } from './hub.ts';
import { connectTo, listen, relay } from './net.ts';
import { webDoors } from './web.ts';

export interface Gateway {
  readonly spool: Spool;
  close(): Promise<void>;
}

/** Opens all listeners of a gateway and its hub. `now` gives wall time as ISO 8601. */
export async function openGateway(config: GatewayConfig, options: { now: () => string }): Promise<Gateway> {
  const at = () => ({ wall: options.now(), lab: options.now() });
  const spool = new Spool({ source: 'gateway', cap: config.caps.spool, now: at });
  const web = webDoors(config, spool);
  const servers: Server[] = [];
  for (const { workload, port, kind, at: address } of config.listeners) {
    const accept =
      kind === 'web'
        ? web.accept(workload, port)
        : kind === 'dns'
          ? dnsFor(workload, config.doors, config.answer, spool)
          : tcpDoor(config, spool, workload, port);
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: false }, accept);
    servers.push(server);
    await listen(server, address);
  }
  const control = await hub(config, spool, web);
  return {
    spool,
    async close() {
      control.close();
      web.close();
      await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
    },
  };
}

/** A raw TCP door: bytes as they are, counted; evidence is the connection, not its content. */
function tcpDoor(config: GatewayConfig, spool: Spool, workload: string, port: number): (socket: Socket) => void {
  const door = config.doors.find((d) => d.kind === 'tcp' && d.from === workload && d.port === port);
  const to = door === undefined ? undefined : config.targets[`${door.to.workload}:${door.to.port}`];
  return (socket) => {
    const begin = performance.now();
    const note = (allowed: boolean, up: number, down: number) =>
      spool.add('connection', {
        from: workload,
        name: door?.name ?? '',
        port,
        allowed,
        up,
        down,
        duration: performance.now() - begin,
      });
    if (to === undefined) {
      socket.on('error', () => undefined);
      socket.destroy();
      note(false, 0, 0);
      return;
    }
    relay(socket, connectTo(to), (up, down) => note(true, up, down));
  };
}
