import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { LabError } from '@proeftuin/contract/errors';
import type Docker from 'dockerode';
import * as z from 'zod';
import { runConfigSchema, runFacts } from '../../images/run-config.ts';
import type { ImageFacts, ImageSource } from '../engine.ts';
import { engineError, unlessGone } from './call.ts';

const exec = promisify(execFile);

const inspectSchema = z.object({
  Id: z.string(),
  Size: z.number().default(0),
  Architecture: z.string().default(''),
  Config: runConfigSchema,
});

/** Facts of an image that is there, by reference or digest. */
export async function imageFacts(docker: Docker, ref: string, builtOpen = false): Promise<ImageFacts | undefined> {
  const raw = await unlessGone(docker.getImage(ref).inspect());
  if (raw === undefined) return undefined;
  const seen = inspectSchema.parse(raw);
  return {
    digest: seen.Id.startsWith('sha256:') ? seen.Id : `sha256:${seen.Id}`,
    size: seen.Size,
    ...runFacts(seen.Config),
    arch: seen.Architecture,
    builtOpen,
  };
}

/** Makes one image present. Throws image.missing, image.refused, image.build-failed. */
export async function ensureImage(
  docker: Docker,
  kind: 'podman' | 'docker',
  source: ImageSource,
  signal: AbortSignal,
): Promise<ImageFacts> {
  signal.throwIfAborted();
  const facts = await present(docker, kind, source, signal);
  if (facts.arch !== '' && facts.arch !== (process.arch === 'x64' ? 'amd64' : process.arch)) {
    throw new LabError('image.refused', `image ${source.name} is for ${facts.arch}, this machine is ${process.arch}`, {
      next: `Build it for linux/${process.arch === 'x64' ? 'amd64' : process.arch}.`,
    });
  }
  return facts;
}

async function present(
  docker: Docker,
  kind: 'podman' | 'docker',
  source: ImageSource,
  signal: AbortSignal,
): Promise<ImageFacts> {
  switch (source.kind) {
    case 'archive': {
      const known = source.digest === undefined ? undefined : await imageFacts(docker, source.digest);
      return known ?? (await load(docker, source.name, source.file));
    }
    case 'ref': {
      const known = (await imageFacts(docker, source.ref)) ?? (await pull(kind, docker, source.ref, signal));
      if (known === undefined) {
        throw new LabError(
          'image.missing',
          `image ${source.ref} (${source.name}) is not there and no registry gave it`,
          {
            next: `Load it (\`${kind} load\`), or give it as an archive in \`images\`.`,
          },
        );
      }
      return known;
    }
    case 'build':
      return await build(docker, kind, source.name, source.folder, signal);
  }
}

async function load(docker: Docker, name: string, file: string): Promise<ImageFacts> {
  if (!existsSync(file)) throw new LabError('image.missing', `the archive ${file} of image ${name} is not there`);
  let said = '';
  try {
    const stream = await docker.loadImage(createReadStream(file));
    for await (const chunk of stream) said += String(chunk).slice(0, 10_000);
  } catch (cause) {
    throw new LabError('image.refused', `the archive ${file} of image ${name} cannot be loaded: ${String(cause)}`, {
      cause,
    });
  }
  const refs = [...said.matchAll(/Loaded image(?: ID)?(?:\(s\))?:\s*([^\s"\\,]+)/g)].map((match) => match[1] ?? '');
  for (const ref of refs) {
    const facts = await imageFacts(docker, ref);
    if (facts !== undefined) return facts;
  }
  throw new LabError('image.refused', `the archive ${file} of image ${name} holds no image: ${said.slice(0, 300)}`);
}

/** The engine's own pull, by its CLI in the host's network: our own service has none. */
async function pull(
  kind: 'podman' | 'docker',
  docker: Docker,
  ref: string,
  signal: AbortSignal,
): Promise<ImageFacts | undefined> {
  if (ref.startsWith('sha256:') || ref.startsWith('localhost/') || ref.startsWith('proeftuin/')) return undefined;
  try {
    await exec(kind, ['pull', '--quiet', '--', ref], { signal, timeout: 600_000 });
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
  return await imageFacts(docker, ref);
}

const LAST = 12;
/** What Buildah and BuildKit say of a COPY of something that the folder does not hold. */
const NOT_THERE =
  /copier: stat: .*no such file|failed to compute cache key.*not found|COPY failed: .*(?:not found|no such file)/s;
const MAKE_FIRST =
  'Run first what makes that file or folder (npm run build, npm ci …): the lab runs nothing of yours outside a container.';

/** The user's own code, built by the user's own engine with its network: `builtOpen`. */
async function build(
  docker: Docker,
  kind: 'podman' | 'docker',
  name: string,
  folder: string,
  signal: AbortSignal,
): Promise<ImageFacts> {
  // The tag only keeps the image: which one it is, the build itself says. Another trial may build under the same name.
  const place = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const tag = `localhost/proeftuin-build/${name.replace(/[^a-z0-9]+/g, '-')}:${place}`;
  let said = '';
  const flags = kind === 'podman' ? ['--isolation=chroot', '--format=docker', '--timestamp=0'] : [];
  const host = kind === 'docker' ? ['--host', dockerHost(docker)] : [];
  try {
    const end = await exec(kind, [...host, 'build', '--quiet', ...flags, '--tag', tag, '--', folder], {
      signal,
      timeout: 900_000,
      maxBuffer: 16 * 1024 * 1024,
    });
    said = end.stdout;
  } catch (cause) {
    signal.throwIfAborted();
    const text = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause);
    throw new LabError(
      'image.build-failed',
      `the Dockerfile of ${name} failed:\n${text.trim().split('\n').slice(-LAST).join('\n')}`,
      { cause, ...(NOT_THERE.test(text) ? { next: MAKE_FIRST } : {}) },
    );
  }
  const id = /(?:sha256:)?[0-9a-f]{64}\s*$/.exec(said)?.[0].trim();
  const facts = id === undefined ? undefined : await imageFacts(docker, id, true);
  if (facts === undefined) throw engineError(`building ${name}`, new Error('the engine built it and does not have it'));
  return facts;
}

const modemSchema = z.object({ modem: z.object({ socketPath: z.string() }) });
const dockerHost = (docker: Docker): string =>
  `unix://${modemSchema.parse({ modem: { socketPath: Reflect.get(docker.modem, 'socketPath') } }).modem.socketPath}`;
