import * as z from 'zod';
import type { ImageFacts } from '../engines/engine.ts';

/** How an image starts, as its config (OCI image spec, `config`) and an engine's inspection both say it. */
export const runConfigSchema = z
  .object({
    User: z.string().nullish(),
    ExposedPorts: z.record(z.string(), z.unknown()).nullish(),
    Volumes: z.record(z.string(), z.unknown()).nullish(),
    Entrypoint: z.array(z.string()).nullish(),
    Cmd: z.array(z.string()).nullish(),
    WorkingDir: z.string().nullish(),
  })
  .nullish();

/** The facts that a run config holds; what it leaves out is as engines take it. */
export const runFacts = (
  config: z.infer<typeof runConfigSchema>,
): Pick<ImageFacts, 'user' | 'ports' | 'volumes' | 'command' | 'workdir'> => ({
  user: config?.User ?? '',
  ports: Object.keys(config?.ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10)),
  volumes: Object.keys(config?.Volumes ?? {}),
  command: [...(config?.Entrypoint ?? []), ...(config?.Cmd ?? [])],
  workdir: config?.WorkingDir || '/',
});
