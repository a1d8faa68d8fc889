import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { clusterFolder } from './folder.ts';

const place = realpathSync(mkdtempSync(join(tmpdir(), 'proeftuin-folder-')));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const git = (...args: string[]) => execFileSync('git', args, { cwd: place, stdio: 'ignore' });
const cluster = (path: string) => {
  mkdirSync(join(place, path), { recursive: true });
  writeFileSync(join(place, path, 'up'), '');
  return join(place, path);
};

test('a cluster is looked for beside the repository, and beside what it is a clone of', () => {
  mkdirSync(join(place, 'work/main'), { recursive: true });
  mkdirSync(join(place, 'elsewhere'));
  git('init', '-q', 'work/main');
  git('clone', '-q', join(place, 'work/main'), 'elsewhere/clone');
  git('clone', '-q', `file://${join(place, 'elsewhere/clone/.git')}`, 'elsewhere/again');
  const clone = join(place, 'elsewhere/again');
  expect(clusterFolder({}, clone)).toBeUndefined();
  const shared = cluster('work/shared/cluster');
  expect(clusterFolder({}, join(place, 'work/main'))).toBe(shared);
  expect(clusterFolder({}, clone)).toBe(shared);
  const own = cluster('own');
  expect(clusterFolder({ PROEFTUIN_CLUSTER: own }, clone)).toBe(own);
  expect(clusterFolder({ PROEFTUIN_CLUSTER: '../own' }, join(place, 'elsewhere'))).toBe(own);
  expect(clusterFolder({ PROEFTUIN_CLUSTER: join(place, 'nowhere') }, clone)).toBeUndefined();
  expect(clusterFolder({}, place)).toBeUndefined();
});
