import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PREVIEW } from '../preflight.ts';
import { readRelease } from '../release.ts';
import { planOf } from './plan.ts';

const providers = fileURLToPath(new URL('../../../../sandbox-images/providers/', import.meta.url));

/** The bytes of a plan. Written anew by GOLDEN=write: read the difference before you keep it. */
test.each(['static-site', 'verhuisloket'])('the plan of %s is the same, byte for byte', async (name) => {
  const releases = [await readRelease(providers + name)];
  const bytes = () => `${JSON.stringify(planOf({ releases, settings: PREVIEW }).plan, null, 2)}\n`;
  const plan = bytes();
  expect(bytes()).toBe(plan);
  const golden = fileURLToPath(new URL(`golden/${name}.json`, import.meta.url));
  if (process.env.GOLDEN === 'write') writeFileSync(golden, plan);
  expect(plan).toBe(readFileSync(golden, 'utf8'));
});

test('grade compat, a seed and planted defects change the plan where they should, and only there', async () => {
  const releases = [await readRelease(`${providers}verhuisloket`)];
  const plain = planOf({ releases, settings: PREVIEW }).plan;
  const web = (plan: typeof plain) => plan.workloads.find(({ id }) => id === 'app')?.containers[0];
  const compat = planOf({ releases, settings: { ...PREVIEW, grade: 'compat' } }).plan;
  expect([plain.grade, web(plain)?.user]).toEqual(['strict', 'lab']);
  expect([compat.grade, web(compat)?.user]).toEqual(['compat', 'root']);
  const planted = planOf({ releases, settings: { ...PREVIEW, overlay: { DEFECTS: 'no-pkce' } } }).plan;
  expect(web(planted)?.env).toEqual({ ...web(plain)?.env, DEFECTS: 'no-pkce' });
  expect({ ...planted, workloads: [] }).toEqual({ ...plain, workloads: [] });
});
