import { setTimeout as wait } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { Exit } from '../engine.ts';
import { readLog } from './logs.ts';

/**
 * Starts a container and waits for its end, looking again and again: an answer that the engine holds back until the end
 * would be lost with the engine. An abort kills it.
 */
export async function runToEnd(docker: Docker, name: string, signal: AbortSignal): Promise<Exit> {
  const container = docker.getContainer(name);
  signal.throwIfAborted();
  const before = await logEnd(docker, name);
  try {
    await container.start();
    for (let pause = 15; ; pause = Math.min(pause * 1.5, 250)) {
      const { State } = await container.inspect();
      if (!State.Running && !State.Paused) {
        const { lines } = await readLog(docker, name, before);
        return { code: State.ExitCode, output: lines.map((line) => line.text).join('\n') };
      }
      await wait(pause, undefined, { signal });
    }
  } finally {
    if (signal.aborted) await container.kill().catch(() => undefined);
  }
}

/** Where the log of an earlier run ends. */
async function logEnd(docker: Docker, name: string): Promise<string> {
  for (let cursor = ''; ; ) {
    const page = await readLog(docker, name, cursor);
    if (page.lines.length === 0) return cursor;
    cursor = page.cursor;
  }
}
