import { createPrivateKey, createPublicKey, type JsonWebKey, sign, verify } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '@proeftuin/contract/manifest/schema';
import { municipalityConfigSchema } from '@proeftuin/contract/municipality';
import { fillSecrets } from '@proeftuin/contract/plan';
import { expect, test } from 'vitest';
import { planOf } from './plan/plan.ts';
import { PREVIEW } from './preflight.ts';
import { readRelease } from './release.ts';
import { makeSecrets } from './secrets.ts';

const SERVICE = fileURLToPath(new URL('../../../sandbox-images/providers/verhuisloket', import.meta.url));
const release = await readRelease(SERVICE);

/** The same service with other params for its login, and a variable for the key. */
const signing = (manifest: Manifest, output: string): Manifest => {
  const copy = structuredClone(manifest);
  const { login } = copy.workload?.resources ?? {};
  const { web } = copy.workload?.containers ?? {};
  if (login === undefined || web === undefined) throw new Error('verhuisloket without a login');
  login.params = { ...login.params, auth: 'private_key_jwt' };
  web.variables = { OIDC_KEY: `\${resources.login.${output}}` };
  return copy;
};

test('a client that signs gets a private key, and the town its public half', async () => {
  const manifest = signing(release.manifest, 'key');
  const planned = planOf({ releases: [{ ...release, manifest }], settings: PREVIEW });
  const secrets = await makeSecrets(planned.secrets, '');
  const filled = (text: string) => JSON.parse(fillSecrets(text, secrets)) as unknown;
  const town = municipalityConfigSchema.parse(filled(JSON.stringify(planned.municipality)));
  const app = planned.plan.workloads.find(({ id }) => id === 'app')?.containers[0];
  const key = filled(app?.env.OIDC_KEY ?? '') as JsonWebKey;
  const [client] = town.clients;
  expect([client?.clientSecret, client?.key?.d, client?.key?.kid]).toEqual(['', undefined, key.kid]);
  const [text, published] = [Buffer.from('een verklaring'), { ...client?.key }];
  const signature = sign('sha256', text, createPrivateKey({ key, format: 'jwk' }));
  expect(verify('sha256', text, createPublicKey({ key: published, format: 'jwk' }), signature)).toBe(true);
});

test('a client that signs has no secret to ask for', () => {
  const manifest = signing(release.manifest, 'clientSecret');
  expect(() => planOf({ releases: [{ ...release, manifest }], settings: PREVIEW })).toThrow(/issuer, clientId, key/);
});
