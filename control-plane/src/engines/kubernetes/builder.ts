import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LabError } from '@proeftuin/contract/errors';
import { locked } from '../../images/lock.ts';
import { openContainerEngine } from '../container/open.ts';
import type { ImageFacts, ImageSource } from '../engine.ts';
import { saidBy } from './said.ts';

const exec = promisify(execFile);

/** What a container engine said of an image, and where it was saved when it is to run on the cluster. */
export interface Built {
  readonly facts: ImageFacts;
  readonly archive?: Extract<ImageSource, { kind: 'archive' }>;
}

/** Builds or finds images with a container engine of this machine, and saves them: a cluster builds nothing. */
export type Builder = (sources: readonly ImageSource[], signal: AbortSignal) => Promise<ReadonlyMap<string, Built>>;

export const builderAt =
  (home: string, progress: (line: string) => void): Builder =>
  async (sources, signal) => {
    const engine = await openContainerEngine({ home, choice: 'auto', progress });
    try {
      const facts = await engine.images(sources, signal);
      const built = new Map<string, Built>();
      for (const { name, kind } of sources) {
        const image = facts[name];
        if (image === undefined) continue;
        const file =
          kind === 'archive'
            ? undefined
            : await save(engine.kind === 'docker' ? 'docker' : 'podman', home, image, signal);
        built.set(name, { facts: image, ...(file === undefined ? {} : { archive: { name, kind: 'archive', file } }) });
      }
      return built;
    } finally {
      await engine.close();
    }
  };

const waiting = () => undefined;

async function save(program: 'podman' | 'docker', home: string, { digest }: ImageFacts, signal: AbortSignal) {
  const folder = join(home, 'clusters', 'saved');
  mkdirSync(folder, { recursive: true });
  const id = digest.replace(/^sha256:/, '');
  const file = join(folder, `${id}.tar`);
  if (existsSync(file)) return file;
  // Trials that begin together save the same image: the name that one takes away is the name that another saves by.
  return await locked(`${file}.lock`, waiting, () => saveOnce(program, file, id, signal), signal);
}

async function saveOnce(program: 'podman' | 'docker', file: string, id: string, signal: AbortSignal) {
  if (existsSync(file)) return file;
  const draft = `${file}.${process.pid}`;
  const format = program === 'podman' ? ['--format=docker-archive', '--quiet'] : [];
  // A name of its own: nodes keep no image without one, and one that moved on would take the image with it.
  const tag = `localhost/proeftuin-cluster/${id.slice(0, 24)}:1`;
  await exec(program, ['tag', id, tag], { signal });
  try {
    await exec(program, ['save', ...format, '--output', draft, tag], { signal, timeout: 300_000 });
  } catch (cause) {
    signal.throwIfAborted();
    throw new LabError('engine.failed', `saving image ${id.slice(0, 12)}: ${saidBy(cause)}`, { cause });
  } finally {
    await exec(program, program === 'podman' ? ['untag', id, tag] : ['rmi', '--no-prune', tag]).catch(() => undefined);
  }
  renameSync(draft, file);
  return file;
}
