import type Docker from 'dockerode';
import { statusOf } from './call.ts';
import { parallel } from './parallel.ts';

const STOP_SECONDS = 10;

/** Stops containers (SIGTERM, 10 s, SIGKILL), then starts them again, in order. `stopTook` in milliseconds. */
export async function restart(
  docker: Docker,
  names: readonly string[],
  signal: AbortSignal,
): Promise<{ exit: number; stopTook: number }> {
  let exit = 0;
  const begin = performance.now();
  await parallel(names, 4, async (name) => {
    const container = docker.getContainer(name);
    await container.stop({ t: STOP_SECONDS }).catch(unless(304));
    const { State } = await container.inspect();
    if (State.ExitCode !== 0) exit = State.ExitCode;
  });
  const stopTook = performance.now() - begin;
  signal.throwIfAborted();
  for (const name of names) await docker.getContainer(name).start().catch(unless(304));
  return { exit, stopTook };
}

/** Lets one status pass: 304, it is so already. */
export const unless = (status: number) => (error: unknown) => {
  if (statusOf(error) !== status) throw error;
};
