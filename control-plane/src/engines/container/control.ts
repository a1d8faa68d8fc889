import type { Duplex } from 'node:stream';
import { LAB } from '@proeftuin/contract/plan';
import type Docker from 'dockerode';
import * as z from 'zod';
import { HUB_SOCKET } from './gateway-config.ts';
import { nameOf } from './names.ts';
import { stdio } from './stream.ts';

const entrySchema = z.object({ Config: z.object({ Entrypoint: z.array(z.string()).nullish() }) });

/** A stream to the hub: the gateway's own pipe program, started inside its container, over hijacked stdio. */
export async function controlOf(docker: Docker, id: string, signal: AbortSignal): Promise<Duplex> {
  signal.throwIfAborted();
  const gateway = docker.getContainer(nameOf.container(id, LAB.gateway, LAB.gateway));
  const { Config } = entrySchema.parse(await gateway.inspect());
  const exec = await gateway.exec({
    Cmd: [...(Config.Entrypoint ?? []), 'pipe', HUB_SOCKET],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
  });
  const stream = stdio(await exec.start({ hijack: true, stdin: true, Tty: false }));
  const stop = () => stream.destroy();
  signal.addEventListener('abort', stop, { once: true });
  stream.once('close', () => signal.removeEventListener('abort', stop));
  return stream;
}
