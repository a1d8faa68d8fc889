import { type ClientHttp2Session, connect } from 'node:http2';
import type { SandboxPlan, Stage } from '@proeftuin/contract/plan';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lifecycle, Seen } from './engine.ts';
import { type Bench, suppliesOf, until, within } from './testing/bench.ts';
import { hostile, newId, plan, workload } from './testing/plans.ts';

const never = new AbortController().signal;
const KILLS = "survives its engine's service being killed";

/**
 * What every engine does alike. A case that an engine cannot have is named in `without`, with its reason. `together`: where
 * things take their time but little else, cases run side by side, but for the one that kills.
 */
export function lifecycleContract(
  name: string,
  open: () => Promise<Bench>,
  without: Record<string, string> = {},
  { together = false }: { together?: boolean } = {},
): void {
  describe(`lifecycle on ${name}`, () => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(async () => await bench?.close());

    const apply = async (what: SandboxPlan, upTo: Stage = 'play'): Promise<Seen> =>
      await bench.engine.apply(what, await suppliesOf(bench), upTo, never);
    const seen = async (what: SandboxPlan, id: string) =>
      (await bench.engine.observe(what.id)).workloads[id]?.[id] ?? { state: 'absent' };
    const lines = async (what: SandboxPlan, id: string) =>
      (await bench.engine.logs(what.id, id, id, '')).lines.map((line) => line.text);
    const listening = (what: SandboxPlan, id: string, times = 1) =>
      until(
        () => lines(what, id),
        (said) => said.filter((line) => line.startsWith('listening on')).length >= times,
      );
    const fact = (says: string, run: () => Promise<void>) => {
      const why = without[says];
      if (why === undefined) (together && says !== KILLS ? test.concurrent : test)(says, run);
      else test(says, ({ skip }) => skip(why));
    };

    fact('comes up stage by stage; a second apply changes nothing; a changed plan converges', async () => {
      const first = plan([workload('shop', ['serve', '8080'], { ports: [8080] })]);
      await within(bench, first, async () => {
        const lab = await apply(first, 'lab');
        expect(lab.allRunning).toBe(true);
        expect(Object.keys(lab.workloads)).toEqual(['gateway']);
        const all = await apply(first);
        expect(all).toMatchObject({ allRunning: true, workloads: { shop: { shop: { state: 'running' } } } });
        await listening(first, 'shop');
        expect(await apply(first)).toEqual(all);
        expect(await lines(first, 'shop')).toEqual(['listening on 0.0.0.0 8080']);
        const changed = plan([workload('shop', ['serve', '8081'], { ports: [8080] })], { id: first.id });
        expect(await apply(changed)).toEqual(all);
        expect(await listening(first, 'shop')).toEqual(['listening on 0.0.0.0 8081']);
      });
    });

    fact('gives a channel to the hub, tells who listens, and what is used', async () => {
      const one = plan([workload('shop', ['serve', '8080'], { ports: [8080] })]);
      await within(bench, one, async () => {
        await apply(one);
        await listening(one, 'shop');
        expect(
          await until(
            () => hello(one.id),
            (status) => status === 200,
          ),
        ).toBe(200);
        expect(await bench.engine.listening(one.id, 'shop')).toContainEqual({ address: '0.0.0.0', port: 8080 });
        const usage = (await bench.engine.usage(one.id)).find(({ workload: id }) => id === 'shop');
        expect(usage).toMatchObject({ container: 'shop', limit: 32 * 1024 * 1024 });
        expect(usage?.memory).toBeGreaterThan(0);
      });
    });

    async function hello(id: string): Promise<number> {
      const stop = new AbortController();
      let session: ClientHttp2Session | undefined;
      try {
        const stream = await bench.engine.control(id, stop.signal);
        stream.on('error', () => undefined);
        return await new Promise((resolve) => {
          session = connect('http://hub', { createConnection: () => stream });
          const request = session.request({ ':path': '/gateway/hello' });
          request.on('response', (headers) => resolve(headers[':status'] ?? 0));
          for (const emitter of [session, request]) emitter.on('error', () => resolve(0));
          stream.on('close', () => resolve(0));
        });
      } finally {
        session?.destroy();
        stop.abort();
      }
    }

    fact('pages a log by its cursor', async () => {
      const one = plan([workload('shop', ['flood-log', '3000000'], { stage: 'lab' })]);
      await within(bench, one, async () => {
        await apply(one);
        await until(
          () => seen(one, 'shop'),
          ({ state }) => state === 'exited',
        );
        const numbers: number[] = [];
        let cursor = '';
        for (let page = 0; page < 20; page += 1) {
          const read = await bench.engine.logs(one.id, 'shop', 'shop', cursor);
          expect(read.dropped).toBe(0);
          expect(read.lines.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(1024 * 1024);
          numbers.push(...read.lines.map(({ text }) => Number(text.slice(0, 10))));
          if (read.lines.length === 0) break;
          cursor = read.cursor;
        }
        expect(numbers).toEqual(Array.from({ length: 3000 }, (_, n) => n));
      });
    });

    fact('runs a container to its end, as often as asked, and says its exit code', async () => {
      const one = plan([hostile('task', ['flood-log', '2000']), hostile('other', ['exit', '7'])]);
      await within(bench, one, async () => {
        const up = await apply(one);
        expect(up).toMatchObject({ allRunning: true, workloads: { task: { task: { state: 'created' } } } });
        for (let n = 0; n < 2; n += 1) {
          const exit = await bench.engine.run(one.id, 'task', never);
          expect(exit.code).toBe(0);
          expect(exit.output).toMatch(/^0000000000 \.+\n0000000001 \.+$/);
        }
        expect(await bench.engine.run(one.id, 'other', never)).toEqual({ code: 7, output: '' });
        expect(await apply(one)).toMatchObject({ allRunning: true, workloads: { other: { other: { exit: 7 } } } });
      });
    });

    fact('ends a run that is aborted', async () => {
      const one = plan([hostile('task', ['sleep', '600'])]);
      await within(bench, one, async () => {
        await apply(one);
        const stop = new AbortController();
        const run = bench.engine.run(one.id, 'task', stop.signal);
        await until(
          () => seen(one, 'task'),
          ({ state }) => state === 'running',
        );
        stop.abort(new Error('enough'));
        await expect(run).rejects.toThrow('enough');
        await until(
          () => seen(one, 'task'),
          ({ state }) => state === 'exited',
        );
      });
    });

    fact('restarts, pauses and resumes, and tells each of it', async () => {
      const one = plan([workload('shop', ['serve', '8080'])]);
      await within(bench, one, async () => {
        await apply(one, 'lab');
        const stop = new AbortController();
        const told: Lifecycle[] = [];
        const watching = (async () => {
          for await (const change of bench.engine.watch(one.id, stop.signal)) told.push(change);
        })();
        await apply(one);
        await listening(one, 'shop');
        const restarted = await bench.engine.restart(one.id, 'shop', never);
        expect(restarted.exit).toBe(0);
        expect(restarted.stopTook).toBeGreaterThanOrEqual(0);
        await listening(one, 'shop', 2);
        await bench.engine.pause(one.id, 'shop');
        await bench.engine.pause(one.id, 'shop');
        expect(await seen(one, 'shop')).toEqual({ state: 'running' });
        await bench.engine.resume(one.id, 'shop');
        await bench.engine.resume(one.id, 'shop');
        const mine = () => told.filter((t) => t.workload === 'shop').map((t) => t.what);
        const all = ['started', 'exited', 'started', 'paused', 'resumed'];
        await until(
          async () => mine(),
          (what) => what.length >= all.length,
        );
        expect(mine()).toEqual(all);
        stop.abort();
        await watching;
      });
    });

    fact('tells out of memory, a crash, a program that is not there, and an image that is not', async () => {
      const one = plan([
        workload('greedy', ['eat-memory']),
        workload('broken', ['crash']),
        workload('absent', [], { command: ['/no/such/program'] }),
        workload('missing', ['serve', '8080'], { image: 'nowhere' }),
      ]);
      const images = { ...bench.images, nowhere: `sha256:${'0'.repeat(64)}` };
      await within(bench, one, async () => {
        const supplies = { ...(await suppliesOf(bench)), images };
        const up = await bench.engine.apply(one, supplies, 'play', never);
        expect(up.allRunning).toBe(false);
        await until(
          () => seen(one, 'greedy'),
          ({ state }) => state === 'exited',
        );
        await until(
          () => seen(one, 'broken'),
          ({ state }) => state === 'exited',
        );
        expect(await seen(one, 'greedy')).toMatchObject({ state: 'exited', reason: 'oom' });
        expect(await seen(one, 'broken')).toEqual({ state: 'exited', exit: 134 });
        const { absent, missing } = (await bench.engine.observe(one.id)).workloads;
        expect(absent?.absent).toMatchObject({ state: 'failed', reason: expect.stringMatching(/^cannot-start: /) });
        expect(missing?.missing).toMatchObject({ state: 'failed', reason: expect.stringMatching(/^image-missing/) });
      });
    });

    fact('refuses an image for another machine, and one that is not there', async () => {
      await expect(bench.engine.images([await bench.foreign()], never)).rejects.toMatchObject({
        code: 'image.refused',
      });
      const gone = { name: 'gone', kind: 'archive', file: '/no/such/file.tar' } as const;
      await expect(bench.engine.images([gone], never)).rejects.toMatchObject({ code: 'image.missing' });
    });

    fact('is removed while it is being made', async () => {
      const one = plan(['a', 'b', 'c'].map((id) => workload(id, ['serve', '8080'])));
      await within(bench, one, async () => {
        const making = apply(one).then(
          () => 'made',
          () => 'stopped',
        );
        await until(
          () => bench.engine.list(one.owner),
          (held) => held.some(({ id }) => id === one.id),
        );
        expect(await bench.engine.remove(one.id)).toEqual([]);
        expect(await making).toBe('stopped');
        expect(await bench.remains(one.id)).toEqual([]);
      });
    });

    fact('stops making when told to, and takes it up again', async () => {
      const one = plan(['a', 'b'].map((id) => workload(id, ['serve', '8080'])));
      await within(bench, one, async () => {
        const stop = new AbortController();
        const making = bench.engine.apply(one, await suppliesOf(bench), 'play', stop.signal);
        stop.abort(new Error('enough'));
        await expect(making).rejects.toThrow('enough');
        expect((await apply(one)).allRunning).toBe(true);
      });
    });

    fact('lists the sandboxes of one owner alone, with what it needs to sweep them', async () => {
      const owner = `lab-${newId()}`;
      const mine = plan([], { owner, ttl: 77 });
      const theirs = plan([], { owner: `lab-${newId()}` });
      await within(bench, mine, async () => {
        await within(bench, theirs, async () => {
          await apply(mine);
          await apply(theirs);
          const held = await bench.engine.list(owner);
          expect(held).toEqual([{ id: mine.id, ttl: 77, created: expect.stringMatching(/^\d{4}-.*Z$/) }]);
          expect(await (await bench.again()).list(owner)).toEqual(held);
        });
      });
      expect(await bench.engine.list(owner)).toEqual([]);
    });

    fact('removes what another process left half-made', async () => {
      const one = plan([workload('shop', ['serve', '8080'])]);
      await within(bench, one, async () => {
        await (await bench.again()).apply(one, await suppliesOf(bench), 'play', never);
        expect(await bench.engine.remove(one.id)).toEqual([]);
        expect(await bench.engine.remove(one.id)).toEqual([]);
      });
    });

    fact(KILLS, async () => {
      const one = plan([workload('shop', ['serve', '8080'])]);
      await within(bench, one, async () => {
        await apply(one);
        await listening(one, 'shop');
        const stop = new AbortController();
        const told: string[] = [];
        const watching = (async () => {
          for await (const { workload: id, what } of bench.engine.watch(one.id, stop.signal))
            if (id === 'shop') told.push(what);
        })();
        await bench.kill?.();
        expect(await seen(one, 'shop')).toEqual({ state: 'running' });
        expect((await apply(one)).allRunning).toBe(true);
        expect(await lines(one, 'shop')).toEqual(['listening on 0.0.0.0 8080']);
        await bench.engine.pause(one.id, 'shop');
        await bench.engine.resume(one.id, 'shop');
        await until(
          async () => told,
          (what) => what.includes('resumed'),
        );
        expect(told.slice(-2)).toEqual(['paused', 'resumed']);
        stop.abort();
        await watching;
        if (bench.volumesHeldAfterKill === undefined) return;
        for (const left of await bench.engine.remove(one.id)) expect(left).toMatch(/doors\.shop|^files of/);
        await bench.kill?.();
      });
    });
  });
}
