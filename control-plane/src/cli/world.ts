import { availableParallelism } from 'node:os';
import type { Engine } from '../engines/engine.ts';
import { baseImages, labImages } from '../images/images.ts';
import type { World } from '../trials/trial.ts';
import type { Terminal } from './command.ts';

/** What trials of this process need of the world. `how`: `build`, `pull` or a registry prefix. */
export const worldOf = async (terminal: Terminal, engine: Engine, how: string): Promise<World> => ({
  home: terminal.home(),
  store: await terminal.store(),
  engine,
  labImages: (signal) => labImages({ home: terminal.home().folder, how, progress: terminal.say, signal }),
  baseImages: (folder, signal) => baseImages(folder, { home: terminal.home().folder, progress: terminal.say, signal }),
  progress: terminal.say,
  now: () => new Date(),
  plays: Math.max(1, availableParallelism()),
});
