import type { SandboxPlan, Stage, Workload } from '@proeftuin/contract/plan';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Hub } from '../evidence/hub.ts';
import { type Bench, suppliesOf, until } from './testing/bench.ts';
import { type HostListener, listenOnHost } from './testing/host.ts';
import { door, gateway, hostile, plan, workload } from './testing/plans.ts';

const MIB = 1024 * 1024;
const never = new AbortController().signal;
const saidSchema = z.object({ id: z.string(), verdict: z.enum(['pass', 'fail']), detail: z.string() });
type Said = z.infer<typeof saidSchema>;

/** What a sandbox guarantees, tried by hostile containers; ids as in a report. `own`: cases of this kind of engine alone. */
export function guaranteesContract(
  name: string,
  open: () => Promise<Bench>,
  own: (given: () => Bench) => void = () => undefined,
): void {
  describe(`guarantees on ${name}`, () => {
    let bench: Bench;
    let host: HostListener;
    beforeAll(async () => {
      host = await listenOnHost();
      bench = await open();
    });
    afterAll(async () => {
      await host?.close();
      await bench?.close();
    });
    for (const grade of ['strict', 'compat'] as const)
      describe(`grade ${grade}`, () => guarantees(grade, () => ({ bench, host })));
    own(() => bench);
  });
}

