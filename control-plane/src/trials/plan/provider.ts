import { ManifestMistake, type Path, quoted } from '@proeftuin/contract/manifest/problem';
import type { ContainerSpec, Manifest, WorkloadSpec } from '@proeftuin/contract/manifest/schema';
import type { Container, Workload } from '@proeftuin/contract/plan';
import { imageName } from '../release.ts';
import { checkPath } from './container-paths.ts';
import { limitsOf } from './limits.ts';
import type { Mistakes } from './mistakes.ts';
import { fill, type Known, literal } from './placeholders.ts';
import type { SecretNeed, Settings } from './planned.ts';
import type { ResourceMade } from './resource.ts';
import { caFileOf, trustEnv, trustFiles } from './trust.ts';

/** One workload of the manifest, and all that it stands in. */
export interface Asked {
  /** Id in the plan, and name in the manifest. */
  readonly id: string;
  readonly name: string;
  readonly spec: WorkloadSpec;
  readonly path: Path;
  readonly manifest: Manifest;
  readonly settings: Settings;
  readonly made: ReadonlyMap<string, ResourceMade>;
  readonly ports: readonly number[];
  readonly needs: SecretNeed[];
  readonly mistakes: Mistakes;
}

/** A workload of the provider, as the plan has it. Mistakes are noted, not thrown. */
export function workloadOf(asked: Asked): Workload {
  const { id, spec, made, ports } = asked;
  const containers = Object.entries(spec.containers).map(([name, c]) => containerOf(name, c, asked));
  const volumes = [...made].flatMap(([key, one]) => (one.volume === undefined ? [] : [{ id: key, size: one.volume }]));
  return { id, trust: 'provider', stage: 'trial', containers, volumes, ports: [...ports] };
}

function containerOf(name: string, c: ContainerSpec, asked: Asked): Container {
  const { manifest, made, mistakes, needs, settings } = asked;
  const place = [...asked.path, 'containers', name];
  const known: Known = {
    resources: new Map([...made].map(([key, one]) => [key, one.outputs])),
    metadata: { name: manifest.metadata.name, version: manifest.metadata.version },
  };
  const resolve = (text: string, ...more: (string | number)[]) =>
    mistakes.attempt(() => fill(text, known, [...place, ...more], needs), '');
  const list = (key: 'command' | 'args') => c[key]?.map((text, n) => resolve(text, key, n));
  const command = list('command');
  const args = list('args');
  const variables = Object.entries(c.variables ?? {}).map(([key, text]) => [key, resolve(text, 'variables', key)]);
  const { sandbox } = manifest;
  const files = filesOf(c, place, resolve, mistakes);
  const ca = caFileOf(settings);
  const taken = new Set<string>();
  const writable = (sandbox?.writable ?? []).map((path, n) =>
    // Told once, at the first container.
    name === Object.keys(asked.spec.containers)[0]
      ? mistakes.attempt(() => checkPath('writable', path, taken, ['sandbox', 'writable', n]), path)
      : path,
  );
  for (const path of writable) taken.add(path);
  return {
    id: name,
    image: imageName(manifest.metadata.name, asked.name, name),
    ...(command === undefined ? {} : { command }),
    ...(args === undefined ? {} : { args }),
    env: { ...(ca === undefined ? {} : trustEnv(ca)), ...Object.fromEntries(variables), ...settings.overlay },
    mounts: mountsOf(c, place, made, taken, mistakes),
    files: [...trustFiles(), ...files],
    limits: mistakes.attempt(() => limitsOf(c, place), limitsOf({ image: '.' }, place)),
    user: settings.grade === 'compat' ? 'root' : (sandbox?.runAs ?? 'lab'),
    writable,
    writableRoot: sandbox?.writableRoot ?? false,
    run: 'always',
  };
}

function filesOf(
  c: ContainerSpec,
  place: Path,
  resolve: (text: string, ...more: string[]) => string,
  mistakes: Mistakes,
): Container['files'] {
  const taken = new Set<string>();
  return Object.entries(c.files ?? {}).map(([at, { content, noExpand }]) => {
    const path = mistakes.attempt(() => checkPath('file', at, taken, [...place, 'files', at]), at);
    const here = [...place, 'files', at, 'content'];
    const raw = () => mistakes.attempt(() => literal(content, here), '');
    return { path, content: noExpand === true ? raw() : resolve(content, 'files', at, 'content') };
  });
}

/** Score's `source` of a volume is `${resources.id}`, the resource itself. */
function mountsOf(
  c: ContainerSpec,
  place: Path,
  made: ReadonlyMap<string, ResourceMade>,
  taken: Set<string>,
  mistakes: Mistakes,
): Container['mounts'] {
  const ids = [...made].flatMap(([id, one]) => (one.volume === undefined ? [] : [id]));
  return Object.entries(c.volumes ?? {}).flatMap(([at, { source, readOnly }]) =>
    mistakes.attempt(() => {
      const path = checkPath('mount', at, taken, [...place, 'volumes', at]);
      const volume = /^\$\{resources\.([a-z0-9-]+)(?:\.source)?\}$/.exec(source)?.[1] ?? '';
      if (ids.includes(volume)) return [{ volume, path, readOnly: readOnly ?? false }];
      const expected =
        ids.length === 0
          ? 'a resource of type volume: there is none'
          : ids.map((id) => `\${resources.${id}}`).join(' or ');
      throw new ManifestMistake(
        [...place, 'volumes', at, 'source'],
        quoted(source),
        expected,
        'source: ${resources.data}',
      );
    }, []),
  );
}
