import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ImageStore } from './image-store.ts';
import { pullCredentials } from './registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'proeftuin-registry-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, auths: object) => {
  writeFileSync(join(folder, name), JSON.stringify({ auths }));
  return join(folder, name);
};
const at = 'registry.example:5000/lab';

test('nodes are given the credentials of their registry alone', () => {
  const push = file('push.json', { 'registry.example:5000': { auth: 'a' }, 'registry.example': { auth: 'b' } });
  const pull = file('pull.json', { 'registry.example:5000/lab': { auth: 'c' }, 'other.example': { auth: 'd' } });
  expect(pullCredentials({ at })).toBeUndefined();
  expect(pullCredentials({ at, auth: push })).toBe('{"auths":{"registry.example:5000":{"auth":"a"}}}');
  expect(pullCredentials({ at, auth: push, pullAuth: pull })).toBe(
    '{"auths":{"registry.example:5000/lab":{"auth":"c"}}}',
  );
});

test('a file without them is told, and how to write them', () => {
  const auth = file('none.json', { 'other.example': { auth: 'd' } });
  expect(() => pullCredentials({ at, auth })).toThrow('holds no credentials of registry.example:5000');
  expect(() => pullCredentials({ at, auth: join(folder, 'nowhere') })).toThrow('cannot be read');
});

test('an image is forgotten by its digest, and by the name that its pod has for it', () => {
  const store = new ImageStore(folder, 'x');
  const image = { digest: 'sha256:1', size: 1, user: '', workdir: '/', arch: 'amd64', builtOpen: false };
  const known = { ...image, ports: [], volumes: [], command: [], entrypoint: [], arguments: [] };
  const ref = `${at}/probe@sha256:2`;
  store.put({ ...known, ref });
  store.forget(`${at}/other@sha256:2`);
  expect(store.get('sha256:1')?.ref).toBe(ref);
  store.forget(ref);
  expect(store.get('sha256:1')).toBeUndefined();
  store.put(known);
  store.forget('sha256:1');
  expect(store.get('sha256:1')).toBeUndefined();
});
