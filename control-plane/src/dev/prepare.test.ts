import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readManifest } from '../trials/release.ts';
import { type Asked, prepare } from './prepare.ts';

const SERVICE = fileURLToPath(new URL('../../../sandbox-images/providers/verhuisloket', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'proeftuin-prepare-'));
const FILE = join(folder, 'proeftuin.yaml');
cpSync(join(SERVICE, 'proeftuin.yaml'), FILE);
const TEXT = readFileSync(FILE, 'utf8');
afterAll(() => rmSync(folder, { recursive: true }));

const ASKED: Asked = { profile: 'aalter', municipalities: [], seed: '309', set: {}, secrets: '' };
const prepared = (asked: Partial<Asked> = {}, text = TEXT) => {
  writeFileSync(FILE, text);
  return prepare(readManifest(folder), { ...ASKED, ...asked }, 4309);
};

test('a folder without a Dockerfile will do, and the client comes back to the origin', () => {
  const { municipality, variables } = prepared({ origin: 'http://localhost:3000/' });
  expect(municipality.clients[0]?.redirectUris).toEqual(['http://localhost:3000/callback']);
  expect(variables.PUBLIC_URL).toBe('http://localhost:3000');
});

test('credentials are the same at each start, other under another seed, and in no variable unfilled', () => {
  expect(prepared()).toEqual(prepared());
  expect(prepared({ seed: '310' }).token).not.toBe(prepared().token);
  expect(JSON.stringify(prepared())).not.toContain('${');
});

test('a secret of the service comes from its file, a variable from --set wins', () => {
  const text = TEXT.replace('PORT: "8080"', 'PORT: "8080"\n        KEY: ${secrets.MAIL_KEY}');
  expect(() => prepared({}, text)).toThrow('the manifest asks for the secret MAIL_KEY');
  const { variables, printed } = prepared({ secrets: 'MAIL_KEY=abc', set: { DATABASE_URL: 'postgres://mine' } }, text);
  expect([variables.KEY, variables.DATABASE_URL]).toEqual(['abc', 'postgres://mine']);
  expect(printed).toEqual({ ...variables, KEY: '(secret)' });
});

test.each([
  [{ origin: 'localhost:3000' }, /--origin localhost:3000/],
  [{ origin: 'http://localhost:3000/pad' }, /--origin .*: scheme, host and port alone/],
  [{ container: 'worker' }, /--container worker: the manifest has web/],
])('%j is refused with what to write', (asked, says) => {
  expect(() => prepared(asked)).toThrow(says);
});
