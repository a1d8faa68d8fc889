import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { serviceOf } from '../container/service.ts';
import { builderAt } from './builder.ts';

const home = mkdtempSync(join(tmpdir(), 'proeftuin-builder-'));
const saved = join(home, 'clusters', 'saved');
afterAll(() => {
  const pid = serviceOf(home);
  if (pid !== undefined) process.kill(pid, 'SIGTERM');
  rmSync(home, { recursive: true, force: true });
});

test('trials that begin together have one image saved, once and whole', async () => {
  const folder = mkdtempSync(join(home, 'service-'));
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY content /content\n');
  writeFileSync(join(folder, 'content'), randomBytes(32 << 20));
  const build = builderAt(home, () => undefined);
  const source = { name: 'app', kind: 'build', folder } as const;
  // Builds that begin together make images of different times: one before makes what they find.
  await build([source], new AbortController().signal);
  rmSync(saved, { recursive: true });
  const all = await Promise.all([1, 2, 3].map(() => build([source], new AbortController().signal)));
  const files = new Set(all.map((built) => built.get('app')?.archive?.file));
  expect([...files]).toEqual([expect.stringContaining(saved)]);
  expect(readdirSync(saved)).toHaveLength(1);
});
