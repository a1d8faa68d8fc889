import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configOf, type ImageConfig, writeArchive } from './archive.ts';
import { imageFacts } from './facts.ts';
import { type LayerTree, put, readInto, writeLayer } from './layer.ts';

const CONFIG: ImageConfig = {
  env: { B: '2', A: '1' },
  entrypoint: ['/app'],
  command: ['--serve'],
  workdir: '/srv',
  user: '10001:0',
  ports: [8080],
  labels: {},
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The same content, written in another order and at another time. */
function content(name: string, order: readonly string[], at: number): LayerTree {
  const root = join(folder, name);
  mkdirSync(join(root, 'sub'), { recursive: true });
  for (const file of order) {
    writeFileSync(join(root, file), `text of ${file}`, { mode: 0o640 });
    utimesSync(join(root, file), at, at);
  }
  symlinkSync('a', join(root, 'link'));
  const tree: LayerTree = new Map();
  readInto(tree, '/data', root);
  put(tree, '/bin/run', { kind: 'text', text: '#!/bin/sh\n', mode: 0o755 });
  return tree;
}

async function make(name: string, order: readonly string[], at: number) {
  const layer = await writeLayer(join(folder, `layers-${name}`), content(name, order, at), 'test');
  const config = configOf(CONFIG, [layer, layer]);
  const file = join(folder, `${name}.tar`);
  return { layer, config, file, written: await writeArchive(file, ['proeftuin/test:1'], config, [layer, layer]) };
}

describe('an archive', () => {
  it('is the same, byte for byte, whenever and in whatever order its files were written', async () => {
    const one = await make('one', ['a', 'b', 'sub/c'], 1_000_000);
    const two = await make('two', ['sub/c', 'b', 'a'], 2_000_000);
    expect(readFileSync(two.file).equals(readFileSync(one.file))).toBe(true);
    expect(two.written).toEqual(one.written);
  });

  it('changes with what a file says', async () => {
    const one = await make('one', ['a'], 1_000_000);
    const two = await make('two', ['a', 'b'], 1_000_000);
    expect(two.written.digest).not.toBe(one.written.digest);
  });

  it('is known by the SHA-256 of its config, and each layer by that of its tar', async () => {
    const { layer, config, written } = await make('one', ['a'], 1_000_000);
    expect(written.digest).toBe(`sha256:${createHash('sha256').update(config).digest('hex')}`);
    expect(layer.sha256).toBe(createHash('sha256').update(readFileSync(layer.file)).digest('hex'));
    expect(config.toString()).toContain(`"diff_ids":["sha256:${layer.sha256}","sha256:${layer.sha256}"]`);
  });

  it('tells its facts without an engine', async () => {
    const { file, written } = await make('one', ['a'], 1_000_000);
    expect(await imageFacts(file)).toMatchObject({
      digest: written.digest,
      size: written.size,
      user: '10001:0',
      ports: [8080],
      command: ['/app', '--serve'],
      workdir: '/srv',
    });
  });

  it('holds files that any uid may read, and none that only root may', async () => {
    const tree = content('one', ['a'], 1_000_000);
    expect(tree.get('data/a')).toMatchObject({ mode: 0o644 });
    expect(tree.get('data')).toEqual({ kind: 'folder', mode: 0o755 });
    expect(tree.get('bin/run')).toMatchObject({ mode: 0o755 });
  });

  it('is refused when it is none', async () => {
    const file = join(folder, 'none.tar');
    writeFileSync(file, Buffer.alloc(1024));
    await expect(imageFacts(file)).rejects.toMatchObject({ code: 'image.refused' });
  });
});
