import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
} from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';

/** One layer: its tar, kept once by its content. */
export interface Layer {
  readonly file: string;
  readonly sha256: string;
  /** What it is, for the image's history. */
  readonly note: string;
}

/** What lies at a path of the image. Owner is always 0:0, so that any uid with gid 0 reads it. */
export type LayerEntry =
  | { readonly kind: 'text'; readonly text: string | Buffer; readonly mode: number }
  | { readonly kind: 'file'; readonly from: string; readonly mode: number; readonly size: number }
  | { readonly kind: 'link'; readonly to: string }
  | { readonly kind: 'folder'; readonly mode: number };

/** The one time in every layer. */
export const ZERO = new Date('2026-01-01T00:00:00Z');

/** Paths without a leading slash → entries. */
export type LayerTree = Map<string, LayerEntry>;

/** Puts an entry at an absolute path, with the folders that lead to it. */
export function put(tree: LayerTree, path: string, entry: LayerEntry): void {
  const parts = path.split('/').filter(Boolean);
  for (let n = 1; n < parts.length; n++) {
    const folder = parts.slice(0, n).join('/');
    if (!tree.has(folder)) tree.set(folder, { kind: 'folder', mode: 0o755 });
  }
  tree.set(parts.join('/'), entry);
}

/** Reads a file or a folder of the host to a path of the image. Devices, sockets and owners are left behind. */
export function readInto(
  tree: LayerTree,
  at: string,
  from: string,
  skip: (path: string) => boolean = () => false,
): void {
  if (skip(at)) return;
  const stat = lstatSync(from);
  if (stat.isSymbolicLink()) put(tree, at, { kind: 'link', to: readlinkSync(from) });
  else if (stat.isDirectory()) {
    const open = (stat.mode & 0o1000) !== 0 ? 0o1777 : 0o755;
    if (at !== '') put(tree, at, { kind: 'folder', mode: open });
    for (const name of readdirSync(from)) readInto(tree, `${at}/${name}`, join(from, name), skip);
  } else if (stat.isFile()) {
    const mode = (stat.mode & 0o111) !== 0 ? 0o755 : 0o644;
    put(tree, at, { kind: 'file', from, mode, size: stat.size });
  }
}

/** Writes a tree as a layer into `folder`, sorted and with one time: the same tree gives the same bytes. */
export async function writeLayer(folder: string, tree: LayerTree, note: string): Promise<Layer> {
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `draft.${process.pid}.${Math.random().toString(36).slice(2)}`);
  const hash = createHash('sha256');
  const tar = pack();
  const hashing = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const written = pipeline(tar, hashing, createWriteStream(draft));
  const write = async () => {
    for (const [name, entry] of [...tree].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const header = { name, mtime: ZERO, uid: 0, gid: 0 };
      if (entry.kind === 'folder') tar.entry({ ...header, name: `${name}/`, type: 'directory', mode: entry.mode });
      else if (entry.kind === 'link') tar.entry({ ...header, type: 'symlink', linkname: entry.to, mode: 0o777 });
      else if (entry.kind === 'text') tar.entry({ ...header, mode: entry.mode }, entry.text);
      else {
        const into = tar.entry({ ...header, mode: entry.mode, size: entry.size });
        await pipeline(createReadStream(entry.from, { highWaterMark: 1 << 20 }), into);
      }
    }
    tar.finalize();
  };
  await Promise.all([write(), written]);
  const sha256 = hash.digest('hex');
  const file = join(folder, `${sha256}.tar`);
  renameSync(draft, file);
  return { file, sha256, note };
}

/** Where a home keeps its layers. */
export const layersOf = (home: string): string => join(home, 'images', 'layers');
