import type { SandboxPlan } from '@proeftuin/contract/plan';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Engine } from '../engine.ts';
import { suppliesOf, until, within } from '../testing/bench.ts';
import { hostile, plan, workload } from '../testing/plans.ts';
import { accessTo } from './access.ts';
import { Api, type Sent } from './api.ts';
import { openKubernetesEngine } from './open.ts';
import { pathOf } from './place.ts';
import { type ClusterBench, killProgram, mend, openClusterBench } from './testing/cluster.ts';
import { openRoad } from './testing/road.ts';

const never = new AbortController().signal;
let bench: ClusterBench;
let admin: Api;
beforeAll(async () => {
  bench = await openClusterBench();
  admin = new Api(await accessTo(inject('cluster').admin));
});
afterAll(async () => {
  admin?.close();
  await bench?.close();
});

const shop = () => plan([workload('shop', ['serve', '8080'], { ports: [8080] })]);
const apply = async (engine: Engine, one: SandboxPlan, upTo: 'lab' | 'play' = 'play') =>
  await engine.apply(one, await suppliesOf(bench), upTo, never);
const put = async (path: string, object: Sent) =>
  await admin.json(`${path}/${object.metadata.name}`, {
    method: 'PATCH',
    query: { fieldManager: 'others', force: true },
    body: object,
    type: 'application/apply-patch+yaml',
  });
const policy = (one: SandboxPlan, name: string, spec: object): Sent => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: `lab-${one.id}` },
  spec,
});
const OPEN = { podSelector: {}, policyTypes: ['Egress'], egress: [{}] };
/** What an observation of a sandbox ends by, within a while. */
const told = (engine: Engine, { id }: SandboxPlan) =>
  until(
    () =>
      engine.observe(id).then(
        () => '',
        (error: Error) => error.message,
      ),
    (message) => message !== '',
  );

test.concurrent.each<[string, (one: SandboxPlan) => Promise<unknown>, RegExp]>([
  [
    'a policy that is removed',
    ({ id }) => admin.json(`${pathOf.policies(id)}/of-shop`, { method: 'DELETE' }),
    /the network policy of-shop was removed behind the lab's back/,
  ],
  [
    'a policy that is opened',
    (one) => put(pathOf.policies(one.id), policy(one, 'of-shop', { ...OPEN, egress: [{}] })),
    /the network policy of-shop was changed behind the lab's back/,
  ],
  [
    'a policy that is added',
    (one) => put(pathOf.policies(one.id), policy(one, 'theirs', OPEN)),
    /a network policy theirs was added behind the lab's back/,
  ],
  [
    'a pod that is given the name of another',
    ({ id }) =>
      admin.json(`${pathOf.core(id, 'pods')}/shop`, {
        method: 'PATCH',
        type: 'application/merge-patch+json',
        body: { metadata: { labels: { 'proeftuin.test/workload': 'gateway' } } },
      }),
    /the pod shop was changed behind the lab's back/,
  ],
  [
    'the namespace that is removed',
    ({ id }) => admin.json(pathOf.namespace(id), { method: 'DELETE' }),
    /the namespace was removed behind the lab's back/,
  ],
])('%s is told, and what is seen of the sandbox counts no more', async (_, change, says) => {
  const one = shop();
  await within(bench, one, async () => {
    expect((await apply(bench.engine, one)).allRunning).toBe(true);
    await change(one);
    expect(await told(bench.engine, one)).toMatch(says);
  });
});

test.concurrent('a quota that was changed is mended at the next stage; one of others is told in the words of the cluster', async () => {
  const one = shop();
  const quotas = pathOf.core(one.id, 'resourcequotas');
  const quota = (name: string): Sent => ({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name, namespace: `lab-${one.id}` },
    spec: { hard: { pods: '1' } },
  });
  await within(bench, one, async () => {
    await apply(bench.engine, one, 'lab');
    await put(quotas, quota('sandbox'));
    await put(quotas, quota('theirs'));
    await expect(apply(bench.engine, one)).rejects.toMatchObject({
      code: 'engine.failed',
      message: expect.stringMatching(/exceeded quota: theirs/),
    });
    await admin.json(`${quotas}/theirs`, { method: 'DELETE' });
    expect((await apply(bench.engine, one)).allRunning).toBe(true);
  });
});

test.concurrent('a pod that is evicted, as when its node is drained, is not there any more', async () => {
  const one = shop();
  await within(bench, one, async () => {
    await apply(bench.engine, one);
    await admin.json(`${pathOf.core(one.id, 'pods')}/shop/eviction`, {
      method: 'POST',
      body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'shop', namespace: `lab-${one.id}` } },
    });
    await until(
      async () => (await bench.engine.observe(one.id)).workloads.shop,
      (seen) => seen === undefined,
    );
  });
});

test.concurrent('a namespace of the same name that is not ours is refused, and not touched', async () => {
  const one = shop();
  const path = pathOf.namespace(one.id);
  const theirs = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `lab-${one.id}`, labels: { team: 'other' } },
  };
  const before = await admin.apply(path, theirs);
  try {
    await expect(apply(bench.engine, one)).rejects.toMatchObject({ code: 'engine.foreign' });
    expect(await bench.engine.remove(one.id)).toEqual([]);
    expect(await bench.engine.list(one.owner)).not.toContainEqual(expect.objectContaining({ id: one.id }));
    expect(await admin.get(path)).toMatchObject({ metadata: { labels: { team: 'other' } } });
    expect(before).toMatchObject({ metadata: { name: `lab-${one.id}` } });
  } finally {
    await admin.json(path, { method: 'DELETE' });
  }
});

