import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { LabError } from '@proeftuin/contract/errors';
import { MAX_SIZE, type ProblemAt, parseManifest } from '@proeftuin/contract/manifest/parse';
import { ManifestMistake, type Path, type Problem, quoted } from '@proeftuin/contract/manifest/problem';
import type { Manifest } from '@proeftuin/contract/manifest/schema';
import type { ImageSource } from '../engines/engine.ts';
import { ManifestError, Mistakes } from './plan/mistakes.ts';

/** One immutable manifest with where its images come from. */
export interface Release {
  readonly folder: string;
  readonly text: string;
  readonly manifest: Manifest;
  /** Named `<service>/<workload>/<container>`, as plans name them. */
  readonly images: readonly ImageSource[];
  readonly problem: ProblemAt;
}

export const MANIFEST = 'proeftuin.yaml';

/** Name of a container's image in plans and supplies. */
export const imageName = (service: string, workload: string, container: string): string =>
  `${service}/${workload}/${container}`;

/** The workloads of a manifest by name: one that is called as the service, or several. */
export const workloadsOf = (manifest: Manifest) =>
  manifest.workload === undefined ? Object.entries(manifest.workloads ?? {}) : ([['web', manifest.workload]] as const);

/** Reads a folder's manifest and finds its images. Throws manifest.missing, manifest.invalid, manifest.unsupported. */
export async function readRelease(folder: string): Promise<Release> {
  const { problems, release } = await tryRelease(folder);
  if (release !== undefined) return release;
  throw new ManifestError(problems);
}

/** The same, with all problems in hand instead of thrown. */
export async function tryRelease(folder: string): Promise<{ problems: readonly Problem[]; release?: Release }> {
  const { problems: early, release } = tryManifest(folder);
  if (release === undefined) return { problems: early };
  const mistakes = new Mistakes(release.problem);
  const images = await imagesOf(folder, release.manifest, mistakes);
  const { problems } = mistakes;
  return problems.length > 0 ? { problems } : { problems, release: { ...release, images } };
}

/** A folder's manifest as a release without images. Throws manifest.missing, manifest.invalid, manifest.unsupported. */
export function readManifest(folder: string): Release {
  const { problems, release } = tryManifest(folder);
  if (release !== undefined) return release;
  throw new ManifestError(problems);
}

function tryManifest(folder: string): { problems: readonly Problem[]; release?: Release } {
  const file = join(folder, MANIFEST);
  const stat = existsSync(file) ? statSync(file) : undefined;
  if (!existsSync(folder))
    throw new LabError('manifest.missing', `there is no folder ${folder}`, { next: 'Name a folder that is there.' });
  if (!statSync(folder).isDirectory())
    throw new LabError('manifest.missing', `${folder} is a file`, { next: 'Name the folder that it lies in.' });
  if (stat === undefined || !stat.isFile())
    throw new LabError('manifest.missing', `there is no ${MANIFEST} in ${dirname(file)}`);
  const asked = relative(process.cwd(), file) || file;
  const shown = asked.startsWith('..') ? file : asked;
  if (stat.size > MAX_SIZE) {
    const parts = { found: `${stat.size} bytes`, expected: `at most ${MAX_SIZE} bytes`, example: '' };
    return { problems: [{ code: 'manifest.invalid', file: shown, line: 1, column: 1, ...parts }] };
  }
  const text = readFileSync(file, 'utf8');
  const parsed = parseManifest(text, shown);
  if (!parsed.ok) return { problems: parsed.problems };
  const { manifest, problem } = parsed;
  return { problems: [], release: { folder, text, manifest, images: [], problem } };
}

async function imagesOf(folder: string, manifest: Manifest, mistakes: Mistakes): Promise<ImageSource[]> {
  const sources: ImageSource[] = [];
  for (const [workload, spec] of workloadsOf(manifest)) {
    const base = manifest.workload === undefined ? ['workloads', workload] : ['workload'];
    for (const [container, { image }] of Object.entries(spec.containers)) {
      const name = imageName(manifest.metadata.name, workload, container);
      const place = [...base, 'containers', container, 'image'];
      try {
        sources.push({ name, ...(await sourceOf(folder, container, image, manifest.images?.[container], place)) });
      } catch (thrown) {
        if (!(thrown instanceof ManifestMistake)) throw thrown;
        mistakes.add(thrown);
      }
    }
  }
  return sources;
}

type Given = NonNullable<Manifest['images']>[string];

/** Where one container's image comes from. Throws ManifestMistake. */
async function sourceOf(folder: string, container: string, image: string, given: Given | undefined, place: Path) {
  if (image !== '.') return { kind: 'ref', ref: reference(image, place) } as const;
  const path = ['images', container];
  if (given?.ref !== undefined) return { kind: 'ref', ref: reference(given.ref, [...path, 'ref']) } as const;
  if (given?.archive !== undefined) {
    const here = [...path, 'archive'];
    const file = inside(folder, given.archive, here, 'image.tar');
    // Loaded where there is one: `dev` starts without.
    const { checkArchive } = await import('./archive-check.ts');
    const wrong = await checkArchive(file);
    const expected = 'an image archive (docker save, OCI layout)';
    if (wrong !== undefined) throw new ManifestMistake(here, wrong, expected, 'archive: image.tar');
    return { kind: 'archive', file } as const;
  }
  if (given?.build !== undefined) {
    const here = [...path, 'build'];
    const context = inside(folder, given.build, here, '.');
    if (!['Dockerfile', 'Containerfile'].some((name) => existsSync(join(context, name)))) {
      const found = `no Dockerfile in ${quoted(given.build)}`;
      throw new ManifestMistake(here, found, 'a folder with a Dockerfile', 'build: .');
    }
    return { kind: 'build', folder: context } as const;
  }
  const example = `images: { ${container}: { build: . } }`;
  throw new ManifestMistake(place, 'image "." and no `images` entry', `images.${container}`, example);
}

const REFERENCE = /^[a-z0-9]([a-z0-9._/:-]*[a-z0-9])?(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

function reference(text: string, path: Path): string {
  if (REFERENCE.test(text)) return text;
  throw new ManifestMistake(path, quoted(text), 'an image reference', 'image: nginx:1.27');
}

/** A path of the manifest, kept inside the project's folder: not absolute, not above it, not by a symbolic link. */
function inside(folder: string, asked: string, path: Path, example: string): string {
  const wanted = resolve(folder, asked);
  const out = (where: string) =>
    relative(realpathSync(folder), where).split(/[\\/]/)[0] === '..' ||
    isAbsolute(relative(realpathSync(folder), where));
  if (isAbsolute(asked) || relative(folder, wanted).startsWith('..')) {
    throw new ManifestMistake(path, quoted(asked), "a path inside the project's folder", example);
  }
  if (lstatSync(wanted, { throwIfNoEntry: false }) === undefined)
    throw new ManifestMistake(path, `${quoted(asked)}, which is not there`, 'a path that is there', example);
  const real = realpathSync(wanted);
  if (out(real))
    throw new ManifestMistake(
      path,
      `${quoted(asked)}, a link out of the project`,
      "a path inside the project's folder",
      example,
    );
  return real;
}
