import type Docker from 'dockerode';
import * as z from 'zod';
import type { Usage } from '../engine.ts';
import { unlessGone } from './call.ts';
import { LABEL } from './names.ts';
import { parallel } from './parallel.ts';

const statsSchema = z.object({
  cpu_stats: z.object({ cpu_usage: z.object({ total_usage: z.number() }) }),
  memory_stats: z.object({ usage: z.number(), limit: z.number() }),
  pids_stats: z.object({ current: z.number().default(0) }).default({ current: 0 }),
});

/** What each running container of a sandbox uses now; the lab's own relays are left out. */
export async function usageOf(docker: Docker, id: string): Promise<Usage[]> {
  const list = await docker.listContainers({ filters: { label: [`${LABEL.sandbox}=${id}`] } });
  const usage: Usage[] = [];
  await parallel(list, 4, async (info) => {
    const { [LABEL.workload]: workload = '', [LABEL.container]: container = '' } = info.Labels;
    if (container === 'sluis') return;
    // One that ends meanwhile has no statistics.
    const call = docker.getContainer(info.Id).stats({ stream: false, 'one-shot': true });
    const stats = statsSchema.safeParse(await unlessGone(call).catch(() => undefined));
    if (!stats.success) return;
    const { cpu_stats, memory_stats, pids_stats } = stats.data;
    usage.push({
      workload,
      container,
      cpu: Math.round(cpu_stats.cpu_usage.total_usage / 1e6),
      memory: memory_stats.usage,
      limit: memory_stats.limit,
      pids: pids_stats.current,
    });
  });
  return usage;
}
