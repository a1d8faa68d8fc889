import { openContainerEngine } from './container/open.ts';
import type { Engine } from './engine.ts';
import { openKubernetesEngine } from './kubernetes/open.ts';

/** What `--engine` may say; `auto` is a container engine of this machine. */
export const ENGINES = ['docker', 'podman', 'kubernetes', 'auto'] as const;
export type EngineChoice = (typeof ENGINES)[number];

interface Options {
  /** The lab's state folder. */
  readonly home: string;
  readonly choice: EngineChoice;
  readonly progress: (line: string) => void;
}

/** Opens the place for sandboxes that was asked for. Throws engine.none, engine.unreachable, engine.refused. */
export function openAnyEngine({ home, choice, progress }: Options): Promise<Engine> {
  return choice === 'kubernetes'
    ? openKubernetesEngine({ home, progress })
    : openContainerEngine({ home, choice, progress });
}
