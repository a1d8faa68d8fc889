import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { extract, pack } from 'tar-stream';
import { unlessGone } from './call.ts';

interface Copy {
  /** Container that was created from the image and never started. */
  readonly from: string;
  readonly path: string;
  /** Running container that holds the volume. */
  readonly to: string;
  readonly at: string;
  /** Uid that shall own it; undefined: as in the image. */
  readonly owner: number | undefined;
}

/** Fills a writable path with the image's own content there. A path that the image does not have stays empty. */
export async function copyIn(docker: Docker, copy: Copy): Promise<void> {
  const archive = await unlessGone(docker.getContainer(copy.from).getArchive({ path: copy.path }));
  if (archive === undefined) return;
  const inward = pack();
  const outward = extract();
  outward.on('entry', (header, stream, next) => {
    // The archive's first part is the folder itself; what lies under it goes to the volume's root.
    const name = header.name.split('/').slice(1).join('/');
    const kept = ['file', 'directory', 'symlink', 'link'].includes(header.type ?? '');
    if (name === '' || !kept) {
      stream.resume();
      stream.on('end', next);
      return;
    }
    const owned = copy.owner === undefined ? {} : { uid: copy.owner, gid: 0 };
    const linkname = header.type === 'link' ? (header.linkname ?? '').split('/').slice(1).join('/') : header.linkname;
    const entry = inward.entry({ ...header, ...owned, name, ...(linkname == null ? {} : { linkname }) }, next);
    if (header.type === 'file') stream.pipe(entry);
    else {
      stream.resume();
      entry.end('');
    }
  });
  outward.on('finish', () => inward.finalize());
  outward.on('error', (error) => inward.destroy(error));
  archive.on('error', (error) => outward.destroy(error));
  archive.pipe(outward);
  await docker.getContainer(copy.to).putArchive(Readable.from(inward), { path: copy.at });
}
