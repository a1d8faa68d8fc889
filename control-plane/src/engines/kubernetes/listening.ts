import * as z from 'zod';
import { exec } from './channel.ts';
import { namespaceOf } from './names.ts';
import { SLUIS_NAME } from './objects/pod.ts';
import { pathOf } from './place.ts';
import { podSchema } from './pods.ts';
import type { Tools } from './tools.ts';

/** Milliseconds. */
const LIMIT = 20_000;
const socketsSchema = z.array(z.object({ address: z.string(), port: z.number() }));
const envSchema = z.array(z.object({ name: z.string(), value: z.string().default('') })).default([]);
const relaysSchema = z.object({
  spec: z.object({ initContainers: z.array(z.object({ name: z.string(), env: envSchema })).default([]) }),
});
const sluisSchema = z.object({ tcp: z.array(z.object({ port: z.number() })) });

/** Listening TCP sockets of a workload, read in its pod by its sluis; the sluis's own are left out. */
export async function listeningOf(
  { api }: Tools,
  id: string,
  workload: string,
): Promise<{ address: string; port: number }[]> {
  const found = await api.json(`${pathOf.core(id, 'pods')}/${workload}`);
  const sluis = relaysSchema.parse(found).spec.initContainers.find(({ name }) => name === SLUIS_NAME);
  const status = podSchema.parse(found).status.initContainerStatuses.find(({ name }) => name === SLUIS_NAME);
  // A pod that has ended, or never came up, listens on nothing.
  if (sluis === undefined || status?.state.running === undefined) return [];
  const at = { namespace: namespaceOf(id), pod: workload, container: SLUIS_NAME };
  const command = ['/usr/local/bin/node', '/app/main.mjs', 'listening'];
  const { out } = await exec(api.access, at, command, AbortSignal.timeout(LIMIT));
  const own = new Set(sluisSchema.parse(JSON.parse(sluis.env[0]?.value ?? '')).tcp.map(({ port }) => port));
  return socketsSchema
    .parse(JSON.parse(out))
    .filter(({ address, port }) => !((port === 53 || own.has(port)) && ['127.0.0.1', '::1'].includes(address)));
}
