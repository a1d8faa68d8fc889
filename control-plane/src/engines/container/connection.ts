import { Agent } from 'node:http';
import { inspect } from 'node:util';
import Docker from 'dockerode';

/** An engine's API at a socket. Each call has a connection of its own: a service that comes back leaves no stale one. */
export function connectTo(socketPath: string): Docker {
  const agent = new Agent({ keepAlive: false });
  // docker-modem draws all options of each call for its debug log, whether anybody reads that or not: sockets are long.
  Object.assign(agent, { [inspect.custom]: () => 'a connection a call' });
  const options = { socketPath, agent };
  return new Docker(options);
}

/** Undefined when nobody answers. */
export async function isPodman(docker: Docker): Promise<boolean | undefined> {
  try {
    const version: { Components?: { Name: string }[] } = await docker.version();
    return (version.Components ?? []).some((part) => part.Name.toLowerCase().includes('podman'));
  } catch {
    return undefined;
  }
}

export async function answers(docker: Docker): Promise<boolean> {
  try {
    await docker.ping();
    return true;
  } catch {
    return false;
  }
}

/** Nobody took the call; or it was only a question, which may be asked again. */
const unheard = (error: Error, method: string | undefined): boolean => {
  const code = 'code' in error ? String(error.code) : '';
  if (method === 'GET' && ['ECONNRESET', 'EPIPE'].includes(code)) return true;
  return 'syscall' in error && error.syscall === 'connect' && ['ECONNREFUSED', 'ENOENT', 'ECONNRESET'].includes(code);
};

/**
 * Has a service that ended (idle, or killed) started again by the next call, which is then made once more. A body that
 * is a stream cannot be sent twice: who sends one pings before.
 */
export function reviving(docker: Docker, revive: () => Promise<void>): void {
  const { modem } = docker;
  const dial: typeof modem.dial = modem.dial.bind(modem);
  let reviving: Promise<void> | undefined;
  modem.dial = (options, callback) => {
    dial(options, (error, result) => {
      if (error === null || !unheard(error, options.method) || typeof options.file === 'object')
        return callback?.(error, result);
      reviving ??= revive().finally(() => {
        reviving = undefined;
      });
      reviving.then(
        () => dial(options, callback),
        () => callback?.(error, result),
      );
    });
  };
}
