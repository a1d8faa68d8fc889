import { ManifestMistake, type Path, quoted } from '@proeftuin/contract/manifest/problem';
import { CA_BUNDLES } from './trust.ts';

/** Kernel file systems and the lab's own folder: neither files nor mounts may lie there. */
const CLOSED = ['/proc', '/sys', '/dev', '/proeftuin'];
/** Files that the lab lays into each container. */
const OURS = ['/etc/resolv.conf', '/etc/hosts', '/etc/hostname', '/etc/passwd', ...CA_BUNDLES];
/** Too much to be copied and bounded; `writableRoot` is for that. */
const WHOLE = ['/bin', '/etc', '/lib', '/lib64', '/sbin', '/usr', '/etc/ssl', '/etc/ssl/certs', '/etc/pki'];
/** Writable and bounded in every container already. */
const ALREADY = ['/tmp', '/var/tmp'];

const clean = (path: string) => path.replace(/\/+$/, '') || '/';
const under = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

/** Refuses a path in the container that is the kernel's, the lab's or taken. Throws ManifestMistake. */
export function checkPath(kind: 'file' | 'mount' | 'writable', asked: string, taken: Set<string>, at: Path): string {
  const path = clean(asked);
  const wrong = (expected: string) => new ManifestMistake(at, quoted(asked), expected, EXAMPLES[kind]);
  if (CLOSED.some((folder) => under(path, folder))) throw wrong(`a path outside ${CLOSED.join(', ')}`);
  if (OURS.includes(path)) throw wrong('another file: this one is laid by the lab');
  if (kind !== 'file') {
    if (path === '/' || WHOLE.includes(path)) throw wrong('a smaller folder, or sandbox.writableRoot');
    if (ALREADY.some((folder) => under(path, folder)))
      throw wrong(`nothing: ${ALREADY.join(' and ')} are writable already`);
    const other = [...taken].find((one) => under(path, one) || under(one, path));
    if (other !== undefined) throw wrong(`a folder of its own, neither over nor under ${other}`);
  }
  if (taken.has(path)) throw wrong('each path once');
  taken.add(path);
  return path;
}

const EXAMPLES = {
  file: 'files: { /etc/app/settings.json: { content: "{}" } }',
  mount: 'volumes: { /var/lib/app: { source: "${resources.data}" } }',
  writable: 'writable: [ /var/lib/app ]',
} as const;
