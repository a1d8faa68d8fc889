import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Terminal } from '../cli/command.ts';
import { worldOf } from '../cli/world.ts';
import { openContainerEngine } from '../engines/container/open.ts';
import type { Engine, ImageSource } from '../engines/engine.ts';
import { openHome } from '../home.ts';
import { openStore, type Store } from '../store/store.ts';
import { type Asked, type Submitted, submit } from '../trials/submit.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** State folder of the tests, with images that are made once. */
export function testHome(): string {
  const folder = process.env.PROEFTUIN_TEST_HOME ?? join(ROOT, 'out', 'test-home');
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  return folder;
}

export const provider = (name: string): string => join(ROOT, 'sandbox-images', 'providers', name);

/** A lab for whole trials in tests: a real engine, the tests' own state folder. */
export interface TestLab {
  readonly engine: Engine;
  readonly store: Store;
  try(
    folder: string,
    asked?: Partial<Asked>,
    signal?: AbortSignal,
  ): Promise<Submitted & { readonly said: readonly string[] }>;
  close(): Promise<void>;
}

export async function openTestLab(choice: 'podman' | 'docker' = 'podman'): Promise<TestLab> {
  const home = openHome({ PROEFTUIN_HOME: testHome() });
  const store = openStore(home.folder);
  const engine = await openContainerEngine({ home: home.folder, choice, progress: () => {} });
  let made: Promise<ImageSource[]> | undefined;
  return {
    engine,
    store,
    async try(folder, asked = {}, signal = new AbortController().signal) {
      const said: string[] = [];
      const terminal: Terminal = {
        out: () => {},
        say: (line) => said.push(line),
        signal,
        env: {},
        cwd: ROOT,
        home: () => home,
        store: async () => store,
        after: [],
        exit: () => {},
      };
      const defaults: Asked = { suite: 'quick', profile: 'aalter', seed: '309', rubric: 'v1', images: 'build' };
      const out = join(home.folder, 'out', folder.split('/').at(-1) ?? 'trial');
      const world = await worldOf(terminal, engine, 'build');
      // The lab's code does not change while tests run.
      const labImages: typeof world.labImages = (stop) => {
        made ??= world.labImages(stop).catch((thrown: unknown) => {
          made = undefined;
          throw thrown;
        });
        return made;
      };
      const end = await submit({ ...world, labImages }, terminal, folder, {
        ...defaults,
        out,
        ...asked,
      });
      return { ...end, said };
    },
    async close() {
      store.close();
      await engine.close();
    },
  };
}

/** Outcome of an audit in a report; undefined when it is not there. */
export const outcomeOf = (end: Submitted, id: string) => end.report.audits.find((audit) => audit.id === id)?.outcome;
