import type { SandboxPlan } from '@proeftuin/contract/plan';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parallel } from '../../container/parallel.ts';
import { type Bench, suppliesOf } from '../../testing/bench.ts';
import { type HostListener, listenOnHost } from '../../testing/host.ts';
import { door, hostile, plan, workload } from '../../testing/plans.ts';
import { accessTo } from '../access.ts';
import { Api } from '../api.ts';
import { pathOf } from '../place.ts';

const MIB = 1024 * 1024;
const never = new AbortController().signal;
const saidSchema = z.object({ id: z.string(), verdict: z.enum(['pass', 'fail']), detail: z.string() });
type Said = z.infer<typeof saidSchema>;

/** What strangers try, each in a pod of its own beside one that means no harm. */
const tries = (grade: SandboxPlan['grade'], host: HostListener): Record<string, string[]> => ({
  structural: [
    'structural',
    ...(grade === 'compat' ? ['--compat'] : []),
    ...host.addresses.flatMap((address) => ['--target', `[${address}]:${host.port}`]),
    ...['--server', host.nameServer, '--own', 'shop.test', '--door', 'shop.test:80', '--shut', '127.0.0.1:8080'],
    ...['--memory', String(32 * MIB), '--cpu', '500', '--pids', '64', '--scratch', `/tmp=${4 * MIB}`],
  ],
  namespaces: ['unshare'],
  kernel: ['bpf'],
  files: ['proc-write'],
  root: ['fill-disk', '/'],
  ...(grade === 'compat'
    ? {}
    : {
        loopback: ['dial', '127.0.0.1', '8080', '80'],
        sockets: ['raw-socket'],
        others: ['ptrace'],
        forks: ['fork-bomb'],
        memory: ['eat-memory'],
        scratch: ['fill-disk', '/tmp'],
      }),
});

interface Tried {
  readonly sandbox: SandboxPlan;
  readonly said: Map<string, Said[]>;
}

/** What a sandbox guarantees on a cluster, in both grades: all is tried at once, since it is pods that take their time. */
export function clusterGuarantees(open: () => Promise<Bench>, admin: () => string): void {
  const grades = ['strict', 'compat'] as const;
  const tried = new Map<SandboxPlan['grade'], Tried>();
  let bench: Bench;
  let host: HostListener;

  const asked = async (sandbox: SandboxPlan, id: string): Promise<Said[]> =>
    (await bench.engine.run(sandbox.id, id, never)).output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => saidSchema.parse(JSON.parse(line)));

  async function tryAll(grade: SandboxPlan['grade']): Promise<void> {
    const user = grade === 'strict' ? 'lab' : 'root';
    const rogues = Object.entries(tries(grade, host)).map(([id, args]) => hostile(id, args, { user }));
    const shop = workload('shop', ['serve', '8080'], { ports: [8080], user });
    const sandbox = plan([shop, ...rogues], { grade, doors: rogues.map(({ id }) => door(id, 'shop.test', 'shop')) });
    const said = new Map<string, Said[]>();
    tried.set(grade, { sandbox, said });
    expect((await bench.engine.apply(sandbox, await suppliesOf(bench), 'play', never)).allRunning).toBe(true);
    await parallel(rogues, 4, async ({ id }) => void said.set(id, await asked(sandbox, id)));
  }

  let trying: Promise<PromiseSettledResult<void>[]> = Promise.resolve([]);
  // Begun before other suites of the file, which wait a lot as well.
  beforeAll(async () => {
    bench = await open();
    host = await listenOnHost();
    host.reached();
    trying = Promise.allSettled(grades.map(tryAll));
  });

  describe('guarantees on a Kubernetes cluster', () => {
    beforeAll(async () => {
      for (const ended of await trying) if (ended.status === 'rejected') throw ended.reason;
    });
    afterAll(async () => {
      await host?.close();
      await Promise.all([...tried.values()].map(async ({ sandbox }) => await bench.engine.remove(sandbox.id)));
      await bench?.close();
    });

    test('nothing came to the host', () => expect(host.reached()).toBe(0));

    describe.each(grades)('grade %s', (grade) => {
      const of = (id: string) => tried.get(grade)?.said.get(id) ?? [];
      const details = (id: string) => of(id).map(({ detail }) => detail);
      const failed = (id: string) => of(id).filter(({ verdict }) => verdict === 'fail');
      const sandbox = () => tried.get(grade)?.sandbox ?? plan([]);

      test('what the probe of each trial tries holds', () => {
        expect(of('structural').map(({ id }) => id)).toEqual([
          ...['no-route', 'own-names', 'one-door', 'no-power', 'bounded'],
        ]);
        expect(failed('structural')).toEqual([]);
      });

      test.each(['namespaces', 'kernel', 'files'])('no power over %s', (id) => {
        expect(of(id).length).toBeGreaterThan(0);
        expect(failed(id)).toEqual([]);
        expect(details('root')).toEqual(['0 bytes, then EROFS']);
      });

      test('who meant no harm is as before', async () => {
        expect((await bench.engine.observe(sandbox().id)).workloads.shop).toEqual({ shop: { state: 'running' } });
      });
    });

    describe('grade strict', () => {
      const of = (id: string) => tried.get('strict')?.said.get(id) ?? [];
      const details = (id: string) => of(id).map(({ detail }) => detail);

      test('a door is the only way to a neighbour', () => {
        expect(details('loopback')).toEqual(['127.0.0.1 8080: ECONNREFUSED', '127.0.0.1 80: connected']);
      });

      test.each(['sockets', 'others'])('no power over %s', (id) => {
        expect(of(id).length).toBeGreaterThan(0);
        expect(of(id).filter(({ verdict }) => verdict === 'fail')).toEqual([]);
      });

      test('processes, memory and what can be written are bounded', async () => {
        const { memory } = (await bench.engine.observe(tried.get('strict')?.sandbox.id ?? '')).workloads;
        expect(memory?.memory).toEqual({ state: 'exited', exit: 137, reason: 'oom' });
        expect(details('scratch')).toEqual([`${4 * MIB} bytes, then ENOSPC`]);
        expect(details('forks')).toEqual([expect.stringMatching(/^[1-6]?\d processes, then EAGAIN$/)]);
      });
    });

    test('a cluster that does not enforce policies is found out by the probe', async () => {
      const { sandbox } = tried.get('strict') ?? { sandbox: plan([]) };
      const api = new Api(await accessTo(admin()));
      await api.json(pathOf.policies(sandbox.id), { method: 'DELETE' });
      api.close();
      const wrong = (await asked(sandbox, 'structural')).filter(({ verdict }) => verdict === 'fail');
      expect(wrong.map(({ id }) => id)).toEqual(['no-route', 'own-names', 'one-door']);
    });
  });
}
