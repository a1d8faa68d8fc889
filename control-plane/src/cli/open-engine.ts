import type { Engine } from '../engines/engine.ts';
import { sweep } from '../engines/sweep.ts';
import type { Terminal } from './command.ts';
import { openPlace } from './place.ts';

/** Opens the place that was asked for and sweeps what no living trial owns. */
export async function openEngine(terminal: Terminal, place: Parameters<typeof openPlace>[1]): Promise<Engine> {
  const engine = await openPlace(terminal, place);
  const swept = await sweepDied(terminal, engine);
  for (const { id, leftovers } of swept) {
    terminal.say(
      leftovers.length === 0
        ? `swept ${id}, which no living trial owned`
        : `could not sweep all of ${id}: ${leftovers.join(', ')}`,
    );
  }
  return engine;
}

/** Sweeps what no living trial owns, and ends the trials that nobody works at. `kept`: also what `--keep` left running. */
export async function sweepDied(terminal: Terminal, engine: Engine, kept?: boolean): ReturnType<typeof sweep> {
  const store = await terminal.store();
  const now = new Date().toISOString();
  const swept = await sweep(engine, terminal.home().owner, await store.living(now, kept));
  await store.endDied(now);
  await store.release(swept.filter(({ leftovers }) => leftovers.length === 0).map(({ id }) => id));
  return swept;
}
