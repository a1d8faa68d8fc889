import { openContainerEngine } from '../engines/container/open.ts';
import type { Engine } from '../engines/engine.ts';
import { sweep } from '../engines/sweep.ts';
import type { Terminal } from './command.ts';

/** Opens the engine that was asked for and sweeps what no living trial owns. */
export async function openEngine(terminal: Terminal, choice: 'docker' | 'podman' | 'auto'): Promise<Engine> {
  const { folder, owner } = terminal.home();
  const engine = await openContainerEngine({ home: folder, choice, progress: terminal.say });
  const living = await terminal.store().living(new Date().toISOString());
  const swept = await sweep(engine, owner, living);
  for (const { id, leftovers } of swept) {
    terminal.say(
      leftovers.length === 0
        ? `swept ${id}, which no living trial owned`
        : `could not sweep all of ${id}: ${leftovers.join(', ')}`,
    );
  }
  return engine;
}
