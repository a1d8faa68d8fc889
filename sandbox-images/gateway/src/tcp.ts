import type { Socket } from 'node:net';
import type { GatewayConfig } from '@proeftuin/contract/gateway';
import { connectTo, relay } from './net.ts';
import type { Recorder } from './record.ts';

/** A raw TCP door: bytes as they are, counted; evidence is the connection, not its content. */
export function tcpDoor(
  config: GatewayConfig,
  recorder: Recorder,
  workload: string,
  port: number,
): (socket: Socket) => void {
  const door = config.doors.find((d) => d.kind === 'tcp' && d.from === workload && d.port === port);
  const to = door === undefined ? undefined : config.targets[`${door.to.workload}:${door.to.port}`];
  return (socket) => {
    const begin = performance.now();
    const note = (allowed: boolean, up: number, down: number) =>
      recorder.connection({
        from: workload,
        name: door?.name ?? '',
        port,
        allowed,
        up,
        down,
        duration: performance.now() - begin,
      });
    if (to !== undefined) return relay(socket, connectTo(to), (up, down) => note(true, up, down));
    socket.on('error', () => undefined);
    socket.destroy();
    note(false, 0, 0);
  };
}
