/**
 * `proeftuin dev`: from the start of its process to the first right answer over HTTP (an address by its id), and resident memory
 * then and after a search by name and a login's discovery; beside a bare Hono process that answers a constant. Median of seven starts
 * after one that fills the cache of compiled code. `node bench/dev.ts` prints one JSON record.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

const STARTS = 7;
const ID = '90000001';
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
/** As `proeftuin` starts it. */
const CLI = [
  '--max-semi-space-size=4',
  '--disable-warning=ExperimentalWarning',
  '--',
  path('../control-plane/src/main.mjs'),
];
const SERVICE = path('../sandbox-images/providers/verhuisloket');
const BARE = `import { serve } from '@hono/node-server';import { Hono } from 'hono';
serve({ fetch: new Hono().get('*', (c) => c.text('${ID}')).fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });`;

/** Body of a right answer; undefined while there is none. */
const ask = (port: number, host: string, url: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const headers = { host: `${host}.localhost:${port}` };
    const sent = request({ host: '127.0.0.1', port, path: url, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve(answer.statusCode === 200 ? text : undefined));
    });
    sent.on('error', () => resolve(undefined));
    sent.end();
  });

/** MiB resident. */
const resident = ({ pid }: ChildProcess): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

async function start(args: (port: number) => string[], after: (port: number) => Promise<void>) {
  const port = await freePort();
  const begin = performance.now();
  const env = { ...process.env, PORT: String(port) };
  const child = spawn(process.execPath, args(port), {
    cwd: path('../sandbox-images/municipality'),
    env,
    stdio: 'ignore',
  });
  while (!(await ask(port, 'basisregisters', `/v2/adressen/${ID}`))?.includes(ID)) await pause(2);
  const first = performance.now() - begin;
  await pause(300);
  const memory = resident(child);
  await after(port);
  const used = resident(child);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return { first, memory, used };
}

const median = (list: readonly number[]): number => Math.round(list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0);

async function measure(args: (port: number) => string[], after = async (_: number) => {}) {
  await start(args, after);
  const seen: Awaited<ReturnType<typeof start>>[] = [];
  for (let n = 0; n < STARTS; n += 1) seen.push(await start(args, after));
  return {
    firstAnswerMs: median(seen.map(({ first }) => first)),
    memoryMiB: median(seen.map(({ memory }) => memory)),
    usedMiB: median(seen.map(({ used }) => used)),
  };
}

const dev = (profile: string) =>
  measure(
    (port) => [...CLI, 'dev', SERVICE, '--profile', profile, '--port', String(port)],
    async (port) => {
      await ask(port, 'www', '/inwoners?naam=peeters');
      await ask(port, 'login', '/.well-known/openid-configuration');
    },
  );
const record = {
  bench: 'dev',
  cores: cpus().length,
  node: process.versions.node,
  bare: await measure(() => ['--input-type=module', '-e', BARE]),
  aalter: await dev('aalter'),
  antwerpen: await dev('antwerpen'),
};
console.log(JSON.stringify(record, null, 2));
