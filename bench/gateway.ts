/**
 * What the gateway costs: time of a small request through TLS with recording on and off (in turns, in one run) and
 * without a gateway, and the memory that 1 GB of streaming takes. `node bench/gateway.ts` prints one JSON record.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, Agent as PlainAgent, request as plainRequest, type RequestOptions } from 'node:http';
import { connect as h2connect } from 'node:http2';
import { Agent, request as tlsRequest } from 'node:https';
import { connect } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_CAPS, type GatewayConfig } from '@proeftuin/contract/gateway';
import { GATEWAY_ENV } from '@proeftuin/contract/plan';
import image from '../sandbox-images/gateway/image.ts';

const ROUNDS = 6;
const REQUESTS = 500;
const GIGABYTE = 1024 ** 3;
const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
const at = (name: string) => join(folder, name);

/** A page of 2 KB with a cookie, and a gigabyte without end markers. */
const page = JSON.stringify({ rows: Array.from({ length: 40 }, (_, n) => ({ id: n, straat: 'Nieuwstraat', nr: n })) });
const chunk = Buffer.alloc(64 * 1024, 'x');
const service = createServer((req, res) => {
  if (req.url !== '/gigabyte') {
    res.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'sid=secret; HttpOnly' }).end(page);
    return;
  }
  let left = GIGABYTE / chunk.length;
  const more = () => {
    while (left > 0) {
      left -= 1;
      if (!res.write(chunk)) return void res.once('drain', more);
    }
    res.end();
  };
  more();
});
await new Promise<void>((done) => service.listen(at('service'), done));

const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=bench'];
execFileSync('openssl', ['req', '-x509', ...ec, '-keyout', at('key'), '-out', at('cert')], { stdio: 'ignore' });
const config: GatewayConfig = {
  v: 1,
  sandbox: 'bench',
  control: `unix:${at('control')}`,
  listeners: [{ workload: 'play', port: 443, kind: 'web', at: `unix:${at('web')}` }],
  doors: [
    { from: 'play', name: 'bench.test', port: 443, kind: 'http', tls: true, to: { workload: 'web', port: 8080 } },
  ],
  targets: { 'web:8080': `unix:${at('service')}` },
  answer: '127.0.0.1',
  sources: {},
  tls: { cert: readFileSync(at('cert'), 'utf8'), key: readFileSync(at('key'), 'utf8') },
  maskKey: '00'.repeat(32),
  caps: DEFAULT_CAPS,
};
const begin = performance.now();
const gateway = spawn(process.execPath, [join(import.meta.dirname, '../sandbox-images/gateway/src/main.ts')], {
  env: { ...image.env, [GATEWAY_ENV]: JSON.stringify(config) },
  stdio: ['ignore', 'pipe', 'inherit'],
});
await new Promise((done) => gateway.stdout.once('data', done));
const startup = performance.now() - begin;

const hub = h2connect('http://hub', { createConnection: () => connect(at('control')) });
const call = (method: string, path: string, body?: unknown): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    const stream = hub.request({ ':method': method, ':path': path });
    stream.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    stream.on('end', () => resolve(text)).on('error', reject);
    stream.end(body === undefined ? undefined : JSON.stringify(body));
  });
const hello = async (): Promise<{ memory: number; head: { seq: number } }> =>
  JSON.parse(await call('GET', '/gateway/hello'));

/** Milliseconds until the end of the answer. */
function timed(send: typeof plainRequest, options: RequestOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const req = send(options, (res) => res.resume().on('end', () => resolve(performance.now() - started)));
    req.on('error', reject).end();
  });
}
const agent = new Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });
const plain = new PlainAgent({ keepAlive: true, maxSockets: 1 });
const headers = { host: 'bench.test', cookie: 'sid=secret', authorization: 'Bearer secret' };
const through = (path: string) =>
  timed(tlsRequest as typeof plainRequest, { socketPath: at('web'), path, headers, agent });
const direct = () => timed(plainRequest, { socketPath: at('service'), path: '/', headers, agent: plain });

const times = { on: [] as number[], off: [] as number[], direct: [] as number[] };
for (let n = 0; n < 300; n += 1) await through('/');
for (let round = 0; round < ROUNDS; round += 1) {
  for (const on of round % 2 === 0 ? [true, false] : [false, true]) {
    await call('POST', '/gateway/record', { on });
    for (let n = 0; n < REQUESTS; n += 1) times[on ? 'on' : 'off'].push(await through('/'));
    await call('POST', `/gateway/ack?seq=${(await hello()).head.seq}`);
  }
  for (let n = 0; n < REQUESTS; n += 1) times.direct.push(await direct());
}

await call('POST', '/gateway/record', { on: true });
const before = (await hello()).memory;
let [peak, streaming] = [before, true];
const sampled = (async () => {
  while (streaming) {
    peak = Math.max(peak, (await hello()).memory);
    await new Promise((done) => setTimeout(done, 50));
  }
})();
const took = await through('/gigabyte');
streaming = false;
await sampled;

const percentiles = (list: number[]) => {
  const sorted = list.toSorted((a, b) => a - b);
  const p = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3));
  return { p50: p(0.5), p99: p(0.99) };
};
const mib = (bytes: number) => Math.round(bytes / 1024 / 1024);
process.stdout.write(
  `${JSON.stringify({
    bench: 'gateway',
    at: new Date().toISOString(),
    node: process.version,
    cores: cpus().length,
    samples: times.on.length,
    milliseconds: {
      recordingOn: percentiles(times.on),
      recordingOff: percentiles(times.off),
      direct: percentiles(times.direct),
      startup: Math.round(startup),
    },
    gigabyte: { mebibytesASecond: Math.round(1024 / (took / 1000)), before: mib(before), grew: mib(peak - before) },
  })}\n`,
);
hub.destroy();
gateway.kill();
service.close();
service.closeAllConnections();
agent.destroy();
plain.destroy();
rmSync(folder, { recursive: true, force: true });
