import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Cli, startCli } from '../testing/cli.ts';
import { gone } from '../testing/gone.ts';
import { watchFolder } from './watch.ts';
import { runWatched } from './watched.ts';

let folder: string;
const pids = () => readFileSync(join(folder, '.pids'), 'utf8').trim().split('\n').map(Number);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proeftuin-watch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

const MANIFEST = (registers: readonly string[]) => `apiVersion: proeftuin/v1
kind: Service
metadata: { name: loketje, version: 1.0.0 }
title: { nl: Loketje, en: Desk }
summary: { nl: Een loketje }
audience: [citizen]
channels: [web]
workload:
  containers:
    web:
      image: .
      variables:
        PORT: "8080"
        ADDRESS_API: \${resources.adressen.url}
  service: { ports: { web: { port: 8080 } } }
  resources:
    site: { type: route }
${registers.map((name) => `    ${name}: { type: register, params: { register: ${name} } }`).join('\n')}
images:
  web: { build: . }
`;
/** A server that asks the town for something with each visit, and visits itself once when it starts. */
const PROGRAM = (path: string, headers: object) => `
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
const origin = new URL(process.env.ADDRESS_API).origin;
const server = createServer(async (_, response) => {
  const answer = await fetch(origin + ${JSON.stringify(path)}, { headers: ${JSON.stringify(headers)} });
  response.end(String(answer.status));
}).listen(0, async () => {
  appendFileSync('.pids', process.pid + '\\n');
  await fetch('http://127.0.0.1:' + server.address().port + '/').then((answer) => answer.text());
});
process.on('SIGTERM', () => process.exit(0));
`;
const GOOD = {
  accept: 'application/json',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

const markSchema = z.object({ wrong: z.string(), times: z.number(), fresh: z.boolean() });
const gradeSchema = z.object({
  run: z.number(),
  calls: z.number(),
  right: z.number(),
  marks: z.array(markSchema),
  mended: z.array(z.string()),
  untried: z.array(z.string()),
});
const graded = async (cli: Cli, run: number) =>
  gradeSchema.parse(JSON.parse((await cli.prints(new RegExp(`^\\{"event":"grade","run":${run},.*$`, 'm')))[0]));

test('a program is graded as it is developed: started anew with each change, and with a new manifest the town too', async () => {
  write('proeftuin.yaml', MANIFEST(['adressen']));
  write('package.json', '{"type":"module","scripts":{"start":"node server.js"}}');
  write('server.js', PROGRAM('/v2/adressen?limit=1', {}));
  const cli = startCli(
    [...['dev', folder, '--population', '50', '--port', '0', '--watch', '--json'], '--', process.execPath, 'server.js'],
    {},
  );
  /** Waits for the call of a start, by its number, changes a file, and gives the stand that the change brings. */
  const change = async (run: number, name: string, text: string) => {
    await cli.prints(new RegExp(`(?:"event":"call"[^]*){${run}}`));
    write(name, text);
    return graded(cli, run);
  };
  const first = await change(1, 'server.js', PROGRAM('/v2/straatnamen?limit=1', GOOD));
  expect(first).toMatchObject({ calls: 1, right: 0, mended: [], untried: [] });
  expect(first.marks).toEqual([
    { wrong: 'no-accept', times: 1, fresh: false },
    { wrong: 'no-traceparent', times: 1, fresh: false },
  ]);
  const second = await change(2, 'proeftuin.yaml', MANIFEST(['adressen', 'straatnamen']));
  expect(second.marks).toEqual([{ wrong: 'undeclared-register', times: 1, fresh: true }]);
  expect(second.untried).toEqual(['no-accept', 'no-traceparent']);
  expect(gone(pids()[0] ?? 0)).toBe(true);
  const third = await change(3, 'proeftuin.yaml', 'kind: [');
  expect([third.calls, third.right, third.mended]).toEqual([1, 1, ['undeclared-register']]);
  await cli.says(/proeftuin\.yaml:\d+:\d+/);
  expect((await change(4, 'server.js', PROGRAM('/v2/adressen?limit=1', GOOD))).untried).toEqual([
    ...['no-accept', 'no-traceparent'],
  ]);
  // Nothing changes any more: it is graded when it has been quiet for a while.
  const last = await graded(cli, 5);
  expect([last.right, last.mended]).toEqual([1, ['no-accept', 'no-traceparent']]);

  cli.child.kill('SIGINT');
  expect((await cli.ended()).code).toBe(130);
  expect([pids().length, pids().filter((one) => !gone(one))]).toEqual([5, []]);
});

test('a program that ends by itself waits for a change; what cannot be started at all is an error', async () => {
  write('proeftuin.yaml', MANIFEST(['adressen']));
  write('server.js', 'process.exit(3)');
  const args = ['dev', folder, '--population', '50', '--port', '0', '--watch', '--json', '--'];
  const cli = startCli([...args, process.execPath, 'server.js'], {});
  await cli.says(/the program ended with 3; it starts again when a file changes/);
  write('server.js', 'console.log("weer");setInterval(()=>{},1000)');
  await cli.says(/server\.js changed: the program starts anew/);
  await cli.says(/^weer$/m);
  cli.child.kill('SIGINT');
  expect((await cli.ended()).code).toBe(130);
  const none = await startCli([...args, 'geen-programma'], {}).ended();
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('geen-programma')]);
  const nothing = await startCli(['dev', folder, '--watch', '--port', '0'], {}).ended();
  expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('--watch without a program')]);
});