function guarantees(grade: SandboxPlan['grade'], given: () => { bench: Bench; host: HostListener }): void {
  const user = grade === 'strict' ? 'lab' : 'root';
  const shop = workload('shop', ['serve', '8080'], { ports: [8080], user });
  const rogue = (args: string[], change: Parameters<typeof hostile>[2] = {}): Workload => ({
    ...hostile('rogue', args, { user, ...change }),
    volumes: [{ id: 'data', size: MIB }],
  });
  const doors = [door('rogue', 'shop.test', 'shop')];
  const mine = plan([shop, rogue(['exit'])], { doors, grade });
  const theirs = plan([workload('bank', ['serve', '8081'], { ports: [8081], user })], { grade });

  const apply = async (what: SandboxPlan, upTo: Stage = 'play') =>
    await given().bench.engine.apply(what, await suppliesOf(given().bench), upTo, never);
  beforeAll(async () => {
    for (const what of [mine, theirs]) expect((await apply(what)).allRunning).toBe(true);
    await until(
      () => given().bench.engine.listening(theirs.id, 'bank'),
      (sockets) => sockets.some(({ port }) => port === 8081),
    );
  });
  afterAll(async () => {
    const { bench } = given();
    for (const { id } of [mine, theirs])
      expect([...(await bench.engine.remove(id)), ...(await bench.remains(id))]).toEqual([]);
  });

  /** Has a hostile container try something, beside a workload that means no harm. */
  async function tries(args: string[], change: Parameters<typeof rogue>[1] = {}) {
    const { engine } = given().bench;
    await apply({ ...mine, workloads: [gateway(), shop, rogue(args, change)] });
    const { code, output } = await engine.run(mine.id, 'rogue', never);
    const said: Said[] = output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => saidSchema.parse(JSON.parse(line)));
    return { code, said, got: said.filter(({ verdict }) => verdict === 'fail').map(({ detail }) => detail) };
  }

  test('what the probe of each trial tries holds, and nothing on any address of the host was reached', async () => {
    const { host } = given();
    host.reached();
    const { limits } = rogue([]).containers[0] ?? { limits: undefined };
    const { said } = await tries([
      'structural',
      ...(grade === 'compat' ? ['--compat'] : []),
      ...host.addresses.flatMap((address) => ['--target', `[${address}]:${host.port}`]),
      ...['--server', host.nameServer, '--own', 'shop.test', '--door', 'shop.test:80', '--shut', '127.0.0.1:8080'],
      ...['--memory', String(limits?.memory), '--cpu', String(limits?.cpu), '--pids', String(limits?.pids)],
      ...['--scratch', `/tmp=${limits?.scratch}`],
    ]);
    expect(said.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(said.map(({ id }) => id)).toEqual(['no-route', 'own-names', 'one-door', 'no-power', 'bounded']);
    expect(host.reached()).toBe(0);
  });

  test('no-route: the probe tells when there is a way', async () => {
    const { said } = await tries(['structural', '--target', '127.0.0.1:80']);
    expect(said[0]).toEqual({ id: 'no-route', verdict: 'fail', detail: '127.0.0.1:80: connected' });
  });

  test('no-route: its loopback is its own; a door is the only way to a neighbour', async () => {
    const { got } = await tries(['dial', '127.0.0.1', '8080', '8081', '80', '8082']);
    expect(got).toEqual([
      '127.0.0.1 8080: ECONNREFUSED',
      '127.0.0.1 8081: ECONNREFUSED',
      '127.0.0.1 80: connected',
      '127.0.0.1 8082: ECONNREFUSED',
    ]);
  });

  test('own-names: it resolves what the plan gives; all else is refused, and is evidence', async () => {
    const { host, bench } = given();
    host.reached();
    const asked = async (...args: string[]) => (await tries(['dns', ...args])).said.map(({ detail }) => detail).join();
    expect(await asked('shop.test', '127.0.0.1')).toBe('code 0 127.0.0.1');
    expect(await asked('shop.test', '127.0.0.1', 'tcp', 'AAAA')).toBe('code 100 ');
    expect(await asked('c2vjcmv0.leak.example', '127.0.0.1', 'udp', 'TXT')).toBe('code 3 ');
    expect(await asked('more.leak.example', '127.0.0.1', 'tcp')).toBe('code 3 ');
    for (const by of ['udp', 'tcp']) expect(await asked('past.leak.example', host.nameServer, by)).toBe('ENETUNREACH');
    expect(host.reached()).toBe(0);
    const hub = new Hub(() => bench.engine.control(mine.id, never));
    const pulled = JSON.stringify((await hub.call('GET', '/gateway/pull?after=0&max=2000')).json());
    await hub.close();
    for (const [name, transport] of [
      ['c2vjcmv0.leak.example', 'udp'],
      ['more.leak.example', 'tcp'],
    ])
      expect(pulled).toMatch(
        new RegExp(`"from":"rogue","name":"${name}","type":"[A-Z]+","known":false,"transport":"${transport}"`),
      );
  });

  test.each([
    ['raw-socket', 'no sockets but those of the internet family and unix'],
    ['unshare', 'no namespaces of its own, nor those of others'],
    ['bpf', 'none of the calls that reach past the usual into the kernel'],
    ['ptrace', 'no looking into other processes'],
    ['proc-write', 'nothing to write in /proc, /sys and the image; no device, engine socket or token to read'],
  ])('no-power: %s: %s', async (mode) => {
    const { said, got } = await tries([mode]);
    expect(got).toEqual([]);
    expect(said.length).toBeGreaterThan(0);
  });

  test('bounded: processes', async () => {
    const [said] = (await tries(['fork-bomb'])).said;
    expect(said?.detail).toMatch(/^[1-6]?\d processes, then EAGAIN$/);
  });

  test('bounded: memory', async () => {
    const { code, said } = await tries(['eat-memory']);
    expect({ code, said }).toEqual({ code: 137, said: [] });
    const { rogue: seen } = (await given().bench.engine.observe(mine.id)).workloads;
    expect(seen?.rogue).toEqual({ state: 'exited', exit: 137, reason: 'oom' });
  });

  test('bounded: open files', async () => {
    const [said] = (await tries(['open-fds'])).said;
    expect(said).toMatchObject({
      verdict: 'pass',
      detail: expect.stringMatching(/; [1-8]\d{3} files, then EMFILE$/),
    });
  });

  test('bounded: every place that can be written', async () => {
    const change = { writable: ['/state'], mounts: [{ volume: 'data', path: '/data', readOnly: false }] };
    const ends: Record<string, string> = {};
    for (const path of ['/tmp', '/var/tmp', '/run', '/dev/shm', '/state', '/data', '/', '/etc', '/sys', '/doors']) {
      const [said] = (await tries(['fill-disk', path], change)).said;
      ends[path] = said?.detail ?? 'nothing said';
    }
    const full = (bytes: number) => `${bytes} bytes, then ENOSPC`;
    expect(ends).toEqual({
      '/tmp': full(4 * MIB),
      '/var/tmp': full(4 * MIB),
      '/run': full(4 * MIB),
      '/dev/shm': full(16 * MIB),
      '/state': full(4 * MIB),
      '/data': full(MIB),
      '/': '0 bytes, then EROFS',
      '/etc': '0 bytes, then EROFS',
      '/sys': '0 bytes, then EROFS',
      '/doors': '0 bytes, then ENOENT',
    });
  });

  test('bounded: the log, and the engine lives on', async () => {
    const { engine } = given().bench;
    await tries(['flood-log', String(30 * MIB)]);
    let size = 0;
    for (let cursor = ''; ; ) {
      const page = await engine.logs(mine.id, 'rogue', 'rogue', cursor);
      if (page.lines.length === 0) break;
      cursor = page.cursor;
      size += page.lines.reduce((sum, { text }) => sum + text.length, 0);
    }
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThan(12 * MIB);
  });

  test('after all that, who meant no harm is as before', async () => {
    const { engine } = given().bench;
    expect((await engine.observe(mine.id)).workloads.shop).toEqual({ shop: { state: 'running' } });
    expect((await engine.observe(theirs.id)).allRunning).toBe(true);
    expect((await tries(['dial', '127.0.0.1', '80'])).got).toEqual(['127.0.0.1 80: connected']);
  });
}
