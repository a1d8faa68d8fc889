import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PREVIEW } from '../preflight.ts';
import { readRelease } from '../release.ts';
import { planOf } from './plan.ts';

const release = await readRelease(
  fileURLToPath(new URL('../../../../sandbox-images/providers/verhuisloket', import.meta.url)),
);
const planned = (params: Record<string, unknown>) => {
  const manifest = structuredClone(release.manifest);
  const { resources } = manifest.workload ?? {};
  if (resources === undefined) throw new Error('verhuisloket without resources');
  resources.overdracht = { type: 'handover', params };
  return planOf({ releases: [{ ...release, manifest }], settings: PREVIEW });
};

test('people are handed over by service and browser alike, and land where the manifest says', () => {
  const { municipality, plan } = planned({ landingPath: '/welkom' });
  expect(municipality.landings).toEqual([{ service: 'verhuisloket', url: 'https://verhuisloket.dienst.test/welkom' }]);
  const from = plan.doors.filter(({ name }) => name.startsWith('wasco.')).map((door) => door.from);
  expect(from).toEqual(expect.arrayContaining(['app', 'play']));
});

test('without a landing path a service takes nobody over', () => {
  expect(planned({}).municipality.landings).toBeUndefined();
});