/** A sandbox by a road on which something happens. */
async function byRoad(work: (road: Awaited<ReturnType<typeof openRoad>>, engine: Engine) => Promise<void>) {
  const road = await openRoad(inject('cluster').kubeconfig);
  const engine = await openKubernetesEngine({ home: bench.home, kubeconfig: road.kubeconfig });
  try {
    await work(road, engine);
  } finally {
    await engine.close();
    await road.close();
  }
}

const BUSY = { status: 429, headers: { 'retry-after': '1' }, body: { reason: 'TooManyRequests' } };
const EXPIRED = { kind: 'Status', code: 410, reason: 'Expired' };

test.concurrent('a busy API server is asked again when it says, and no sooner', async () => {
  await byRoad(async (road, engine) => {
    const one = shop();
    const at = new Map<string, number[]>();
    road.instead = (method, path) => {
      const call = `${method} ${path}`;
      const times = [...(at.get(call) ?? []), Date.now()];
      at.set(call, times);
      return times.length === 1 ? BUSY : undefined;
    };
    await within({ ...bench, engine }, one, async () => {
      expect((await apply(engine, one)).allRunning).toBe(true);
      expect(await engine.listening(one.id, 'shop')).toContainEqual({ address: '0.0.0.0', port: 8080 });
      (await engine.control(one.id, never)).destroy();
    });
    for (const [first = 0, second = first + 1000] of at.values()) expect(second - first).toBeGreaterThanOrEqual(990);
  });
});

test.concurrent('a watch that is too old is begun anew, in both ways of saying so, and misses nothing', async () => {
  await byRoad(async (road, engine) => {
    const one = plan([hostile('task', ['exit', '3']), workload('shop', ['serve', '8080'])]);
    let watches = 0;
    road.instead = (_, path) => {
      if (!path.includes('watch=true') || !path.includes('/pods')) return undefined;
      watches += 1;
      if (watches % 3 === 1) return { status: 200, body: { type: 'ERROR', object: EXPIRED } };
      return watches % 3 === 2 ? { status: 410, body: EXPIRED } : undefined;
    };
    await within({ ...bench, engine }, one, async () => {
      expect((await apply(engine, one)).allRunning).toBe(true);
      expect(await engine.run(one.id, 'task', never)).toMatchObject({ code: 3 });
    });
    expect(watches).toBeGreaterThanOrEqual(3);
  });
});

test.concurrent('an API server that restarts is waited for, by calls, watches and the channel', async () => {
  await byRoad(async (road, engine) => {
    const one = plan([hostile('task', ['sleep', '5']), workload('shop', ['serve', '8080'])]);
    await within({ ...bench, engine }, one, async () => {
      await apply(engine, one);
      const run = engine.run(one.id, 'task', never);
      road.cut(3000);
      const channel = await engine.control(one.id, never);
      expect((await engine.observe(one.id)).workloads.shop).toEqual({ shop: { state: 'running' } });
      channel.destroy();
      expect(await run).toMatchObject({ code: 0 });
      road.cut(3000);
    });
  });
});

test.concurrent('one that stays away is told after a while, and what is there is swept when it is back', async () => {
  await byRoad(async (road, engine) => {
    const one = shop();
    await within(bench, one, async () => {
      await apply(engine, one, 'lab');
      road.cut(30_000);
      await expect(engine.list(one.owner)).rejects.toMatchObject({ code: 'engine.unreachable' });
      expect(await bench.engine.list(one.owner)).toContainEqual(expect.objectContaining({ id: one.id }));
    });
  });
});

test.concurrent('a clock that differs is told; nothing goes by it', async () => {
  await byRoad(async (road, engine) => {
    expect((await engine.facts()).notes).toEqual([]);
    road.skew = -3_600_000;
    expect((await engine.facts()).notes).toEqual([expect.stringMatching(/^its clock is 3[56]\d\d s behind/)]);
    road.skew = 90_000;
    expect((await engine.facts()).notes).toEqual([expect.stringMatching(/^its clock is [789]\d s ahead/)]);
  });
});

test('of a node whose kubelet is gone nothing is said to be gone before it is back', async ({ skip }) => {
  const { admin: kubeconfig, folder } = inject('cluster');
  if (folder === undefined) return skip("this cluster is not the tests' own: no kubelet is killed");
  const one = shop();
  await within(bench, one, async () => {
    await apply(bench.engine, one);
    killProgram(kubeconfig, 'kubelet');
    let back: Promise<void> | undefined;
    try {
      // It stays as it was last seen, but no stream leads into it, and nobody can say that it has ended.
      expect((await bench.engine.observe(one.id)).workloads.shop).toEqual({ shop: { state: 'running' } });
      await expect(bench.engine.control(one.id, never)).rejects.toMatchObject({ code: 'engine.failed' });
      const removal = bench.engine.remove(one.id);
      const early = await Promise.race([removal, new Promise((done) => setTimeout(() => done('it waits'), 8000))]);
      expect(early).toBe('it waits');
      back = mend(folder);
      expect(await removal).toEqual([]);
    } finally {
      await (back ?? mend(folder));
    }
  });
});
