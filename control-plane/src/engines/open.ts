import { openContainerEngine } from './container/open.ts';
import type { Engine } from './engine.ts';
import { openKubernetesEngine } from './kubernetes/open.ts';
import type { Site } from './sites.ts';

/** What `--engine` may say; `auto` is a container engine of this machine. */
export const ENGINES = ['docker', 'podman', 'kubernetes', 'auto'] as const;

interface Options {
  /** The lab's state folder. */
  readonly home: string;
  readonly site: Site;
  readonly progress: (line: string) => void;
}

/** Opens a place for sandboxes. Throws engine.none, engine.unreachable, engine.refused. */
export function openSite({ home, site, progress }: Options): Promise<Engine> {
  if (site.engine !== 'kubernetes') return openContainerEngine({ home, choice: site.engine, progress });
  const { kubeconfig, context, loader, registry, runtimeClass } = site;
  return openKubernetesEngine({
    home,
    progress,
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
    ...(loader === undefined ? {} : { loader }),
    ...(registry === undefined ? {} : { registry }),
    ...(runtimeClass === undefined ? {} : { runtimeClass }),
  });
}
