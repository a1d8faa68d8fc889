import type Docker from 'dockerode';
import * as z from 'zod';
import { Frames } from './stream.ts';

const entrySchema = z.object({
  Config: z.object({ Entrypoint: z.array(z.string()).nullish(), Env: z.array(z.string()).nullish() }),
});
const sluisSchema = z.object({ tcp: z.array(z.object({ port: z.number() })) });

/** Listening TCP sockets of a workload, read in its network namespace through its sluis; the sluis's own are left out. */
export async function listeningOf(docker: Docker, sluis: string): Promise<{ address: string; port: number }[]> {
  const container = docker.getContainer(sluis);
  const { Config } = entrySchema.parse(await container.inspect());
  const exec = await container.exec({
    Cmd: [...(Config.Entrypoint ?? []), 'listening'],
    AttachStdout: true,
    AttachStderr: true,
  });
  const stream = await exec.start({ hijack: true, stdin: false });
  const frames = new Frames();
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    for (const { stream: which, data } of frames.push(chunk)) if (which === 'out') text += data.toString('utf8');
  });
  await new Promise((done) => {
    stream.on('end', done);
    stream.on('close', done);
    stream.on('error', done);
  });
  const env = (Config.Env ?? []).find((line) => line.startsWith('PROEFTUIN_SLUIS='))?.slice('PROEFTUIN_SLUIS='.length);
  const own = new Set(sluisSchema.parse(JSON.parse(env ?? '{"tcp":[]}')).tcp.map(({ port }) => port));
  const found = z.array(z.object({ address: z.string(), port: z.number() })).parse(JSON.parse(text));
  return found.filter(
    ({ address, port }) => !(port === 53 || (own.has(port) && ['127.0.0.1', '::1'].includes(address))),
  );
}
