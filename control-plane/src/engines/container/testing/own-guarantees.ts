import { once } from 'node:events';
import { createServer } from 'node:net';
import { type SandboxPlan, STAGES } from '@proeftuin/contract/plan';
import { expect, test } from 'vitest';
import { type Bench, suppliesOf, until, within } from '../../testing/bench.ts';
import { container, hostile, plan, workload } from '../../testing/plans.ts';

const MIB = 1024 * 1024;
const never = new AbortController().signal;

/** Guarantees of container engines alone: a pod has its own ways to bound a disk and to part unix sockets. */
export function ownGuarantees(given: () => Bench): void {
  const apply = async (what: SandboxPlan) =>
    await given().engine.apply(what, await suppliesOf(given()), STAGES.at(-1) ?? 'play', never);

  test('no-route: a unix socket without a file is reached within its workload alone, not from a neighbour, another sandbox or the host', async () => {
    const name = `proeftuin-${process.pid}`;
    let reached = 0;
    const host = createServer((socket) => {
      reached += 1;
      socket.destroy();
    });
    await once(host.listen(`\0${name}-host`), 'listening');
    const serving = (id: string) => workload(id, ['abstract-serve', `${name}-${id}`]);
    const theirs = plan([serving('bank')]);
    const dials = ['rogue', 'shop', 'bank', 'host'].map((id) => `${name}-${id}`);
    const rogue = hostile('rogue', ['abstract-dial', ...dials]);
    const beside = container('beside', ['abstract-serve', `${name}-rogue`]);
    const mine = plan([serving('shop'), { ...rogue, containers: [...rogue.containers, beside] }]);
    try {
      await within(given(), theirs, async () => {
        await apply(theirs);
        await within(given(), mine, async () => {
          await apply(mine);
          const { output } = await until(
            () => given().engine.run(mine.id, 'rogue', never),
            (exit) => exit.output.includes(`${name}-rogue: it worked`),
          );
          const said = [...output.matchAll(/"detail":"([^"]*)"/g)].map(([, detail]) => detail);
          expect(said).toEqual(dials.map((to, n) => `${to}: ${n === 0 ? 'it worked' : 'ECONNREFUSED'}`));
        });
      });
      expect(reached).toBe(0);
    } finally {
      await new Promise((done) => host.close(done));
    }
  });

  test('bounded: a writable root: a file ends at its bound; many files end the container, which says why', async () => {
    const limits = { cpu: 500, memory: 32 * MIB, pids: 64, scratch: 8 * MIB };
    const rogue = (id: string, args: string[]) => hostile(id, args, { user: 'root', writableRoot: true, limits });
    const mine = plan([rogue('one', ['fill-disk', '/']), rogue('many', ['fill-root', ''])], { grade: 'compat' });
    await within(given(), mine, async () => {
      await apply(mine);
      const { output } = await given().engine.run(mine.id, 'one', never);
      expect(output).toContain(`"${8 * MIB} bytes, then EFBIG"`);
      expect(await given().engine.run(mine.id, 'many', never)).toEqual({ code: 137, output: '' });
      const { workloads } = await given().engine.observe(mine.id);
      const reason = workloads.many?.many?.reason ?? '';
      const [, wrote = ''] = /^disk: wrote (\d+) bytes into its root, 8388608 are allowed$/.exec(reason) ?? [];
      // Looked at each second; it writes 50 MiB in one.
      expect(Number(wrote)).toBeGreaterThan(8 * MIB);
      expect(Number(wrote)).toBeLessThan(1024 * MIB);
    });
  });
}
