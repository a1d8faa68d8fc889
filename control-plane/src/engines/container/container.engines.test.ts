import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lifecycleContract } from '../lifecycle.contract.ts';
import { openBench } from '../testing/real.ts';

lifecycleContract('Podman', () => openBench('podman'));
lifecycleContract('Docker', () => openBench('docker'));

test('two trials that build under one name at once get each their own image', async () => {
  const bench = await openBench('podman');
  const projects = mkdtempSync(join(tmpdir(), 'proeftuin-builds-'));
  const signal = new AbortController().signal;
  const build = async (text: string) => {
    const folder = mkdtempSync(join(projects, 'p-'));
    writeFileSync(join(folder, 'Dockerfile'), `FROM scratch\nENV WHICH=${text}\n`);
    const facts = await bench.engine.images([{ name: 'loket/web/web', kind: 'build', folder }], signal);
    return facts['loket/web/web']?.digest;
  };
  try {
    const alone = [await build('one'), await build('two'), await build('three')];
    expect(new Set(alone).size).toBe(3);
    expect(await Promise.all(['one', 'two', 'three'].map(build))).toEqual(alone);
  } finally {
    rmSync(projects, { recursive: true, force: true });
    await bench.close();
  }
});
