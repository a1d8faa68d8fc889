import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { LabError } from '@proeftuin/contract/errors';
import type { DebianLayer } from './define.ts';
import { type Layer, type LayerTree, layersOf, put, readInto, writeLayer, ZERO } from './layer.ts';

const run = promisify(execFile);

/** Never wanted in an image. */
const DROP = [
  '/usr/share/{doc,man,info,locale,lintian,bug,menu,doc-base,pixmaps,bash-completion,zsh,perl5,debconf,apport,gcc,gdb}',
  '/usr/share/zoneinfo/{right,posix}',
  '/usr/lib/*/{gconv,perl-base,perl}',
  '/usr/{include,games}',
  '/etc/{apt,cron.daily,logrotate.d,init.d,rc*.d,systemd,update-motd.d,hostname,resolv.conf,hosts}',
  '/usr/lib/{systemd,udev,apt,dpkg}',
  '/usr/bin/{perl*,debconf*,dpkg*,apt*}',
  '/var/{cache,lib/apt,lib/dpkg}',
  '/dev/*',
];

/** As `chroot` finds it on any machine. */
const MERGE = 'for d in bin sbin lib lib64; do mkdir -p "$1/usr/$d"; ln -s "usr/$d" "$1/$d"; done';
const LIST =
  'mkdir -p "$1/usr/share/proeftuin"; ls "$1/var/cache/apt/archives" | sed -n "s/[.]deb$//p" | sed "s/%3a/:/" > "$1/usr/share/proeftuin/packages"';

/** The Debian release of this machine, whose own apt sources are used. Throws lab.image-missing elsewhere. */
export function debianRelease(): string {
  const found = /^VERSION_CODENAME=(\w+)$/m.exec(readIf('/etc/os-release'))?.[1];
  if (found !== undefined && /^ID=debian$/m.test(readIf('/etc/os-release'))) return found;
  throw new LabError('lab.image-missing', "the lab's images are made from Debian's packages, and this is no Debian", {
    next: 'Give images made elsewhere: --images FOLDER, or a registry prefix.',
  });
}

const readIf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** Makes a layer of Debian packages with mmdebstrap. Needs root. Throws lab.image-missing. */
export async function debianLayer(
  home: string,
  name: string,
  layer: DebianLayer,
  signal?: AbortSignal,
): Promise<Layer> {
  const release = debianRelease();
  if (process.getuid?.() !== 0)
    throw new LabError('lab.image-missing', `making the image ${name} needs root (chroot)`, {
      next: 'Run `sudo make images` once, or give images made elsewhere: --images FOLDER.',
    });
  const work = join(home, 'images', 'work');
  mkdirSync(work, { recursive: true });
  const root = mkdtempSync(join(work, `${name}-`));
  try {
    const target = join(root, 'root');
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(ZERO.getTime() / 1000), TMPDIR: work, LC_ALL: 'C.UTF-8' };
    const options = signal === undefined ? { env } : { env, signal };
    const args = ['--quiet', '--mode=root', '--variant=extract', '--format=directory', '--skip=check/qemu'];
    args.push(`--include=${layer.packages.join(',')}`, `--setup-hook=${MERGE}`, `--extract-hook=${LIST}`);
    await run('mmdebstrap', [...args, release, target], options);
    if (layer.finish !== undefined) await run('/bin/sh', ['-euc', layer.finish, 'finish', target], options);
    return await writeLayer(
      layersOf(home),
      trimmed(target, layer.drop ?? [], await libraries(target, layer.programs)),
      `debian ${release}: ${layer.packages.join(' ')}`,
    );
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof LabError) throw cause;
    const said =
      typeof cause === 'object' && cause !== null && 'stderr' in cause ? String(cause.stderr) : String(cause);
    throw new LabError(
      'lab.image-missing',
      `the image ${name} could not be made: ${said.trim().split('\n').slice(-4).join(' | ')}`,
      {
        cause,
        next: /No space left on device|ENOSPC/.test(said)
          ? `Free space for ${home}: \`proeftuin prune\`, or another PROEFTUIN_HOME.`
          : 'Run `make setup`; mmdebstrap needs the Debian package mirror of this machine.',
      },
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The root folder as a tree, without what no image wants. */
function trimmed(root: string, drop: readonly string[], needed: ReadonlySet<string>): LayerTree {
  const rules = [...DROP, ...drop].flatMap(braces).map(pathRule);
  const spare = (path: string) => LIBRARY.test(path) && !needed.has(basename(path));
  const tree: LayerTree = new Map();
  for (const name of readdirSync(root)) {
    readInto(tree, `/${name}`, join(root, name), (path) => spare(path) || rules.some((rule) => rule.test(path)));
  }
  for (const folder of ['/dev', '/proc', '/sys', '/var/cache', '/var/lib', '/var/log', '/home/lab', '/app', '/mnt'])
    if (!tree.has(folder.slice(1))) put(tree, folder, { kind: 'folder', mode: 0o755 });
  for (const folder of ['/tmp', '/var/tmp', '/run']) put(tree, folder, { kind: 'folder', mode: 0o1777 });
  return tree;
}

const LIBRARY = /^\/usr\/lib\/[a-z0-9_]+-linux-gnu\/.*\.so(\.[0-9.]+)?$/;

/** The names of all libraries that the programs need, as the root folder's own loader finds them. */
async function libraries(root: string, programs: readonly string[]): Promise<Set<string>> {
  const [loader = ''] = globSync('usr/lib64/ld-linux-*.so.*', { cwd: root });
  const names = new Set([basename(loader), basename(realpathSync(join(root, 'usr', 'lib64', basename(loader))))]);
  for (const pattern of programs) {
    const files = braces(pattern).flatMap((each) => globSync(each.slice(1), { cwd: root }));
    if (files.length === 0) throw new LabError('lab.internal', `no package brought ${pattern}`);
    for (const file of files) {
      names.add(basename(file));
      names.add(basename(realpathSync(join(root, file))));
      const { stdout } = await run('chroot', [root, `/${loader}`, '--list', `/${file}`]);
      if (stdout.includes('not found')) throw new LabError('lab.internal', `/${file} lacks a library: ${stdout}`);
      for (const [, path = ''] of stdout.matchAll(/=> (\/\S+)/g)) {
        names.add(basename(path));
        names.add(basename(realpathSync(join(root, path))));
      }
    }
  }
  return names;
}

/** `/a/{b,c}/d` → `/a/b/d`, `/a/c/d`. */
export function braces(pattern: string): string[] {
  const found = /^(.*?)\{([^}]*)\}(.*)$/.exec(pattern);
  if (found === null) return [pattern];
  const [, before = '', inner = '', after = ''] = found;
  return inner.split(',').flatMap((choice) => braces(`${before}${choice}${after}`));
}

/** `*` is any part of one name. */
export const pathRule = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replaceAll(/[.+?^$()|[\]\\]/g, '\\$&'))
      .join('[^/]*')}$`,
  );
