import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configOf, writeArchive } from './archive.ts';
import { imageDefinitions, labImages } from './images.ts';
import { writeLayer } from './layer.ts';
import { locked } from './lock.ts';
import { braces, pathRule } from './rootfs.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'images-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('the images of the lab', () => {
  it('are found in their folders, those under them too', async () => {
    const all = await imageDefinitions();
    const lab = [...all].filter(([, image]) => image.lab).map(([name]) => name);
    expect(lab).toEqual(['browser', 'gateway', 'init', 'municipality', 'postgres', 'probe', 'runner']);
    for (const [, image] of all) if (image.from !== undefined) expect([...all.keys()]).toContain(image.from);
  });

  it('are taken from a folder of archives', async () => {
    const config = { env: {}, entrypoint: [], command: [], workdir: '/', user: '1:0', ports: [], labels: {} };
    const layer = await writeLayer(join(home, 'layers'), new Map(), 'empty');
    const lab = [...(await imageDefinitions())].filter(([, image]) => image.lab).map(([name]) => name);
    const digests = new Map<string, string>();
    for (const name of lab) {
      const bytes = configOf({ ...config, labels: { name } }, [layer]);
      const { digest } = await writeArchive(join(home, `${name}-0123abcd.tar`), [`x/${name}:1`], bytes, [layer]);
      digests.set(name, digest);
    }
    const sources = await labImages({ home, how: home });
    expect(sources.map((s) => [s.name, s.kind === 'archive' ? s.digest : undefined])).toEqual([...digests]);
  });

  it('are refused when the folder lacks one, or has two of it', async () => {
    await expect(labImages({ home, how: home })).rejects.toMatchObject({ code: 'lab.image-missing' });
    writeFileSync(join(home, 'browser-1.tar'), '');
    writeFileSync(join(home, 'browser-2.tar'), '');
    await expect(labImages({ home, how: home })).rejects.toThrow(/2 archives of the image browser/);
  });

  it('cannot be pulled where nothing is published', async () => {
    await expect(labImages({ home, how: 'pull' })).rejects.toMatchObject({ code: 'lab.image-missing' });
  });

  it('cannot be fetched from a registry that does not answer', async () => {
    await expect(labImages({ home, how: '127.0.0.1:1/proeftuin' })).rejects.toThrow(/cannot be fetched/);
  });
});

describe('a lock', () => {
  it('lets one in at a time', async () => {
    const file = join(home, 'lock');
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((done) => setTimeout(done, 10));
      inside -= 1;
    };
    await Promise.all([1, 2, 3].map(() => locked(file, () => undefined, work)));
    expect(most).toBe(1);
  });

  it('is taken from a dead process, and let go of after a failure', async () => {
    const file = join(home, 'lock');
    writeFileSync(file, '4194305');
    const failing = locked(
      file,
      () => undefined,
      async () => Promise.reject(new Error('broken')),
    );
    await expect(failing).rejects.toThrow('broken');
    expect(
      await locked(
        file,
        () => undefined,
        async () => 'in',
      ),
    ).toBe('in');
  });

  it('can be given up waiting for', async () => {
    const file = join(home, 'lock');
    writeFileSync(file, String(process.pid));
    const waited = locked(
      file,
      () => undefined,
      async () => 'in',
      AbortSignal.abort(new Error('enough')),
    );
    await expect(waited).rejects.toThrow('enough');
  });
});

describe('a rule of what is dropped', () => {
  it('names alternatives in braces', () => {
    expect(braces('/a/{b,c}/{d,e}')).toEqual(['/a/b/d', '/a/b/e', '/a/c/d', '/a/c/e']);
  });
  it('takes a star for any part of one name', () => {
    expect(pathRule('/usr/lib/*/gconv').test('/usr/lib/x86_64-linux-gnu/gconv')).toBe(true);
    expect(pathRule('/usr/lib/*/gconv').test('/usr/lib/a/b/gconv')).toBe(false);
    expect(pathRule('/usr/share/doc').test('/usr/share/docs')).toBe(false);
  });
});
