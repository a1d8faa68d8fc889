import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LabError } from '@proeftuin/contract/errors';
import * as z from 'zod';
import type { Registry } from '../sites.ts';
import { saidBy } from './said.ts';

const exec = promisify(execFile);
/** Milliseconds. */
const PUSHING = 600_000;
const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const authSchema = z.object({ auths: z.record(z.string(), z.unknown()) });

/** As skopeo, podman and containerd do it: a registry on this machine's loopback may speak plain http. */
const isLoopback = (at: string): boolean => /^(127\.|localhost[:/])/.test(at);

/**
 * Pushes an archive, layers that are there excepted, and says how a pod names it: by the digest of the manifest that was
 * made here, so that no registry can give the nodes something else. Throws engine.failed.
 */
export async function push(
  { at, auth }: Registry,
  image: { readonly name: string; readonly file: string; readonly digest: string },
  signal: AbortSignal,
): Promise<string> {
  const repository = `${at}/${image.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
  const folder = mkdtempSync(join(tmpdir(), 'proeftuin-push-'));
  const digestFile = join(folder, 'digest');
  // A tag of its own for each image: registries clear away what has none.
  const tag = image.digest.replace(/^sha256:/, '').slice(0, 24);
  const flags = [
    ...['--quiet', '--dest-compress-level', '1', '--digestfile', digestFile],
    ...(auth === undefined ? [] : ['--dest-authfile', auth]),
    ...(isLoopback(at) ? ['--dest-tls-verify=false'] : []),
  ];
  try {
    const args = ['copy', ...flags, `docker-archive:${image.file}`, `docker://${repository}:${tag}`];
    await exec('skopeo', args, { signal, timeout: PUSHING, maxBuffer: 16 << 20 });
    return `${repository}@${digestSchema.parse(readFileSync(digestFile, 'utf8').trim())}`;
  } catch (cause) {
    signal.throwIfAborted();
    throw new LabError('engine.failed', `pushing image ${image.name} to ${at}: ${saidBy(cause)}`, {
      next: 'Look whether skopeo is there, the registry answers, and the site’s `auth` may push to it.',
      cause,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What nodes pull with: the credentials of this registry alone, out of a file that may hold others. Throws engine.failed. */
export function pullCredentials({ at, auth, pullAuth = auth }: Registry): string | undefined {
  if (pullAuth === undefined) return undefined;
  const host = at.slice(0, at.indexOf('/'));
  try {
    const { auths } = authSchema.parse(JSON.parse(readFileSync(pullAuth, 'utf8')));
    const own = Object.entries(auths).filter(([key]) => key === host || key.startsWith(`${host}/`));
    if (own.length > 0) return JSON.stringify({ auths: Object.fromEntries(own) });
  } catch (cause) {
    throw new LabError('engine.failed', `the credentials ${pullAuth} cannot be read: ${String(cause)}`, { cause });
  }
  throw new LabError('engine.failed', `${pullAuth} holds no credentials of ${host}`, {
    next: `Write them with \`skopeo login --authfile ${pullAuth} ${host}\`.`,
  });
}
