import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LabError } from '@proeftuin/contract/errors';
import { bundleTo } from './bundle.ts';
import type { ImageDefinition } from './define.ts';
import { type Layer, type LayerTree, layersOf, put, readInto, writeLayer } from './layer.ts';
import { debianLayer, debianRelease } from './rootfs.ts';

const run = promisify(execFile);

/** One layer still to be made: what it depends on, as a hash, and how it is made. */
export interface Part {
  readonly key: string;
  readonly says: string;
  make(home: string, signal?: AbortSignal): Promise<Layer>;
}

/** Part of each key: raised when the way of making changes. */
const WAY = '2';
export const hashOf = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
};

/** The layers of an image's own, lowest first. */
export async function partsOf(name: string, folder: string, definition: ImageDefinition): Promise<Part[]> {
  const parts: Part[] = [];
  const { debian, program } = definition;
  if (debian !== undefined) {
    parts.push({
      key: hashOf(WAY, 'debian', debianRelease(), process.arch, JSON.stringify(debian)),
      says: `Debian packages of ${name}`,
      make: (home, signal) => debianLayer(home, name, debian, signal),
    });
  }
  if (definition.node === true) {
    parts.push({
      key: hashOf(WAY, 'node', process.version, process.arch),
      says: `Node ${process.version}`,
      make: nodeLayer,
    });
  }
  if (program !== undefined) {
    const files = globSync('*.{c,h}', { cwd: folder }).sort();
    const text = files.flatMap((file) => [file, readFileSync(join(folder, file))]);
    parts.push({
      key: hashOf(WAY, 'program', process.arch, program.to, ...text),
      says: `the program ${name}`,
      make: (home) => programLayer(home, folder, program.to),
    });
  }
  const tree = await appTree(folder, definition);
  if (tree.size > 0) {
    parts.push({
      key: treeHash(tree),
      says: `the code of ${name}`,
      make: (home) => writeLayer(layersOf(home), tree, `proeftuin ${name}`),
    });
  }
  return parts;
}

async function scratch<T>(home: string, work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(join(home, 'images', 'work'), { recursive: true });
  const folder = mkdtempSync(join(home, 'images', 'work', 'part-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The binary that runs this, without its symbols where `strip` is there. */
const nodeLayer = (home: string): Promise<Layer> =>
  scratch(home, async (folder) => {
    const file = join(folder, 'node');
    copyFileSync(process.execPath, file);
    await run('strip', ['--strip-unneeded', file]).catch(() => undefined);
    const tree: LayerTree = new Map();
    readInto(tree, '/usr/local/bin/node', file);
    return await writeLayer(layersOf(home), tree, `node ${process.version}`);
  });

const programLayer = (home: string, from: string, to: string): Promise<Layer> =>
  scratch(home, async (folder) => {
    const file = join(folder, 'program');
    const flags = ['-static', '-O2', '-s', '-Wall', '-Wextra', '-Werror', '-Wl,--build-id=none'];
    try {
      const sources = globSync('*.c', { cwd: from }).sort();
      await run('gcc', [...flags, '-o', file, ...sources], { cwd: from });
    } catch (cause) {
      throw new LabError('lab.image-missing', `the C program in ${from} could not be compiled: ${String(cause)}`, {
        cause,
        next: 'Run `make setup` (it installs gcc and libc6-dev).',
      });
    }
    const tree: LayerTree = new Map();
    for (const path of ['/tmp', '/run']) put(tree, path, { kind: 'folder', mode: 0o1777 });
    for (const path of ['/proc', '/sys', '/dev', '/etc']) put(tree, path, { kind: 'folder', mode: 0o755 });
    readInto(tree, to, file);
    return await writeLayer(layersOf(home), tree, `static ${to}`);
  });

/** Bundle, packages, files and texts: what changes with the code. */
async function appTree(folder: string, definition: ImageDefinition): Promise<LayerTree> {
  const tree: LayerTree = new Map();
  if (definition.bundle !== undefined) {
    const { entry, to, external = [] } = definition.bundle;
    for (const [path, text] of await bundleTo(join(folder, entry), to, external))
      put(tree, path, { kind: 'text', text, mode: 0o644 });
  }
  if (definition.modules !== undefined) {
    const { names, to, omit } = definition.modules;
    const skip = (path: string) =>
      /\.(d\.[cm]?ts|map|md|[ch]pp|[ch])$|\/(src|deps|test|types)$/.test(path) || omit?.test(path) === true;
    for (const [name, from] of withDependencies(names, folder))
      readInto(tree, `${to}/node_modules/${name}`, from, skip);
  }
  for (const [to, from] of Object.entries(definition.files ?? {})) readInto(tree, to, join(folder, from));
  for (const [to, text] of Object.entries(definition.texts ?? {}))
    put(tree, to, { kind: 'text', text, mode: text.startsWith('#!') ? 0o755 : 0o644 });
  return tree;
}

/** Packages with all that they depend on, each with its folder. */
function withDependencies(names: readonly string[], from: string): Map<string, string> {
  const found = new Map<string, string>();
  const look = (name: string, at: string) => {
    if (found.has(name)) return;
    const base = createRequire(join(at, 'x.js'))
      .resolve.paths(name)
      ?.find((path) => existsSync(join(path, name, 'package.json')));
    if (base === undefined) throw new LabError('lab.internal', `the package ${name} is not installed`);
    found.set(name, join(base, name));
    const { dependencies = {} }: { dependencies?: Record<string, string> } = JSON.parse(
      readFileSync(join(base, name, 'package.json'), 'utf8'),
    );
    for (const dependency of Object.keys(dependencies)) look(dependency, join(base, name));
  };
  for (const name of names) look(name, from);
  return found;
}

/** What a tree holds, as a hash. */
export function treeHash(tree: LayerTree): string {
  const parts = [...tree]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, entry]) => {
      if (entry.kind === 'file') return [path, String(entry.mode), readFileSync(entry.from)];
      if (entry.kind === 'text') return [path, String(entry.mode), entry.text];
      return [path, entry.kind === 'link' ? entry.to : String(entry.mode)];
    });
  return hashOf(WAY, 'tree', ...parts);
}

/** The layer of a part: as kept, else made and kept. */
export async function layerOf(
  home: string,
  part: Part,
  progress: (line: string) => void,
  signal?: AbortSignal,
): Promise<Layer> {
  const kept = join(layersOf(home), `${part.key}.json`);
  if (existsSync(kept)) {
    const { sha256, note }: { sha256: string; note: string } = JSON.parse(readFileSync(kept, 'utf8'));
    const file = join(layersOf(home), `${sha256}.tar`);
    if (existsSync(file) && statSync(file).size > 0) return { file, sha256, note };
  }
  const begin = performance.now();
  const layer = await part.make(home, signal);
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify({ sha256: layer.sha256, note: layer.note }));
  const took = performance.now() - begin;
  if (took > 1500)
    progress(`  ${part.says}: ${Math.round(statSync(layer.file).size / 1e6)} MB in ${(took / 1000).toFixed(1)} s`);
  return layer;
}
