import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import * as z from 'zod';
import { openHome } from '../../home.ts';
import { makeImage } from '../../images/images.ts';
import type { Engine, ImageSource } from '../engine.ts';
import { suppliesOf, within } from '../testing/bench.ts';
import { plan, workload } from '../testing/plans.ts';
import { accessTo } from './access.ts';
import { Api } from './api.ts';
import { openKubernetesEngine } from './open.ts';
import { pathOf } from './place.ts';
import { openClusterBench } from './testing/cluster.ts';
import { startRegistry } from './testing/docker-registry.ts';

const never = new AbortController().signal;
const specSchema = z.object({
  spec: z.object({
    imagePullSecrets: z.tuple([z.object({ name: z.string() })]),
    containers: z.array(z.object({ image: z.string(), imagePullPolicy: z.string() })),
  }),
});

const secretSchema = z.object({ data: z.object({ '.dockerconfigjson': z.string() }) });

let registry: Awaited<ReturnType<typeof startRegistry>>;
let bench: Awaited<ReturnType<typeof openClusterBench>>;
let admin: Api;
const home = mkdtempSync(join(tmpdir(), 'proeftuin-registry-'));
const sources: ImageSource[] = [];
const open = (auth: string, at: { home?: string; path?: string } = {}): Promise<Engine> =>
  openKubernetesEngine({
    home: at.home ?? home,
    kubeconfig: inject('cluster').kubeconfig,
    registry: { at: `${registry.host}/${at.path ?? 'proeftuin'}`, auth },
  });
beforeAll(async () => {
  registry = await startRegistry();
  bench = await openClusterBench();
  admin = new Api(await accessTo(inject('cluster').admin));
  for (const name of ['gateway', 'probe', 'init'])
    sources.push({ ...(await makeImage(name, { home: openHome().folder })), name, kind: 'archive' });
});
afterAll(async () => {
  admin?.close();
  await bench?.close();
  await registry?.close();
  rmSync(home, { recursive: true, force: true });
});

test.concurrent('images are pushed once, and pulled by their digests with credentials that no container has', async () => {
  const engine = await open(registry.auth);
  const facts = await engine.images(sources, never);
  const images = Object.fromEntries(Object.entries(facts).map(([name, { digest }]) => [name, digest]));
  // The same image has the same digest as where it was loaded.
  expect(images).toEqual(bench.images);
  const one = plan([workload('shop', ['serve', '8080'])]);
  await within({ ...bench, engine }, one, async () => {
    expect((await engine.apply(one, await suppliesOf({ images }), 'play', never)).allRunning).toBe(true);
    const { spec } = specSchema.parse(await admin.json(`${pathOf.core(one.id, 'pods')}/shop`));
    const ref = expect.stringMatching(new RegExp(`^${registry.host}/proeftuin/probe@sha256:[0-9a-f]{64}$`));
    expect(spec.containers).toEqual([{ image: ref, imagePullPolicy: 'IfNotPresent' }]);
    const [{ name }] = spec.imagePullSecrets;
    const { data } = secretSchema.parse(await admin.json(`${pathOf.core(one.id, 'secrets')}/${name}`));
    const given = JSON.parse(Buffer.from(data['.dockerconfigjson'], 'base64').toString('utf8'));
    expect(Object.keys(given.auths)).toEqual([registry.host]);
  });
  // A second process knows what is there, and asks an empty registry for nothing.
  registry.lose('proeftuin');
  const again = await open(registry.auth);
  expect(await again.images(sources, never)).toEqual(facts);
  await again.close();
  await engine.close();
});

test.concurrent('an image that the registry has lost is brought again when a node has told so', async () => {
  const lone = mkdtempSync(join(tmpdir(), 'proeftuin-registry-'));
  const engine = await open(registry.auth, { home: lone, path: 'other' });
  await engine.images(sources, never);
  registry.lose('other/probe');
  const one = plan([workload('shop', ['serve', '8080'])]);
  await within({ ...bench, engine }, one, async () => {
    const up = await engine.apply(one, await suppliesOf(bench), 'play', never);
    const reason = expect.stringMatching(/^image-missing: .*other\/probe@sha256:/);
    expect(up.workloads.shop?.shop).toMatchObject({ state: 'failed', reason });
    await engine.images(sources, never);
    expect((await engine.apply(one, await suppliesOf(bench), 'play', never)).allRunning).toBe(true);
  });
  await engine.close();
  rmSync(lone, { recursive: true, force: true });
});

test('who may not push is told so, by the registry’s own word', async () => {
  const other = mkdtempSync(join(tmpdir(), 'proeftuin-registry-'));
  const engine = await open(registry.wrongAuth, { home: other });
  const refused = engine.images(sources.slice(1), never);
  await expect(refused).rejects.toMatchObject({
    code: 'engine.failed',
    message: /pushing image probe .*(unauthorized|authentication)/s,
  });
  await engine.close();
  rmSync(other, { recursive: true, force: true });
});
