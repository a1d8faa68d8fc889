import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LabError } from '@proeftuin/contract/errors';
import { locked } from './lock.ts';

const exec = promisify(execFile);
const EXAMPLES = fileURLToPath(new URL('../../../sandbox-images/providers', import.meta.url));

/**
 * Runs the `build.ts` of one of this repository's own example services: its Dockerfile takes over what that makes, and git keeps
 * none of it. In any other folder nothing is run: building is its owner's. Throws image.build-failed.
 */
export async function buildExample(folder: string, home: string, signal: AbortSignal): Promise<void> {
  if (dirname(realpathSync(folder)) !== EXAMPLES || !existsSync(join(folder, 'build.ts'))) return;
  const lock = join(home, 'examples', `${createHash('sha256').update(folder).digest('hex').slice(0, 12)}.lock`);
  const build = async () => await exec(process.execPath, ['build.ts'], { cwd: folder, signal });
  try {
    await locked(lock, () => undefined, build, signal);
  } catch (cause) {
    signal.throwIfAborted();
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new LabError('image.build-failed', `build.ts of the example in ${folder} failed:\n${said.slice(-2000)}`, {
      cause,
    });
  }
}
