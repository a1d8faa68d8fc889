import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { manifestKeys, PAGES } from './docs.ts';

test.each(Object.entries(PAGES))('docs/%s says what the code says (else: make docs)', (name, page) => {
  expect(readFileSync(join(import.meta.dirname, '..', 'docs', name), 'utf8')).toBe(page());
});

test('each key at the top of the manifest is described, for people and editors', () => {
  const top = manifestKeys().filter(({ key }) => !key.includes('.') && !key.includes('['));
  expect(top.length).toBeGreaterThan(10);
  expect(top.filter(({ key, means }) => means === '' && key !== 'metadata')).toEqual([]);
});
