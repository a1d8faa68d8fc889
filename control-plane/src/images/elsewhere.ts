import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { LabError } from '@proeftuin/contract/errors';
import type { ImageSource } from '../engines/engine.ts';
import { imageFacts } from './facts.ts';

const run = promisify(execFile);

interface From {
  readonly home: string;
  readonly progress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Where a release's images are published. */
const PUBLISHED: string | undefined = undefined;

/**
 * Images that were made elsewhere: a folder with `<name>-….tar`, or a registry prefix (`host/path`) that skopeo reads.
 * Throws lab.image-missing.
 */
export async function imagesFrom(how: string, names: readonly string[], from: From): Promise<ImageSource[]> {
  const prefix = how === 'pull' ? PUBLISHED : how;
  if (prefix === undefined) {
    throw new LabError('lab.image-missing', 'this is no release: no registry holds its images', {
      next: 'Use --images build, or give a folder of archives or a registry prefix.',
    });
  }
  const sources: ImageSource[] = [];
  const folder = existsSync(prefix) ? resolve(prefix) : undefined;
  for (const name of names) {
    const file = folder === undefined ? await pulled(prefix, name, from) : archiveIn(folder, name);
    const { digest } = await imageFacts(file);
    sources.push({ name, kind: 'archive', file, digest });
  }
  return sources;
}

function archiveIn(folder: string, name: string): string {
  const files = globSync(`${name}{-[0-9a-f]*,}.tar`, { cwd: folder }).sort();
  const [file] = files;
  if (file !== undefined && files.length === 1) return join(folder, file);
  const why = files.length === 0 ? 'has no archive' : `has ${files.length} archives`;
  throw new LabError('lab.image-missing', `${folder} ${why} of the image ${name}`, {
    next: `Put one ${name}.tar there (\`make images\` prints where it makes them).`,
  });
}

async function pulled(prefix: string, name: string, from: From): Promise<string> {
  const folder = join(from.home, 'images', 'pulled');
  mkdirSync(folder, { recursive: true });
  const ref = `${prefix.replace(/\/$/, '')}/${name}`;
  const loopback = /^(127\.|localhost[:/]|\[::1\])/.test(ref) ? ['--src-tls-verify=false'] : [];
  const file = join(folder, `${name}.tar`);
  const draft = `${file}.${process.pid}`;
  from.progress?.(`image ${name} is fetched from ${ref}`);
  try {
    const args = [
      'copy',
      '--quiet',
      ...loopback,
      `docker://${ref}`,
      `docker-archive:${draft}:proeftuin/${name}:pulled`,
    ];
    await run('skopeo', args, from.signal === undefined ? {} : { signal: from.signal });
    renameSync(draft, file);
    return file;
  } catch (cause) {
    rmSync(draft, { force: true });
    from.signal?.throwIfAborted();
    const said =
      typeof cause === 'object' && cause !== null && 'stderr' in cause ? String(cause.stderr) : String(cause);
    throw new LabError('lab.image-missing', `the image ${ref} cannot be fetched: ${said.trim().split('\n').at(-1)}`, {
      cause,
      next: 'Use --images build, or give a folder of archives or a registry that answers.',
    });
  }
}
