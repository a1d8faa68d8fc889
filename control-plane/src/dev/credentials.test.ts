import { createPrivateKey, createPublicKey, type JsonWebKey, sign, verify } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readManifest } from '../trials/release.ts';
import { prepare } from './prepare.ts';

const release = readManifest(fileURLToPath(new URL('../../../sandbox-images/providers/verhuisloket', import.meta.url)));
const manifest = structuredClone(release.manifest);
const { containers, resources = {} } = manifest.workload ?? {};
const { login } = resources;
if (login === undefined || containers?.web === undefined) throw new Error('verhuisloket without a login');
login.params = { ...login.params, auth: 'private_key_jwt' };
resources.berichten = { type: 'notification-channel', params: { callbackPath: '/terug' } };
containers.web.variables = { KEY: '${resources.login.key}', SECRET: '${resources.berichten.callbackSecret}' };

const prepared = () =>
  prepare({ ...release, manifest }, { profile: 'aalter', municipalities: [], seed: '309', set: {}, secrets: '' }, 4309);

test('keys and secrets follow from the seed, and the town knows their other half', () => {
  const { variables, municipality } = prepared();
  expect(prepared()).toEqual({ ...prepared(), variables, municipality });
  expect(JSON.stringify(municipality)).not.toContain('${');
  expect(municipality.callbacks).toEqual([
    { service: 'verhuisloket', url: 'http://localhost:8080/terug', secret: variables.SECRET },
  ]);
  expect(variables.SECRET).toMatch(/^whsec_[A-Za-z0-9+/]+=*$/);
  const key = JSON.parse(variables.KEY ?? '') as JsonWebKey;
  const published = { ...municipality.clients[0]?.key };
  const text = Buffer.from('een verklaring');
  const signature = sign('sha256', text, createPrivateKey({ key, format: 'jwk' }));
  expect(verify('sha256', text, createPublicKey({ key: published, format: 'jwk' }), signature)).toBe(true);
});
