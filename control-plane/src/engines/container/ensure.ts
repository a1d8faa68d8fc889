import { LabError } from '@proeftuin/contract/errors';
import { pause } from '../../pause.ts';
import { statusOf, unlessGone } from './call.ts';
import { readLog } from './logs.ts';
import { LABEL } from './names.ts';
import type { Made } from './spec.ts';
import type { Tools } from './tools.ts';

/**
 * Makes a container be there as wanted; true when it was created now. `joiners` are removed before it is replaced: an
 * owner of a network namespace does not go while others are in it. Throws engine.foreign.
 */
export async function ensure(
  tools: Tools,
  sandbox: string,
  { name, options }: Made,
  signal: AbortSignal,
  joiners: () => Promise<void> = async () => undefined,
): Promise<boolean> {
  signal.throwIfAborted();
  const container = tools.docker.getContainer(name);
  const seen = await unlessGone(container.inspect());
  if (seen !== undefined) {
    const labels = seen.Config.Labels ?? {};
    if (labels[LABEL.sandbox] !== sandbox)
      throw new LabError('engine.foreign', `a container named ${name} is there that is not ours`);
    if (labels[LABEL.spec] === options.Labels?.[LABEL.spec]) return false;
    await joiners();
    await unlessGone(container.remove({ force: true, v: true }));
  }
  tools.files.note(sandbox, name);
  try {
    await tools.docker.createContainer(options);
  } catch (error) {
    // Made meanwhile by another call for the same sandbox: look again.
    if (statusOf(error) === 409) return await ensure(tools, sandbox, { name, options }, signal, joiners);
    throw error;
  }
  return true;
}

/**
 * Starts what was created and never ran; what exited is left as it is, for the lab to restart, but a sluis is brought
 * back. True when it was started now. A stranger's entrypoint that is not there, not executable or of another
 * architecture is the image's fault: seen as `failed`, with its reason.
 */
export async function start(tools: Tools, name: string): Promise<boolean> {
  const container = tools.docker.getContainer(name);
  const isSluis = name.endsWith('.sluis');
  const { State } = await container.inspect();
  if (State.Running || (!isSluis && ['exited', 'stopped'].includes(State.Status))) return false;
  try {
    await container.start();
    return true;
  } catch (error) {
    if (statusOf(error) === 304) return false;
    if (statusOf(error) === undefined || isSluis) throw error;
    const why = error instanceof Error ? error.message : String(error);
    tools.troubles.set(name, `cannot-start: ${why.slice(0, 400)}`);
    return false;
  }
}

/** Milliseconds. */
const SLUIS_START = 20_000;

/** Nothing of a workload starts before its sluis has bound names and ports: a first look-up would be refused. */
export async function sluisReady(tools: Tools, name: string, signal: AbortSignal): Promise<void> {
  const until = Date.now() + SLUIS_START;
  for (;;) {
    const { lines } = await readLog(tools.docker, name, '');
    if (lines.some((line) => line.text === 'ready')) return;
    const { State } = await tools.docker.getContainer(name).inspect();
    if (!State.Running || Date.now() > until) {
      const said = lines.map((line) => line.text).join(' | ');
      throw new LabError('engine.failed', `${name} did not come up: ${said.slice(-400) || `exit ${State.ExitCode}`}`);
    }
    await pause(25, signal);
  }
}
