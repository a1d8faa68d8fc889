import { parseManifest } from '@proeftuin/contract/manifest/parse';
import { expect, test } from 'vitest';
import { firstManifest } from './first-manifest.ts';

test('what it writes from a Dockerfile is a manifest that holds', () => {
  const text = firstManifest({
    name: 'Mijn App!',
    dockerfile: 'FROM node\nEXPOSE 3000\nVOLUME /var/lib/app\nUSER 1001\n',
  });
  const parsed = parseManifest(text, 'proeftuin.yaml');
  expect(parsed.ok && parsed.manifest.metadata.name).toBe('mijn-app');
  expect(text).toContain('port: 3000');
  expect(text).toContain('writable: [ /var/lib/app ]');
  expect(text).not.toContain('runAs: root');
});

test('from an image alone it says what it could not know', () => {
  const text = firstManifest({ name: '123', image: 'registry.example/shop:1' });
  expect(parseManifest(text, 'proeftuin.yaml').ok).toBe(true);
  expect(text).toContain('not known: the port');
});
