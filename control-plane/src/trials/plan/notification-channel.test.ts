import { fileURLToPath } from 'node:url';
import type { Manifest } from '@proeftuin/contract/manifest/schema';
import { expect, test } from 'vitest';
import { PREVIEW } from '../preflight.ts';
import { readRelease } from '../release.ts';
import { makeSecrets } from '../secrets.ts';
import { planOf } from './plan.ts';

const SERVICE = fileURLToPath(new URL('../../../../sandbox-images/providers/verhuisloket', import.meta.url));
const release = await readRelease(SERVICE);

const withChannel = (params: Record<string, unknown>): Manifest => {
  const manifest = structuredClone(release.manifest);
  const { resources, containers } = manifest.workload ?? {};
  // What the service itself does with its channel is not the question here.
  const variables = containers?.web?.variables ?? {};
  for (const name of Object.keys(variables)) if (name.startsWith('MESSAGE_')) delete variables[name];
  if (resources === undefined) throw new Error('verhuisloket without resources');
  resources.berichten = { type: 'notification-channel', params };
  return manifest;
};
const planned = (params: Record<string, unknown>) =>
  planOf({ releases: [{ ...release, manifest: withChannel(params) }], settings: PREVIEW });

test('a channel with a callback grants, opens a door, and tells the town where to call with which key', async () => {
  const { municipality, plan, secrets } = planned({ callbackPath: '/terug' });
  expect(municipality.callbacks).toEqual([
    {
      service: 'verhuisloket',
      url: 'https://verhuisloket.dienst.test/terug',
      secret: '${secret:callback-verhuisloket-berichten}',
    },
  ]);
  expect(municipality.grants[0]?.registers).toContain('notificaties');
  expect(plan.doors.filter(({ name }) => name.startsWith('notificaties.')).map(({ from }) => from)).toContain('app');
  const made = await makeSecrets(secrets, '');
  expect(made['callback-verhuisloket-berichten']).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});

test('without a path the town calls nobody, and there is no key', () => {
  const { municipality, secrets } = planned({});
  expect(municipality.callbacks).toBeUndefined();
  expect(secrets.map(({ kind }) => kind)).not.toContain('webhook-secret');
});

test('a service is called at one place', () => {
  const manifest = withChannel({ callbackPath: '/terug' });
  if (manifest.workload?.resources !== undefined)
    manifest.workload.resources.nog = { type: 'notification-channel', params: { callbackPath: '/elders' } };
  expect(() => planOf({ releases: [{ ...release, manifest }], settings: PREVIEW })).toThrow(
    /2 of callbackPath.*one in all/s,
  );
});

test('a callback elsewhere cannot be said', () => {
  expect(() => planned({ callbackPath: 'https://kwaad.example/' })).toThrow();
});
