import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolder } from './folder.ts';

const root = mkdtempSync(join(tmpdir(), 'proeftuin-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('makes a folder with those it lies in, and is content with one that is there', () => {
  makeFolder(join(root, 'a', 'b', 'c'));
  makeFolder(join(root, 'a', 'b', 'c'));
  expect(existsSync(join(root, 'a', 'b', 'c'))).toBe(true);
});

test('does not wait for ever where nothing can be made', () => {
  expect(() => makeFolder('/proc/proeftuin/out')).toThrow(/ENOENT/);
});

test('says so when a file is in the way', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeFolder(join(root, 'file', 'out'))).toThrow(/ENOTDIR/);
  expect(() => makeFolder(join(root, 'file'))).toThrow(/ENOTDIR/);
});
