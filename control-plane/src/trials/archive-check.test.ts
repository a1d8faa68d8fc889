import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, expect, test } from 'vitest';
import { startCli } from '../testing/cli.ts';
import { checkArchive } from './archive-check.ts';

const folder = mkdtempSync(join(tmpdir(), 'proeftuin-archives-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Members = readonly (readonly [string | Parameters<ReturnType<typeof pack>['entry']>[0], string | Uint8Array])[];

/** A tar of these members. */
async function tar(members: Members): Promise<Buffer> {
  const into = pack();
  for (const [header, content] of members) {
    const body = Buffer.from(content);
    into.entry(typeof header === 'string' ? { name: header } : header, body);
  }
  into.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of into) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const MINE = { x64: 'amd64', arm64: 'arm64' }[process.arch as string] ?? process.arch;
const OTHER = MINE === 'amd64' ? 's390x' : 'amd64';
const layer = await tar([['etc/passwd', 'root:x:0:0::/:/bin/sh\n']]);
const manifest = (change = {}) => JSON.stringify([{ Config: 'c.json', RepoTags: [], Layers: ['l.tar'], ...change }]);
const config = (change = {}) => JSON.stringify({ architecture: MINE, os: 'linux', ...change });
const HASH = 'a'.repeat(64);

/** An archive as `docker save` writes it, with its layer replaced and members added. */
const image = (bytes: Uint8Array = layer, more: Members = [], configured = config()) =>
  tar([
    ['manifest.json', manifest({ Config: `${HASH}.json` })],
    [`${HASH}.json`, configured],
    ['l/layer.tar', bytes],
    ...more,
  ]);

async function judged(content: Uint8Array): Promise<string | undefined> {
  const file = join(folder, 'image.tar');
  writeFileSync(file, content);
  return checkArchive(file);
}

test('a plain image is nothing to remark upon, its layer as tar, gzip or zstd', async () => {
  expect(await judged(await image())).toBeUndefined();
  expect(await judged(await image(gzipSync(layer)))).toBeUndefined();
  expect(await judged(await image(zstdCompressSync(layer)))).toBeUndefined();
});

const link = (name: string, linkname: string, type: 'symlink' | 'link' = 'symlink') =>
  ({ name, linkname, type }) as const;

const BROKEN: readonly (readonly [string, () => Promise<Uint8Array>, RegExp])[] = [
  ['nothing', async () => Buffer.alloc(0), /an archive of 0 bytes/],
  ['a picture', async () => Buffer.from('\x89PNG'.padEnd(4096, 'x')), /no tar archive/],
  [
    'cut off in the middle',
    async () => (await image(Buffer.alloc(100_000))).subarray(0, 40_000),
    /cannot be read|no tar archive/,
  ],
  [
    'for another processor',
    () => image(layer, [], config({ architecture: OTHER })),
    new RegExp(`an image for "${OTHER}"`),
  ],
  ['for another system', () => image(layer, [], config({ os: 'windows' })), /an image for "windows", not for linux/],
  ['without a manifest', () => tar([['l/layer.tar', layer]]), /without manifest/],
  [
    'whose config is not there',
    async () =>
      tar([
        ['manifest.json', manifest()],
        ['l/layer.tar', layer],
      ]),
    /without the config/,
  ],
  [
    'whose manifest is a list of nothing',
    async () =>
      tar([
        ['manifest.json', '[]'],
        ['l/layer.tar', layer],
      ]),
    /without manifest/,
  ],
  [
    'whose manifest would change every object',
    async () =>
      tar([
        ['manifest.json', '{"__proto__":{"Config":"x"}}'],
        ['l/layer.tar', layer],
      ]),
    /without manifest/,
  ],
  ['with a path above it', () => image(layer, [['../../etc/cron.d/x', 'x']]), /leaves the archive/],
  ['with an absolute path', () => image(layer, [['/etc/cron.d/x', 'x']]), /leaves the archive/],
  [
    'with a link out of it',
    () => image(layer, [[link('l/x', '../../../etc/passwd'), '']]),
    /a link out of the archive/,
  ],
  ['with an absolute link', () => image(layer, [[link('x', '/etc/passwd'), '']]), /a link out of the archive/],
  [
    'with a hard link out of it',
    () => image(layer, [[link('x', '../etc/passwd', 'link'), '']]),
    /a link out of the archive/,
  ],
  [
    'with a device',
    () => image(layer, [[{ name: 'sda', type: 'block-device', devmajor: 8, devminor: 0 }, '']]),
    /that is no file/,
  ],
  ['with a pipe that never ends', () => image(layer, [[{ name: 'p', type: 'fifo' }, '']]), /that is no file/],
  ['whose layer is a picture', () => image(Buffer.from('\x89PNG'.padEnd(4096, 'x'))), /a layer that cannot be read/],
  ['whose layer is cut off', () => image(gzipSync(layer).subarray(0, 40)), /a layer that cannot be read/],
  [
    'with 20,001 files beside its layer',
    () =>
      image(
        layer,
        Array.from({ length: 20_001 }, (_, n) => [`json/${n}/VERSION`, ''] as const),
      ),
    /more than 20000 entries/,
  ],
];

test.each(BROKEN)('an archive %s is refused, and it is said why', async (_, make, why) => {
  expect(await judged(await make())).toMatch(why);
});

test('ten gigabytes of holes are refused by their size', async () => {
  const file = join(folder, 'sparse.tar');
  writeFileSync(file, await image());
  truncateSync(file, 10 * 1024 ** 3);
  expect(await checkArchive(file)).toMatch(/an archive of 10737418240 bytes/);
});

test('a layer whose sparse member claims ten gigabytes is refused', async () => {
  const pax = { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.realsize': String(10 * 1024 ** 3) };
  const sparse = await tar([[{ name: 'big', pax } as { name: string }, '0\n']]);
  expect(await judged(await image(sparse))).toMatch(/unfold to more than 4294967296 bytes/);
});

test('a layer of a few megabytes that unfolds to five gigabytes is refused before the engine sees it', async () => {
  // Its head alone says enough: the rest need not come.
  const head = await tar([['zeros', Buffer.alloc(4096)]]);
  head.write('50000000000', 124, 'latin1');
  head.fill(' ', 148, 156);
  const sum = head.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  expect(await judged(await image(gzipSync(head)))).toMatch(/unfold to more than 4294967296 bytes/);
});

test('a trial of ten gigabytes of holes ends before it begins: exit 2, and where in the manifest it stands', async () => {
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'image.tar'), await image());
  truncateSync(join(project, 'image.tar'), 10 * 1024 ** 3);
  writeFileSync(
    join(project, 'proeftuin.yaml'),
    `apiVersion: proeftuin/v1
kind: Service
metadata: { name: holes, version: 1.0.0 }
title: { nl: Gaten }
workload:
  containers: { web: { image: . } }
  service: { ports: { web: { port: 8080 } } }
  resources: { site: { type: route } }
images:
  web: { archive: image.tar }
`,
  );
  const { code, err } = await startCli(['try', project], { PROEFTUIN_HOME: join(folder, 'home') }).ended();
  expect({ code, err }).toMatchObject({
    code: 2,
    err: expect.stringMatching(/proeftuin\.yaml:10:.*10737418240 bytes/s),
  });
});