test('a file that the program writes with each start is found out, and starts it no more', async () => {
  const said: string[] = [];
  const left: string[] = [];
  const stop = new AbortController();
  let starts = 0;
  const changes = {
    next: async () => {
      if (left.length > 0) stop.abort();
      return left.length > 0 ? [] : ['out.txt'];
    },
    leave: (file: string) => void left.push(file),
    close: () => undefined,
  };
  const run = async (signal: AbortSignal) => {
    starts += 1;
    await new Promise<void>((done) => (signal.aborted ? done() : signal.addEventListener('abort', () => done())));
    return 0;
  };
  const terminal = { signal: stop.signal, say: (line: string) => void said.push(line) };
  expect(await runWatched(terminal, run, changes, () => false)).toBe(false);
  expect([starts, left]).toEqual([4, ['out.txt']]);
  expect(said.at(-1)).toBe('out.txt changes with each start: it no longer counts (--ignore out.txt)');
});

describe('a folder', () => {
  const never = new AbortController().signal;

  test('tells the files that changed together, also when nobody waited; not what is no source', async () => {
    for (const one of ['node_modules/x', '.git', 'src/pages']) mkdirSync(join(folder, one), { recursive: true });
    const changes = watchFolder(folder, ['dist/**'], (why) => {
      throw why;
    });
    mkdirSync(join(folder, 'dist'));
    for (const one of ['node_modules/x/a.js', '.git/HEAD', '.env', 'dist/b.js', 'app.log', 'data.sqlite-wal', 'c.tmp'])
      write(one, '1');
    write('src/pages/d.js', '1');
    write('e.js', '1');
    const files = (await changes.next(never)).filter(
      (file) => file !== 'src' && file !== 'src/pages' && file !== 'dist',
    );
    expect(files).toEqual(['e.js', 'src/pages/d.js']);
    write('e.js', '2');
    await new Promise((done) => setTimeout(done, 400));
    expect(await changes.next(never)).toEqual(['e.js']);
    const stop = new AbortController();
    const waiting = changes.next(stop.signal);
    stop.abort();
    expect(await waiting).toEqual([]);
    changes.close();
  });

  test('tells of a file that an editor replaced when it saved, each time, and of one in a new folder', async () => {
    const own = join(folder, 'replaced');
    mkdirSync(join(own, 'src'), { recursive: true });
    writeFileSync(join(own, 'src/a.js'), '1');
    const changes = watchFolder(own, [], (why) => {
      throw why;
    });
    for (const text of ['2', '3']) {
      writeFileSync(join(own, 'src/a.js.tmp'), text);
      renameSync(join(own, 'src/a.js.tmp'), join(own, 'src/a.js'));
      expect(await changes.next(never)).toEqual(['src/a.js']);
      writeFileSync(join(own, 'src/a.js'), `${text} more`);
      expect(await changes.next(never)).toEqual(['src/a.js']);
    }
    mkdirSync(join(own, 'src/new'));
    expect(await changes.next(never)).toEqual(['src/new']);
    writeFileSync(join(own, 'src/new/b.js'), '1');
    expect(await changes.next(never)).toEqual(['src/new/b.js']);
    rmSync(join(own, 'src/new'), { recursive: true });
    expect(await changes.next(never)).toContain('src/new');
    changes.close();
  });
});
