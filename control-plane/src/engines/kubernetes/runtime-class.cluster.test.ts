import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import * as z from 'zod';
import { suppliesOf, within } from '../testing/bench.ts';
import { plan, workload } from '../testing/plans.ts';
import { accessTo } from './access.ts';
import { Api } from './api.ts';
import { openKubernetesEngine } from './open.ts';
import { pathOf } from './place.ts';
import { openClusterBench } from './testing/cluster.ts';

const never = new AbortController().signal;
const name = `proeftuin-test-${randomBytes(4).toString('hex')}`;
const CLASSES = '/apis/node.k8s.io/v1/runtimeclasses';
const podsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      spec: z.object({ runtimeClassName: z.string().optional() }),
    }),
  ),
});

let bench: Awaited<ReturnType<typeof openClusterBench>>;
let admin: Api;
const open = (runtimeClass: string) =>
  openKubernetesEngine({ home: bench.home, kubeconfig: inject('cluster').kubeconfig, runtimeClass });
beforeAll(async () => {
  bench = await openClusterBench();
  admin = new Api(await accessTo(inject('cluster').admin));
  // Every node of containerd has this handler: what is asked for is another name for the runtime that is there.
  const made = { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name }, handler: 'runc' };
  await admin.apply(`${CLASSES}/${name}`, made, never);
});
afterAll(async () => {
  await admin?.json(`${CLASSES}/${name}`, { method: 'DELETE' });
  admin?.close();
  await bench?.close();
});

test.concurrent('a site’s runtime class is that of the pods of services, and of no other', async () => {
  const engine = await open(name);
  const one = plan([workload('shop', ['serve', '8080'])]);
  await within({ ...bench, engine }, one, async () => {
    expect((await engine.apply(one, await suppliesOf(bench), 'play', never)).allRunning).toBe(true);
    const { items } = podsSchema.parse(await admin.json(pathOf.core(one.id, 'pods')));
    const classes = Object.fromEntries(items.map(({ metadata, spec }) => [metadata.name, spec.runtimeClassName]));
    expect(classes).toMatchObject({ shop: name });
    expect(Object.values(classes).filter((each) => each !== undefined)).toEqual([name]);
  });
  await engine.close();
});

test.concurrent('one that the cluster does not know ends it, in the cluster’s words', async () => {
  const engine = await open('no-such-runtime');
  const one = plan([workload('shop', ['serve', '8080'])]);
  await within({ ...bench, engine }, one, async () => {
    const refused = engine.apply(one, await suppliesOf(bench), 'play', never);
    await expect(refused).rejects.toMatchObject({ code: /^engine\.(failed|refused)$/, message: /no-such-runtime/ });
  });
  await engine.close();
});
